"""Lessons, findings, questions and good practice that stand as a list under a heading of their own.

Only list items are taken: the paragraphs there are narrative.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from heeded.engine.learning_points._extent import follow, is_finished, is_sub, part_of
from heeded.engine.learning_points._kinds import QUESTION, RECOMMENDATION
from heeded.engine.learning_points._notes import EXPLAINS
from heeded.engine.learning_points._numbers import spelt
from heeded.engine.learning_points._report import Candidate, Entry, Part, Report
from heeded.engine.learning_points._titles import title_kind
from heeded.engine.vocabulary import LearningPointKind

_ASKS = re.compile(
    r"\?\s*$|^(?:Whether|How|What|Why|Who|When|Is|Are|Do|Does|Has|Have|Would|Could|Should|Can|Will|Consider|To consider"
    r"|The (?:Board|Partnership|LSCB|partners))\b"
)
_QUESTION_ENDS = re.compile(r"\?\s+(?=[A-Z])")
FEWEST_WORDS = 4
INDENT = 12  # points by which an item is set further in than the list it is a part of
LONGEST_POINT = 40  # words of a numbered paragraph that is a learning point and no narrative
LONGEST_TITLE = 90  # letters
LINE_WORDS = 8


def items(kind: LearningPointKind, entries: Sequence[Entry], taken: set[int]) -> Iterator[Candidate]:
    """The list items among some entries, each with what is set further in under it."""
    outer = min((entry.block.left for entry in entries if _is_item(entry)), default=1000.0)
    short = _are_short(entries)
    for at, entry in enumerate(entries):
        if entry.index in taken or entry.is_heading or EXPLAINS.match(entry.words) and kind is not QUESTION:
            continue
        if not (_is_item(entry) or kind is QUESTION and _ends_asking(entry)):
            continue
        if len(entry.words.split()) < FEWEST_WORDS or entry.block.left > outer + INDENT or is_sub(entry):
            continue
        if "." in entry.number and kind is not QUESTION and not short:
            continue
        if not entry.words[:1].isupper():
            continue
        if kind is QUESTION and not _ASKS.search(entry.words):
            continue
        parts = [part_of(entry)]
        follow(
            entries,
            at + 1,
            stops=lambda other: (
                (_is_item(other) and other.block.left <= outer + INDENT)
                or (kind is QUESTION and _ends_asking(other))
            ),
            kept=parts,
        )
        yield from _parted(kind, entry, parts)


def _parted(kind: LearningPointKind, entry: Entry, parts: list[Part]) -> Iterator[Candidate]:
    """A list item as it is; questions whose bullets are pictures, and which ran together, one by one."""
    first = parts[0]
    ends = [end.end() for end in _QUESTION_ENDS.finditer(entry.block.text, first.start, first.end)]
    if kind is not QUESTION or not entry.inset or not ends:
        yield _candidate(kind, entry, parts, 0.7)
        return
    for start, end in pairwise([first.start, *ends, first.end]):
        last = entry.block.text[start:end].rstrip()
        yield _candidate(kind, entry, [Part(entry.index, start, start + len(last))], 0.7)


def _are_short(entries: Sequence[Entry]) -> bool:
    """Whether all of a chapter's numbered paragraphs are short enough to be a list: "5.1 Nobody asked again."

    A chapter with headings of its own is narrative however short its paragraphs are."""
    if sum(entry.is_heading for entry in entries) > 1:
        return False
    lengths = [len(entry.words.split()) for entry in entries if "." in entry.number and not entry.is_heading]
    return len(lengths) > 1 and max(lengths) <= LONGEST_POINT


def _is_item(entry: Entry) -> bool:
    return entry.is_item or (entry.start > 0 and not entry.is_heading)


def _ends_asking(entry: Entry) -> bool:
    return entry.words.rstrip().endswith("?")


def under_minor_titles(report: Report, taken: set[int]) -> Iterator[Candidate]:
    """Items under a line such as "Questions for the Board to consider" that is no heading of the report."""
    entries = report.entries
    governed = {(region.kind, entry.index) for region in report.regions for entry in region.entries}
    for at, entry in enumerate(entries[:-1]):
        if (
            entry.is_listed
            or len(entry.words) > LONGEST_TITLE
            or entry.index in report.others
            or entry.index in taken
        ):
            continue
        if not (
            entry.block.bold
            or entry.is_heading
            or entry.words.rstrip().endswith(":")
            or _is_line(entry, entries[at + 1])
        ):
            continue
        kind = title_kind(entry.words.rstrip(": "))
        if kind in (None, RECOMMENDATION):
            continue
        if (kind, entry.index) in governed:
            continue
        run = [entry]
        for other in entries[at + 1 :]:
            if not (_is_item(other) or kind is QUESTION and _ends_asking(other)):
                break
            run.append(other)
        yield from items(kind, run, taken)


def _is_line(entry: Entry, below: Entry) -> bool:
    """Whether a plain paragraph is but a line of a few words, as titles are, above a list."""
    listed = _is_item(below) or _ends_asking(below)
    return listed and len(entry.words.split()) <= LINE_WORDS and not is_finished(entry.words)


def one_under_each_title(report: Report, taken: set[int]) -> Iterator[Candidate]:
    """Boxes that all carry the same title ("Good practice") and one paragraph each."""
    counted = Counter((region.kind, region.title) for region in report.regions)
    for region in report.regions:
        if (
            region.kind is RECOMMENDATION
            or counted[region.kind, region.title] < 2
            and not region.entries[0].block.box
        ):
            continue
        body = region.entries[1:]
        if counted[region.kind, region.title] < 2 and body and not body[0].block.box:
            continue  # only the heading is shaded
        if body and not body[0].is_listed and not body[0].is_heading and body[0].index not in taken:
            parts = [part_of(body[0])]
            follow(region.entries, 2, stops=lambda entry: entry.is_heading, kept=parts)
            yield _candidate(region.kind, body[0], parts, 0.8)


def _candidate(kind: LearningPointKind, entry: Entry, parts: list[Part], confidence: float) -> Candidate:
    return Candidate(kind, spelt(entry.number), tuple(parts), 2 if entry.number else 1, confidence)
