"""Recommendations that stand in a list under a heading that says so.

The shallowest numbers that carry sentences count (1, 2, 2a …, or 7.1, 7.2 …), else letters, else bullets, else
paragraphs that ask for something. Where the numbers are those of the report's paragraphs, a paragraph that argues
first gives only the sentences that recommend.
"""

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from heeded.engine.agencies import agency_of
from heeded.engine.learning_points._addressees import (
    HEADING_WORDS,
    heading_addressee,
    without_recommendations,
)
from heeded.engine.learning_points._asking import RECOMMENDS, SHOULD, announces, asks_now
from heeded.engine.learning_points._choose import asks, chooser, is_title
from heeded.engine.learning_points._extent import follow, is_agency_line, part_of
from heeded.engine.learning_points._heads import label_of
from heeded.engine.learning_points._items import items, one_under_each_title, under_minor_titles
from heeded.engine.learning_points._kinds import FINDING, RECOMMENDATION
from heeded.engine.learning_points._notes import EXPLAINS
from heeded.engine.learning_points._numbers import spelt
from heeded.engine.learning_points._report import Candidate, Entry, Part, Region, Report
from heeded.engine.learning_points._schemes import FEWEST_WORDS, Chooses, numbers_paragraphs, scheme

_SENTENCE = re.compile(r"(?:(?<=[.?!]\s)|(?<=[.?!][”’\"]\s)|^)(?=[A-Z“‘\"])")
_PLAIN_LINE = re.compile(r"(?:[\w-]+ ){0,2}[Rr]ecommendations?(?: (?:for|to) [\w’ ,-]{3,60})?:?\s*$")
_LIST_OF_FINDINGS = re.compile(r"(?:the )?(?:key|main|summary|priority|overview)\b", re.IGNORECASE)
# This report's own: "the following recommendations were made in 2012" tells of another's.
_OFFERS = re.compile(
    r"\b(?:makes?|offers?|proposes?|sets out) the following (?:\w+ ){0,2}recommendations\b[^.;]{0,80}[.:]\s*$"
    r"|\b[Tt]he following (?:\w+ ){0,2}recommendations are (?:made|offered|proposed)\b[^.;]{0,80}[.:]\s*$"
)
LONGEST_LINE = 90  # letters
ARGUES_FROM = 40  # words from which a numbered paragraph may argue before it recommends
SUBJECT_WORDS = 14
INDENT = 6  # points by which a bullet is set further in than the one it is a part of
CONFIDENCE = {2: 0.95, 1: 0.8, 0: 0.75}  # a numbered list, bullets, paragraphs


def listed(report: Report, taken: set[int]) -> Iterator[Candidate]:
    """Every learning point in a list under a heading of its kind; blocks in `taken` are spoken for."""
    for region in report.regions:
        entries = [entry for entry in region.entries if not entry.is_row]
        if _is_in_table(region, taken) or _is_labelled(region, entries) or _opens_labels(report, region):
            continue
        if region.kind is RECOMMENDATION:
            yield from _List.under(region, entries).recommendations(taken)
        else:
            yield from items(region.kind, _own_items(region, entries), taken)
    for region in _under_plain_lines(report):
        yield from _List.under(region, region.entries).recommendations(taken)
    yield from under_minor_titles(report, taken)
    yield from one_under_each_title(report, taken)


def _own_items(region: Region, entries: Sequence[Entry]) -> Sequence[Entry]:
    """What may be findings: in a long chapter of them only what stands before its first heading; below, lists are
    part of the story."""
    below = next((at for at, entry in enumerate(entries) if at and entry.is_heading), len(entries))
    return (
        entries[:below] if region.kind is FINDING and not _LIST_OF_FINDINGS.match(region.title) else entries
    )


def _under_plain_lines(report: Report) -> Iterator[Region]:
    """What stands under a bold "Recommendations" that is no heading of the report, as a region of its own."""
    governed = {
        entry.index for region in report.regions if region.kind is RECOMMENDATION for entry in region.entries
    }
    entries = report.entries
    for at, entry in enumerate(entries[:-1]):
        words = entry.block.text
        if "ecommendation" not in words or entry.is_heading:
            continue
        if (
            _OFFERS.search(words)
            and entry.index not in governed | report.others
            and entries[at + 1].is_listed
        ):
            yield Region(RECOMMENDATION, words, mixed=False, entries=[entry, *_run(entries, at + 1)])
        if len(words) > LONGEST_LINE:
            continue
        if entry.index in governed or entry.index in report.others or not _PLAIN_LINE.match(words):
            continue
        if entry.block.bold or words.endswith(":"):
            yield Region(RECOMMENDATION, words, mixed=False, entries=[entry, *_run(entries, at + 1)])


def _run(entries: Sequence[Entry], at: int) -> Iterator[Entry]:
    listed_before = False
    for entry in entries[at:]:
        if entry.is_heading or entry.is_row or (listed_before and not entry.is_listed):
            return
        if not entry.is_listed and not SHOULD.search(entry.words):
            return
        listed_before = listed_before or entry.is_listed
        yield entry


def _is_in_table(region: Region, taken: set[int]) -> bool:
    return any(entry.block.kind == "row" and entry.index in taken for entry in region.entries)


def _is_labelled(region: Region, entries: Sequence[Entry]) -> bool:
    """Whether what stands under a heading carries labels, so that its list is something else."""
    labels = [label for entry in entries if (label := label_of(entry)) and label.kind is region.kind]
    return any(label.number for label in labels) or len(labels) > 1


def _opens_labels(report: Report, region: Region) -> bool:
    """Whether a few paragraphs under a heading only lead up to labelled ones that are set as headings themselves."""
    if any(entry.is_listed for entry in region.entries[1:]) or len(region.entries) > 4:
        return False
    last = region.entries[-1].index
    below = next((entry for entry in report.entries if entry.index > last), None)
    label = label_of(below) if below is not None else None
    return label is not None and label.kind is region.kind and bool(label.number)


@dataclass(frozen=True, slots=True)
class _List:
    """A list of recommendations: its entries, the heading first, and how it is to be read."""

    entries: Sequence[Entry]
    begins: Chooses
    rank: int  # 2: numbers, 1: bullets or paragraphs
    mine: Chooses
    of_paragraphs: bool  # the numbers are those of the report's paragraphs

    @classmethod
    def under(cls, region: Region, entries: Sequence[Entry]) -> "_List":
        begins, rank = scheme(entries[1:])
        mine = chooser(region, entries, begins, rank)
        return cls(entries, begins, rank, mine, rank == 2 and numbers_paragraphs(entries, begins))

    def recommendations(self, taken: set[int]) -> Iterator[Candidate]:
        """The list's recommendations in order."""
        agency, at = _agency_heading(self.entries[0].words), 1
        while at < len(self.entries):
            entry = self.entries[at]
            at += 1
            if entry.is_heading and not self.begins(entry):
                agency = _agency_heading(entry.words)
            elif is_agency_line(entry):
                agency = heading_addressee(entry.words)
            elif entry.index in taken or not self._may_begin(at):
                continue
            elif announces(entry.words):
                at = yield from self._announced(at, agency)
            elif self.mine(entry) and (
                not self.of_paragraphs or asks(entry) or is_title(entry, self.entries, at)
            ):
                found = self._records(at, agency)
                yield from found
                at = self._after(at, found[-1])

    def _may_begin(self, at: int) -> bool:
        entry = self.entries[at - 1]
        if EXPLAINS.match(entry.words) or not self.begins(entry):
            return False
        if len(entry.words.split()) < FEWEST_WORDS and not is_title(entry, self.entries, at):
            return False
        if self.rank == 2 or entry.is_item or entry.start > 0:
            return True
        return announces(entry.words) or asks_now(entry.words) or bool(RECOMMENDS.search(entry.words))

    def _announced(self, at: int, agency: str) -> Generator[Candidate, None, int]:
        """Bullets under "The author recommends that:" where the numbers are those of the paragraphs."""
        while at < len(self.entries):
            entry = self.entries[at]
            if not entry.is_listed or entry.is_heading or self.begins(entry):
                break
            parts, edge = [part_of(entry)], entry.block.left + INDENT
            at = follow(
                self.entries,
                at + 1,
                stops=partial(self._is_next, edge=edge),
                kept=parts,
            )
            rank = 2 if entry.number else 1
            yield _candidate(entry, parts, rank, CONFIDENCE[rank], agency)
        return at

    def _is_next(self, entry: Entry, *, edge: float) -> bool:
        return self.begins(entry) or entry.is_listed and entry.block.left <= edge

    def _after(self, at: int, last: Candidate) -> int:
        while at < len(self.entries) and self.entries[at].index <= last.parts[-1].block:
            at += 1
        return at

    def _records(self, at: int, agency: str) -> list[Candidate]:
        """What stands at the entry before `at`: one recommendation, or several in one arguing paragraph."""
        entry = first = self.entries[at - 1]
        if is_title(entry, self.entries, at):
            first, at = self.entries[at], at + 1
        starts = _recommending(first) if self.of_paragraphs else []
        parts = [part_of(first, starts[-1] if starts else None)]
        follow(self.entries, at, stops=self._stops(first), kept=parts)
        confidence = CONFIDENCE[self.rank if self.rank == 2 or entry.is_listed else 0]
        several = [
            [Part(first.index, start, len(first.block.text[:end].rstrip()))]
            for start, end in pairwise(starts)
        ]
        return [_candidate(entry, one, self.rank, confidence, agency) for one in [*several, parts]]

    def _stops(self, first: Entry) -> Chooses:
        if self.rank == 2:
            return self.begins
        if first.is_item or first.start:
            # A bullet ends at the next bullet unless that one is set further in.
            left = first.block.left + INDENT
            return lambda entry: self.begins(entry) and not (entry.start > 0 and entry.block.left > left)
        return lambda entry: not entry.is_listed and _asks_someone(entry.words)


def _asks_someone(words: str) -> bool:
    asked = SHOULD.search(words)
    before = words[: asked.start()] if asked else ""
    return bool(RECOMMENDS.match(words)) or (
        len(before.split()) < SUBJECT_WORDS and agency_of(before) is not None
    )


def _recommending(entry: Entry) -> list[int]:
    """Where the sentences begin that recommend, in a long paragraph that argues before it does."""
    text = entry.block.text
    cues = [cue.start() for cue in RECOMMENDS.finditer(text, entry.start)]
    if not cues or (len(text.split()) < ARGUES_FROM and SHOULD.search(text, entry.start, cues[0])):
        return []
    sentences = [match.start() for match in _SENTENCE.finditer(text, entry.start)]
    starts = {max((one for one in sentences if one <= cue), default=entry.start) for cue in cues}
    return sorted(starts)


def _candidate(entry: Entry, parts: list[Part], rank: int, confidence: float, agency: str) -> Candidate:
    addressees = (agency,) if agency else ()
    return Candidate(RECOMMENDATION, spelt(entry.number), tuple(parts), rank, confidence, addressees)


def _agency_heading(words: str) -> str:
    """Whom the recommendations under a heading are for: "Recommendations for the police" gives "the police"."""
    bare = without_recommendations(words)
    return (
        bare if not EXPLAINS.match(words) and agency_of(bare) and len(bare.split()) <= HEADING_WORDS else ""
    )
