"""Learning points that carry their name: "Recommendation 7: …", "Finding 3", "R3", anywhere in a report.

What stands after the name may be the words themselves or only a title ("Recommendation 7: Publication of
findings"); then the words stand below. A finding or a learning point is its headline statement, the sentence
after its name or, where there is none, the first block below it: never the chapter that goes on about it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from heeded.engine.agencies import agency_of
from heeded.engine.learning_points._addressees import heading_addressee
from heeded.engine.learning_points._asking import ASKS
from heeded.engine.learning_points._extent import follow, is_finished, part_of
from heeded.engine.learning_points._heads import Label, label_of
from heeded.engine.learning_points._kinds import FINDING, RECOMMENDATION
from heeded.engine.learning_points._label_titles import (
    FEWEST_TITLE_WORDS,
    Stops,
    heads_narrative,
    is_preamble,
    is_title,
    names_agencies,
)
from heeded.engine.learning_points._labels import INSIDE
from heeded.engine.learning_points._notes import EXPLAINS
from heeded.engine.learning_points._numbers import spelt
from heeded.engine.learning_points._report import Candidate, Entry, Part, Report
from heeded.engine.vocabulary import LearningPointKind

SECTION_ENTRIES = 40
_POINT = re.compile(r"(?:\w+ )?learning point\b", re.IGNORECASE)
_THEME = re.compile(r"(?:\w+ )?learning theme\b", re.IGNORECASE)


def labelled(report: Report) -> Iterator[Candidate]:
    """Every labelled learning point of a report, in reading order."""
    labels = _labels(report)
    inside = {
        entry.index: found
        for entry in report.entries
        if "Recommendation" in entry.words
        and (found := list(INSIDE.finditer(entry.block.text, entry.start + 1)))
    }
    for candidate in _at_heads(report, labels):
        yield replace(candidate, parts=tuple(_before(part, inside) for part in candidate.parts))
    for at, entry in enumerate(report.entries):
        if entry.index in inside and entry.index not in report.others:
            yield from _inside(report.entries, at, inside[entry.index], labels)


def _before(part: Part, inside: dict[int, list[re.Match[str]]]) -> Part:
    """A part up to the label that stands in its midst."""
    cuts = [found.start() for found in inside.get(part.block, ()) if found.start() > part.start]
    return Part(part.block, part.start, min([part.end, *cuts]))


def _inside(
    entries: Sequence[Entry], at: int, inside: list[re.Match[str]], labels: dict[int, Label]
) -> Iterator[Candidate]:
    entry = entries[at]
    for found, after in zip(inside, [*inside[1:], None], strict=True):
        parts = [part_of(entry, found.end())]
        if after is None:
            follow(entries, at + 1, stops=lambda other: other.index in labels, kept=parts)
        else:
            parts = [Part(entry.index, found.end(), after.start())]
        yield _made(Label(RECOMMENDATION, spelt(found["number"]), found.end(), marked=True), parts, [])


def _at_heads(report: Report, labels: dict[int, Label]) -> Iterator[Candidate]:
    entries = report.entries
    for at, entry in enumerate(entries):
        label = labels.get(entry.index)
        if label is None or entry.index in report.others or entry.is_row:
            continue
        if not label.number and label.kind is RECOMMENDATION and entry.block.text[label.start :].strip():
            label = replace(label, number=spelt(entry.number) or _number_above(entries, at))
        if _is_section_of(entries, at, label, labels):
            continue
        candidate = _candidate(entries, at, label, labels)
        if candidate is not None:
            yield candidate


def _is_section_of(entries: Sequence[Entry], at: int, label: Label, labels: dict[int, Label]) -> bool:
    """Whether a heading ("Recommendation 2: Plans") opens a section at whose end the recommendation itself stands,
    under its label again."""
    if not (entries[at].is_heading and label.number):
        return False
    for below in range(at + 1, min(at + SECTION_ENTRIES, len(entries))):
        other = labels.get(entries[below].index)
        if other is not None:
            words = entries[below].block.text[other.start :]
            return (other.kind, other.number) == (label.kind, label.number) and (
                bool(ASKS.search(words)) or not words.strip()
            )
        if entries[below].is_heading:
            return False
    return False


def _number_above(entries: Sequence[Entry], at: int) -> str:
    """The number of the conclusion that a bare "Recommendation:" follows."""
    for entry in reversed(entries[max(0, at - 5) : at]):
        if entry.is_heading or label_of(entry):
            return ""
        if entry.number.isdigit():
            return entry.number
    return ""


def _labels(report: Report) -> dict[int, Label]:
    labels: dict[int, Label] = {}
    for before, entry in zip((None, *report.entries), report.entries, strict=False):
        label = label_of(entry)
        if label and not (before and _runs_on(before, entry)):
            labels[entry.index] = label
    used = {
        index: label for index, label in labels.items() if not label.code or _is_used(label, labels, report)
    }
    used = _without_themes(report.entries, used)
    return _titles_alike(report.entries, used)


def _without_themes(entries: Sequence[Entry], labels: dict[int, Label]) -> dict[int, Label]:
    """Themes that stand as headings over learning points of their own are none themselves."""
    if not any(_POINT.match(entry.words) for entry in entries if entry.index in labels):
        return labels
    themes = {entry.index for entry in entries if entry.is_heading and _THEME.match(entry.words)}
    return {index: label for index, label in labels.items() if index not in themes}


def _titles_alike(entries: Sequence[Entry], labels: dict[int, Label]) -> dict[int, Label]:
    """Lessons are printed alike all through a report: where one is said in its title, with narrative below, all are."""
    heads: dict[LearningPointKind, list[bool]] = {}
    for at, entry in enumerate(entries):
        label = labels.get(entry.index)
        if label is not None and label.kind not in (RECOMMENDATION, FINDING):
            rest = entry.block.text[label.start :].strip()
            heads.setdefault(label.kind, []).append(
                bool(rest) and heads_narrative(entries, at, rest, lambda other: other.index in labels)
            )
    kinds = {kind for kind, narrative in heads.items() if any(narrative) and len(narrative) > 1}
    return {
        index: replace(label, titled=True) if label.kind in kinds else label
        for index, label in labels.items()
    }


def _runs_on(before: Entry, entry: Entry) -> bool:
    """Whether a sentence that a page's end broke goes on here: "… is the subject of / Recommendation 4."."""
    words = before.block.text.split()
    plain = before.block.kind == "paragraph" and not before.block.bold and entry.block.kind == "paragraph"
    return plain and not entry.block.bold and len(words) > 12 and words[-1][-1].isalpha()


def _is_used(label: Label, labels: dict[int, Label], report: Report) -> bool:
    """Codes such as R3 count where the report uses several, and has such things; "Q 44" in a note does not."""
    numbers = {other.number for other in labels.values() if other.code == label.code}
    has_region = any(region.kind is label.kind or region.kind is RECOMMENDATION for region in report.regions)
    firsts = any(re.search(r"\D0?1[a-z]?$|\D1\.1$", number) for number in numbers)
    several = (firsts or len(numbers) > 2) and (len(numbers) > 1 or has_region)
    return several and (has_region or label.marked or _all_ask(label, labels, report))


def _all_ask(label: Label, labels: dict[int, Label], report: Report) -> bool:
    """Whether all that bears a code asks for something."""
    coded = {index for index, other in labels.items() if other.code == label.code}
    return all(ASKS.search(entry.words) for entry in report.entries if entry.index in coded)


def _candidate(entries: Sequence[Entry], at: int, label: Label, labels: dict[int, Label]) -> Candidate | None:
    entry = entries[at]
    rest = entry.block.text[label.start :].strip()
    who = [label.who] if label.who and agency_of(label.who) else []
    who.extend(_line_above(entries, at, label))
    who.extend([name] if (name := heading_addressee(rest)) else [])

    def stops(other: Entry) -> bool:
        return other.index in labels

    broken = _is_broken(entries, at, rest, stops)
    if rest and (broken or not is_title(entries, at, rest, label, stops)):
        parts = [part_of(entry, label.start)]
        if broken:
            parts.append(part_of(entries[at + 1]))
        if label.kind is not FINDING or not (
            is_finished(entries[at + broken].block.text) or _stands_out(entries, at)
        ):
            follow(entries, at + 1 + broken, stops=stops, kept=parts)
        return _made(label, parts, who, titled=len(parts) == 1 and _only_titles(rest))
    if (
        rest
        and label.kind not in (RECOMMENDATION, FINDING)
        and (
            (label.titled and len(rest.split()) >= FEWEST_TITLE_WORDS)
            or heads_narrative(entries, at, rest, stops)
        )
    ):
        return _made(label, [part_of(entry, label.start)], who)
    parts = _below(entries, at, label, stops)
    if parts:
        return _made(label, parts, who)
    if rest:
        return _made(label, [part_of(entry, label.start)], who, titled=_only_titles(rest))
    return None


def _stands_out(entries: Sequence[Entry], at: int) -> bool:
    """Whether a headline is told from what follows by its type, so that it needs no stop."""
    entry = entries[at]
    below = entries[at + 1].block if at + 1 < len(entries) else entry.block
    return entry.is_heading or (entry.block.bold and not below.bold and not below.text[:1].islower())


def _only_titles(rest: str) -> bool:
    return len(rest.split()) <= 16 and not ASKS.search(rest) and not is_finished(rest)


def _is_broken(entries: Sequence[Entry], at: int, rest: str, stops: Stops) -> bool:
    """Whether a label's sentence goes on in the next block: its first line is set like a heading."""
    if not rest or at + 1 >= len(entries) or rest[-1] in ".?!:;" or stops(entries[at + 1]):
        return False
    below = entries[at + 1]
    return below.block.text[:1].islower() and below.block.kind == "paragraph"


def _made(label: Label, parts: list[Part], who: list[str], *, titled: bool = False) -> Candidate:
    confidence = 0.98 if label.number else 0.85
    return Candidate(label.kind, label.number, tuple(parts), 3, confidence, tuple(who), titled)


def _below(entries: Sequence[Entry], at: int, label: Label, stops: Stops) -> list[Part]:
    """The words under a label that stands alone or with a title."""
    begin = at + 1
    while begin < len(entries) and is_preamble(entries, at, begin, label, stops):
        begin += 1
    if begin >= len(entries) or stops(entries[begin]) or entries[begin].is_heading:
        return []
    first = entries[begin]
    if EXPLAINS.match(first.words) or first.is_row:
        return []
    number_is_part = first.number and not any(sign.isdigit() for sign in first.number)
    parts = [part_of(first, first.block.text.index(first.number) if number_is_part else None)]
    if label.kind is not FINDING or not is_finished(first.block.text):
        follow(
            entries,
            begin + 1,
            stops=stops,
            kept=parts,
            titled=entries[at].is_heading or entries[at].block.bold,
        )
    return parts


def _line_above(entries: Sequence[Entry], at: int, label: Label) -> Iterator[str]:
    """Agencies printed on a line of their own above a code: "Police; Health" over "R3"."""
    if label.code and at and entries[at - 1].block.bold and names_agencies(entries[at - 1]):
        yield entries[at - 1].words.strip()
