"""Tables whose rows the reader could not tell: a line of column heads, then numbers, words and agencies in turn.

The words stand at the left under their number; what stands far to the right is the agency's column, wherever it
falls among the lines.
"""

import re
from collections.abc import Iterator, Sequence

from heeded.engine.learning_points._extent import COLUMN, is_finished, part_of
from heeded.engine.learning_points._kinds import (
    FINDING,
    GOOD_PRACTICE,
    LEARNING,
    QUESTION,
    RECOMMENDATION,
    one_of,
)
from heeded.engine.learning_points._numbers import spelt
from heeded.engine.learning_points._report import Candidate, Entry, Part, Report
from heeded.engine.vocabulary import LearningPointKind

_OTHER_HEADS = one_of(
    "For Agency Agencies Lead Actions? Timescales? Responsible Responsibility Owner Date",
    "Response Status Evidence Outcome",
)
_HEADS = re.compile(
    r"(?P<number>(?:No\.?|Nos\.?|Ref\.?|#|Number)\s+)?"
    r"(?:(?P<recommendation>Recommendations?)|(?P<finding>Findings?)|(?P<good>Good practice)"
    r"|(?P<learning>Learning(?: points?)?|Lessons?)|(?P<question>Questions?))"
    rf"(?P<others>(?:\s+(?:{_OTHER_HEADS}|Lead agency|By when|Addressed to))*)\s*$"
)
_KINDS = {
    "recommendation": RECOMMENDATION,
    "finding": FINDING,
    "good": GOOD_PRACTICE,
    "learning": LEARNING,
    "question": QUESTION,
}
_NUMBER = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{1,2})?[a-z]?|[A-Z]{1,3}\d{1,2}[a-z]?|[A-Z])[.)]?\s+(?=[A-Z“‘])"
)
FEWEST_WORDS = 4


def loosely_tabled(report: Report) -> Iterator[Candidate]:
    """Every learning point of a table that came as loose lines."""
    entries = report.entries
    for at, entry in enumerate(entries):
        if entry.block.cells or len(entry.block.text) > 90 or entry.index in report.others:
            continue
        heads = _HEADS.match(entry.block.text)
        if heads and (heads["number"] or heads["others"] or _in_own_region(report, entry)):
            kind = next(kind for name, kind in _KINDS.items() if heads[name])
            yield from _rows(kind, _body(entries, at + 1), numbered=bool(heads["number"]))


def _in_own_region(report: Report, entry: Entry) -> bool:
    """A table with one column: its head repeats what the heading right above it says."""
    return not entry.is_heading and any(
        region.entries[1:2] == [entry] and region.entries[0].number for region in report.regions
    )


def _body(entries: Sequence[Entry], at: int) -> Iterator[Entry]:
    for entry in entries[at:]:
        if entry.is_heading or entry.block.cells:
            return
        if not _HEADS.match(entry.block.text):
            yield entry


def _rows(kind: LearningPointKind, body: Iterator[Entry], *, numbered: bool) -> Iterator[Candidate]:
    number, parts, who, left = "", list[Part](), list[str](), 0.0
    finished = True
    for entry in body:
        if parts and entry.block.left > left + COLUMN and len(entry.block.text.split()) <= 12:
            who.append(entry.block.text)
            continue
        found = _NUMBER.match(entry.block.text)
        begins = bool(found) if numbered else finished
        if numbered and not parts and not found:
            return
        if begins:
            if parts:
                yield _row(kind, number, parts, who)
            number, parts, who = spelt(found["number"]) if found and numbered else "", [], []
            left = entry.block.left
        parts.append(part_of(entry, found.end() if found and begins and numbered else 0))
        finished = is_finished(entry.block.text)
    if parts and finished:
        yield _row(kind, number, parts, who)


def _row(kind: LearningPointKind, number: str, parts: list[Part], who: list[str]) -> Candidate:
    return Candidate(kind, number, tuple(parts), 2, 0.88, (" ".join(who),) if who else ())
