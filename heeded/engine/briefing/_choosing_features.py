"""What is looked at to say how much a sentence is worth to a briefing: its place, its kind, its wording, and how much
of the report it shares its words with. A feature is a name and a figure, mostly 1."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from heeded.engine.briefing._choosing_cues import cues_in, words_of
from heeded.engine.briefing._choosing_standing import (
    believes,
    gives_evidence,
    judges,
    leans,
    names_somebody,
    speaks_of_itself,
)
from heeded.engine.briefing._choosing_units import Unit
from heeded.engine.briefing._records import Report
from heeded.engine.words._stop_words import STOP_WORDS

_LENGTHS = (
    (7, "to-7"),
    (12, "to-12"),
    (18, "to-18"),
    (26, "to-26"),
    (36, "to-36"),
    (50, "to-50"),
    (999, "more"),
)
_WORDS_KEPT = (
    1_200  # content words of a report that its sentences are compared by, fewer where it is very long
)
_CELLS = 8_000_000
_ROUNDS = 12
_STEM = 6  # letters: "assess", "assessed" and "assessment" are one word here
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
_ORDINALS = (
    "First",
    "Second",
    "Third",
    "Fourth",
    "Fifth",
    "Last",
    "The first",
    "The second",
    "The third",
    "Finally",
)
_QUOTES = frozenset('“”"')
_DIGITS = frozenset("0123456789")

Features = dict[str, float]


def features(
    report: Report, units: Sequence[Unit], why: Mapping[int, float], central: Sequence[float]
) -> list[Features]:
    """The features of each unit. `why`: how surely each running sentence explains; `central`: see `centrality`."""
    ranks = _ranks(central)
    asked = _asked(report)
    places = _places(units)
    titles = {index: _stems(words_of(section.title)) for index, section in enumerate(report.sections)}
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
    stems = _stems(unit.words)
    found["echo"] = len(stems & asked) / max(4, len(stems)) if unit.point_kind != "recommendation" else 0.0
    found["title"] = min(1.0, len(stems & title) / 2)
    found.update((name, 1.0) for name in _looks(unit))
    return found


def _looks(unit: Unit) -> list[str]:
    """What is seen without reading."""
    text = unit.text
    seen = {
        "has:figure": not _DIGITS.isdisjoint(text),
        "has:quotation": not _QUOTES.isdisjoint(text),
        "has:brackets": "(" in text,
        "has:colon": ":" in text or ";" in text,
        "ends:question": text.endswith("?"),
        "ends:colon": text.endswith(":"),
        "repeated": unit.times > 1,
        "named": names_somebody(text),
        "witness": gives_evidence(text) and not judges(text),
        "judges": judges(text),
        "asks": unit.asks and unit.point_kind == "recommendation",
        "ordinal": text.startswith(_ORDINALS),
        "leans": leans(text),
        "believes": believes(text),
        "itself": speaks_of_itself(text),
    }
    return [name for name, true in seen.items() if true]


def _places(units: Sequence[Unit]) -> list[list[str]]:
    """Where each unit stands in its section, its paragraph and the report."""
    last = len(units) - 1
    found = []
    for at, unit in enumerate(units):
        here = [f"fifth:{min(4, 5 * at // max(1, last + 1))}"]
        if at == 0 or units[at - 1].section != unit.section:
            here.append("first-of-section")
        if at == last or units[at + 1].section != unit.section:
            here.append("last-of-section")
        if at == 0 or units[at - 1].block != unit.block:
            here.append("first-of-paragraph")
        if at == last or units[at + 1].block != unit.block:
            here.append("last-of-paragraph")
        if at and units[at - 1].text.endswith("?"):
            here.append("after:question")
        if at and units[at - 1].point >= 0 > unit.point:
            here.append("after:point")
        if at < last and units[at + 1].point >= 0 > unit.point:
            here.append("before:point")
        found.append(here)
    return found


def _asked(report: Report) -> frozenset[str]:
    """The content words of what the report asks for."""
    counted = Counter(
        stem
        for point in report.learning_points
        if point.kind == "recommendation"
        for stem in _stems(words_of(point.text))
    )
    return frozenset(counted)


def _stems(words: Sequence[str]) -> frozenset[str]:
    return frozenset([word[:_STEM] for word in words if len(word) > 3 and word not in STOP_WORDS])


def content(unit: Unit) -> frozenset[str]:
    """The content words of a unit, cut to their first letters: what repeats are told by."""
    return _stems(unit.words)


def _ranks(figures: Sequence[float]) -> list[float]:
    """Each figure as its place among all, 0 the least and 1 the most."""
    order = sorted(range(len(figures)), key=figures.__getitem__)
    ranks = [0.0] * len(figures)
    for place, index in enumerate(order):
        ranks[index] = place / max(1, len(figures) - 1)
    return ranks


def centrality(units: Sequence[Unit]) -> list[float]:
    """How much each unit has in common with the others that have much in common (TextRank by word overlap)."""
    stems = [content(unit) for unit in units]
    counted = Counter(stem for some in stems for stem in some)
    kept = [
        stem
        for stem, times in counted.most_common(min(_WORDS_KEPT, _CELLS // max(1, len(units))))
        if times > 1
    ]
    if not kept:
        return [0.0] * len(units)
    column = {stem: at for at, stem in enumerate(kept)}
    table: Any = np.zeros((len(units), len(kept)), dtype=np.float32)
    for row, some in enumerate(stems):
        for stem in some:
            if stem in column:
                table[row, column[stem]] = np.log(1 + len(units) / counted[stem])
    table /= np.maximum(1e-6, np.linalg.norm(table, axis=1, keepdims=True))
    degree = np.maximum(1e-6, table @ table.sum(axis=0))
    rank: Any = np.full(len(units), 1.0 / len(units), dtype=np.float32)
    for _ in range(_ROUNDS):
        rank = 0.15 / len(units) + 0.85 * (table @ (table.T @ (rank / degree)))
    return [float(figure) for figure in rank]
