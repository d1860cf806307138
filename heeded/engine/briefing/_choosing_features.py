"""What is looked at to say how much a sentence is worth to a briefing: its place, its kind, its wording, and how much
of the report it shares its words with. A feature is a name and a figure, mostly 1."""

from collections import Counter
from collections.abc import Mapping, Sequence

from heeded.engine.briefing._centrality import ranks_of, stems_of
from heeded.engine.briefing._choosing_cues import cues_in, words_of
from heeded.engine.briefing._choosing_looks import looks_of, places_of
from heeded.engine.briefing._records import Report
from heeded.engine.briefing._unit import Unit

_LENGTHS = (
    (7, "to-7"),
    (12, "to-12"),
    (18, "to-18"),
    (26, "to-26"),
    (36, "to-36"),
    (50, "to-50"),
    (999, "more"),
)
_ENDED = 8  # sentences at either end of a section
_USUAL = 400  # sentences; the samples have fewer, so what holds for longer reports is weighed by hand
_LONG = (
    "central",
    "kind:summary",
    "repeated",
    "witness",
    "judges",
    "has:quotation",
    "cue:witness",
    "cue:event",
    "cue:earlier",
    "has:figure",
    "asks",
    "length:to-7",
    "length:to-12",
)
_TELLING = frozenset({"introduction", "background", "summary", "chronology"})

Features = dict[str, float]


def features(
    report: Report, units: Sequence[Unit], why: Mapping[int, float], central: Sequence[float]
) -> list[Features]:
    """The features of each unit. `why`: how surely each running sentence explains; `central`: see `centrality`."""
    ranks = ranks_of(central)
    asked = _asked(report)
    places = places_of(units)
    titles = {index: stems_of(words_of(section.title)) for index, section in enumerate(report.sections)}
    found = [
        _of(
            unit,
            places[at],
            ranks[at],
            why.get(unit.running, 0.0),
            asked,
            titles.get(unit.section, frozenset()),
        )
        for at, unit in enumerate(units)
    ]
    long = min(1.0, max(0.0, (len(units) - _USUAL) / _USUAL))
    return [_with_length(one, long) for one in found] if long else found


def _with_length(found: Features, long: float) -> Features:
    """In a long report what is central, summed up or said twice counts for more, and what witnesses said for less."""
    return found | {"long": long} | {f"long:{name}": long * found[name] for name in _LONG if name in found}


def _of(
    unit: Unit, places: Sequence[str], rank: float, why: float, asked: frozenset[str], title: frozenset[str]
) -> Features:
    found: Features = {f"kind:{unit.kind}": 1.0, f"speaker:{unit.speaker}": 1.0, "central": rank, "why": why}
    found.update((name, 1.0) for name in places)
    found[f"length:{next(name for most, name in _LENGTHS if len(unit.words) <= most)}"] = 1.0
    found.update((f"cue:{name}", 1.0) for name in cues_in(unit.words))
    if unit.point >= 0:
        found[f"point:{unit.point_kind}"] = 1.0
        if unit.point_first:
            found[f"point-first:{unit.point_kind}"] = 1.0
    if "cue:harm" in found and unit.kind in _TELLING:
        found["told:harm"] = 1.0
    stems = stems_of(unit.words)
    found["echo"] = len(stems & asked) / max(4, len(stems)) if unit.point_kind != "recommendation" else 0.0
    found["title"] = min(1.0, len(stems & title) / 2)
    found.update((name, 1.0) for name in looks_of(unit))
    return found


def _asked(report: Report) -> frozenset[str]:
    """The content words of what the report asks for."""
    counted = Counter(
        stem
        for point in report.learning_points
        if point.kind == "recommendation"
        for stem in stems_of(words_of(point.text))
    )
    return frozenset(counted)
