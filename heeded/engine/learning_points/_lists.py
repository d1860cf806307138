"""Learning points that stand in a list under a heading: "Recommendations", "Lessons learnt", "What went well".

Under a Recommendations heading the shallowest numbers that carry sentences count (1, 2, 2a …, or 7.1, 7.2 …), else
letters, else bullets, else paragraphs that ask for something. A list of "Conclusions and recommendations" tells
the two apart by italics where it uses them, else by its words. Under the other headings only list items are
taken: the paragraphs there are narrative.
"""

import re
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from functools import partial

from heeded.engine.agencies import agency_of
from heeded.engine.learning_points._asking import ASKS, ORDERS, PLEADS, RECOMMENDS, SHOULD, announces
from heeded.engine.learning_points._extent import follow, is_finished, is_open, is_sub, part_of
from heeded.engine.learning_points._kinds import QUESTION, RECOMMENDATION
from heeded.engine.learning_points._labelled import label_of
from heeded.engine.learning_points._notes import EXPLAINS
from heeded.engine.learning_points._numbers import spelt
from heeded.engine.learning_points._report import Candidate, Entry, Part, Region, Report
from heeded.engine.learning_points._titles import title_kind
from heeded.engine.vocabulary import LearningPointKind

_SENTENCE = re.compile(r"(?:(?<=[.?!]\s)|(?<=[.?!][”’\"]\s)|^)(?=[A-Z“‘\"])")
_SAYS_WHICH = re.compile(r"[(\[](?P<which>Recommendation|Conclusion)[,:;] [Pp]ara[^()]*[)\]]\s*$")
_AROUND_AGENCY = re.compile(
    r"^(?:single[- ]agency )?recommendations? (?:for|to)(?: the)? |\brecommendations?$", re.IGNORECASE
)
_LIST_OF_BOTH = re.compile(r"\bconclusions?\b", re.IGNORECASE)
FEWEST_WORDS = 4
TITLE_WORDS = 12


def listed(report: Report, taken: set[int]) -> Iterator[Candidate]:
    """Every learning point in a list under a heading of its kind; blocks in `taken` are spoken for."""
    for region in report.regions:
        entries = [entry for entry in region.entries if entry.block.kind != "row"]
        in_table = any(entry.block.kind == "row" and entry.index in taken for entry in region.entries)
        if in_table or _is_labelled(region, entries):
            continue
        if region.kind is RECOMMENDATION:
            yield from _recommendations(region, entries, taken)
        else:
            yield from _items(region.kind, entries, taken)
    yield from _under_minor_titles(report, taken)
    yield from _one_under_each_title(report, taken)


def _is_labelled(region: Region, entries: Sequence[Entry]) -> bool:
    """Whether what stands under a heading carries labels, so that its list is something else."""
    labels = [label for entry in entries if (label := label_of(entry)) and label.kind is region.kind]
    return any(label.number for label in labels) or len(labels) > 1


def _recommendations(region: Region, entries: Sequence[Entry], taken: set[int]) -> Iterator[Candidate]:
    begins, rank = _scheme(entries[1:])
    mine = _chooser(region, entries, begins, rank)
    strict = rank == 2 and _numbers_paragraphs(entries, begins)
    agency = ""
    at = 1
    while at < len(entries):
        entry = entries[at]
        at += 1
        if entry.is_heading and not begins(entry):
            agency = _agency_heading(entry.words)
            continue
        if (
            entry.index in taken
            or EXPLAINS.match(entry.words)
            or not _may_begin(entry, entries, at, begins, rank)
        ):
            continue
        if announces(entry.words):
            if is_open(entry) and at < len(entries) and not begins(entries[at]):
                at = yield from _announced(entries, at, begins, agency)
            continue
        if not mine(entry):
            continue
        if strict and not _asks(entry) and not _is_title(entry, entries, at):
            continue
        record = _record(entries, at, begins, rank, agency)
        yield record
        while at < len(entries) and entries[at].index <= record.parts[-1].block:
            at += 1


def _announced(
    entries: Sequence[Entry], at: int, begins: Callable[[Entry], bool], agency: str
) -> Generator[Candidate, None, int]:
    """Bullets under "The author recommends that:" where the report's numbers are those of its paragraphs."""
    while (
        at < len(entries) and entries[at].is_listed and not begins(entries[at]) and not entries[at].is_heading
    ):
        entry = entries[at]
        parts = [part_of(entry)]
        yield _candidate(RECOMMENDATION, entry, parts, 1, 0.8, agency)
        at += 1
    return at


def _scheme(entries: Sequence[Entry]) -> tuple[Callable[[Entry], bool], int]:
    """Which entries begin a recommendation, and the rank of such a list."""
    numbered = [entry for entry in entries if _figure(entry)]
    for depth in sorted({entry.number.count(".") for entry in numbered}):
        group = [entry for entry in numbered if entry.number.count(".") == depth]
        if any(_carries_words(entry, entries) for entry in group):
            return partial(_at_depth, depth=depth), 2
    if any(is_sub(entry) for entry in entries) and not any(_opens_letters(entry) for entry in entries):
        return is_sub, 2
    if any(entry.block.kind == "item" or entry.start for entry in entries):
        return (lambda entry: not entry.is_heading and not is_sub(entry)), 1
    return (lambda entry: not entry.is_heading), 1


def _at_depth(entry: Entry, *, depth: int) -> bool:
    return _figure(entry) and entry.number.count(".") == depth


def _figure(entry: Entry) -> bool:
    return entry.number[:1].isdigit() or entry.number[:2].strip("(").isdigit()


def _opens_letters(entry: Entry) -> bool:
    return not is_sub(entry) and not entry.is_heading and is_open(entry) and bool(ASKS.search(entry.words))


def _carries_words(entry: Entry, entries: Sequence[Entry]) -> bool:
    words = entry.words
    leads_on = is_open(entry) and not entry.is_heading
    if len(words.split()) >= FEWEST_WORDS and (is_finished(words) or ASKS.search(words) or leads_on):
        return True
    at = entries.index(entry) + 1
    below = entries[at] if at < len(entries) else entry
    return not below.is_listed and not below.is_heading and bool(SHOULD.search(below.words))


def _may_begin(
    entry: Entry, entries: Sequence[Entry], at: int, begins: Callable[[Entry], bool], rank: int
) -> bool:
    if not begins(entry) or len(entry.words.split()) < FEWEST_WORDS and not _is_title(entry, entries, at):
        return False
    if rank == 2:
        return True
    is_item = entry.block.kind == "item" or entry.start > 0
    if is_item:
        return True
    return announces(entry.words) or bool(SHOULD.search(entry.words) or RECOMMENDS.search(entry.words))


def _numbers_paragraphs(entries: Sequence[Entry], begins: Callable[[Entry], bool]) -> bool:
    """Whether the numbers of a list are those of the report's paragraphs: 7.1, 7.2, or 140, 141."""
    first = next((entry.number for entry in entries[1:] if begins(entry)), "")
    return "." in first or (first.isdigit() and int(first) > 1)


def _asks(entry: Entry) -> bool:
    return _recommends(entry) or bool(ORDERS.match(entry.words))


def _chooser(
    region: Region, entries: Sequence[Entry], begins: Callable[[Entry], bool], rank: int
) -> Callable[[Entry], bool]:
    """Which entries of a list are recommendations, where it holds conclusions or argument as well.

    A report that says so at the end of each ("(Recommendation, Paragraph 8)") is believed first, then one that
    sets its recommendations in italics, then the words. Paragraphs that argue are told from bold ones that ask."""
    starts = [entry for entry in entries[1:] if begins(entry) and not entry.is_heading]
    if any(_SAYS_WHICH.search(entry.block.text) for entry in starts):
        return lambda entry: "Recommendation" in _SAYS_WHICH.findall(entry.block.text)
    if _LIST_OF_BOTH.search(region.title) and _some(entry.block.italic for entry in starts):
        return lambda entry: entry.block.italic
    if region.mixed:
        return _recommends
    asking = [entry for entry in starts if SHOULD.search(entry.words)]
    if (
        rank == 1
        and not any(entry.is_listed for entry in starts)
        and _some(_stands_out(entry) for entry in asking)
    ):
        return _stands_out
    return lambda entry: True


def _some(flags: Iterable[bool]) -> bool:
    """Whether some but not all are so."""
    known = list(flags)
    return len(known) > 2 and 0.1 <= sum(known) / len(known) <= 0.9


def _stands_out(entry: Entry) -> bool:
    return entry.block.bold or entry.block.italic or bool(entry.block.box)


def _recommends(entry: Entry) -> bool:
    return bool(SHOULD.search(entry.words) or RECOMMENDS.search(entry.words) or PLEADS.search(entry.words))


def _is_title(entry: Entry, entries: Sequence[Entry], at: int) -> bool:
    """Whether a number carries only a title, and the words that ask stand below it."""
    words = entry.words
    if len(words.split()) > TITLE_WORDS or is_finished(words) or ASKS.search(words) or words.endswith(":"):
        return False
    return at < len(entries) and not _figure(entries[at]) and bool(ASKS.search(entries[at].words))


def _record(
    entries: Sequence[Entry], at: int, begins: Callable[[Entry], bool], rank: int, agency: str
) -> Candidate:
    entry = entries[at - 1]
    first = entry
    if _is_title(entry, entries, at):
        first, at = entries[at], at + 1
    start = first.start if rank == 1 or not _figure(entry) else _argued(first)
    parts = [part_of(first, start)]
    follow(entries, at, stops=_stops(begins, rank, first), kept=parts)
    confidence = {2: 0.95, 1: 0.8 if entry.is_listed else 0.75}[rank]
    return _candidate(RECOMMENDATION, entry, parts, rank, confidence, agency)


def _stops(begins: Callable[[Entry], bool], rank: int, first: Entry) -> Callable[[Entry], bool]:
    if rank == 2:
        return begins
    if first.block.kind == "item" or first.start:
        # A bullet ends at the next bullet unless that one is set further in.
        return lambda entry: (
            begins(entry) and not (entry.start > 0 and entry.block.left > first.block.left + 6)
        )
    return lambda entry: not entry.is_listed and _asks_someone(entry.words)


def _asks_someone(words: str) -> bool:
    asked = SHOULD.search(words)
    before = words[: asked.start()] if asked else ""
    return bool(RECOMMENDS.match(words)) or (len(before.split()) < 14 and agency_of(before) is not None)


def _argued(entry: Entry) -> int:
    """Where the words begin in a numbered paragraph of a chapter that argues first and then recommends."""
    text = entry.block.text
    if "." not in entry.number or len(text.split()) < 40:
        return entry.start
    found = RECOMMENDS.search(text, entry.start)
    if found is None:
        return entry.start
    sentences = [match.start() for match in _SENTENCE.finditer(text, entry.start, found.start() + 1)]
    return sentences[-1] if sentences else entry.start


def _candidate(
    kind: LearningPointKind, entry: Entry, parts: list[Part], rank: int, confidence: float, agency: str = ""
) -> Candidate:
    return Candidate(kind, spelt(entry.number), tuple(parts), rank, confidence, (agency,) if agency else ())


def _agency_heading(words: str) -> str:
    """Whom the recommendations under a heading are for: "Recommendations for the police" gives "the police"."""
    bare = _AROUND_AGENCY.sub("", words).strip(" :.")
    return bare if not EXPLAINS.match(words) and agency_of(bare) and len(bare.split()) <= 10 else ""


def _items(kind: LearningPointKind, entries: Sequence[Entry], taken: set[int]) -> Iterator[Candidate]:
    outer = min((entry.block.left for entry in entries if _is_item(entry)), default=1000.0)
    for at, entry in enumerate(entries):
        if entry.index in taken or entry.is_heading or EXPLAINS.match(entry.words) and kind is not QUESTION:
            continue
        if not (_is_item(entry) or kind is QUESTION and entry.words.rstrip().endswith("?")):
            continue
        if len(entry.words.split()) < FEWEST_WORDS or entry.block.left > outer + 12 or is_sub(entry):
            continue
        if "." in entry.number and kind is not QUESTION or not entry.words[:1].isupper():
            continue
        parts = [part_of(entry)]
        follow(
            entries,
            at + 1,
            stops=lambda other: _is_item(other) and other.block.left <= outer + 12,
            kept=parts,
        )
        yield _candidate(kind, entry, parts, 2 if entry.number else 1, 0.7)


def _is_item(entry: Entry) -> bool:
    return entry.block.kind == "item" or (entry.start > 0 and not entry.is_heading)


def _under_minor_titles(report: Report, taken: set[int]) -> Iterator[Candidate]:
    """Items under a line such as "Questions for the Board to consider" that is no heading of the report."""
    entries = report.entries
    governed = {(region.kind, entry.index) for region in report.regions for entry in region.entries}
    for at, entry in enumerate(entries[:-1]):
        if entry.is_listed or len(entry.words) > 90 or entry.index in report.others or entry.index in taken:
            continue
        if not (entry.block.bold or entry.is_heading or entry.words.rstrip().endswith(":")):
            continue
        kind = title_kind(entry.words.rstrip(": "))
        if kind in (None, RECOMMENDATION):
            continue
        if (kind, entry.index) in governed:
            continue
        run = [entry]
        for other in entries[at + 1 :]:
            if not (_is_item(other) or kind is QUESTION and other.words.rstrip().endswith("?")):
                break
            run.append(other)
        yield from _items(kind, run, taken)


def _one_under_each_title(report: Report, taken: set[int]) -> Iterator[Candidate]:
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
        if body and not body[0].is_listed and not body[0].is_heading and body[0].index not in taken:
            parts = [part_of(body[0])]
            follow(region.entries, 2, stops=lambda entry: entry.is_heading, kept=parts)
            yield _candidate(region.kind, body[0], parts, 1, 0.8)
