"""Makes one record of what is printed more than once: in a summary, in its chapter, in a list at the end."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from heeded.engine.learning_points._asking import SHOULD
from heeded.engine.learning_points._extent import part_of
from heeded.engine.learning_points._report import Candidate, Entry, Part, Report

_WORD = re.compile(r"[a-z0-9]+")
KEY = 5  # words at the head or the end by which two printings are first compared
HEAD = 24  # letters at the head by which it is looked for elsewhere, blanks left out: files differ in them
ALIKE = 0.8
NEARLY = 0.95
FEWEST_WORDS = 8
TAIL = 25  # letters by which the end of a printing is looked for in a longer one
FULL = 0.9  # of the longest printing's letters: no less full


@dataclass(slots=True)
class Merged:
    """A learning point and every place where it is printed, the fullest first."""

    best: Candidate
    words: list[str]
    places: list[Candidate] = field(default_factory=list)


def text_of(report: Report, parts: Sequence[Part]) -> str:
    """The words of some parts, one line each."""
    text = ""
    for part in parts:
        block = report.blocks[part.block]
        piece = block.text[part.start : part.end].strip()
        # a sentence that a heading's face broke off goes on; everything else is a line of its own
        broken = (
            text
            and text[-1] not in ".:;?!"
            and (block.kind == "row" or block.kind == "paragraph" and piece[:1].islower())
        )
        gap = "" if broken and text[-1] == "-" else " " if broken else "\n" if text else ""
        text += gap + piece
    return text


def words_of(text: str) -> list[str]:
    """A text as it is compared: small letters and figures, no signs."""
    return _WORD.findall(text.lower().replace("’", "").replace("'", ""))


def merged(report: Report, candidates: Sequence[Candidate]) -> list[Merged]:
    """One record for each learning point among `candidates`, with the places where it is printed again."""
    records: list[Merged] = []
    index: dict[tuple[str, ...], list[Merged]] = {}
    for candidate in sorted(candidates, key=lambda one: -one.rank):
        words = words_of(text_of(report, candidate.parts))
        same = next((record for record in _near(index, words) if _same(record, candidate, words)), None)
        if same is None:
            same = Merged(candidate, words)
            records.append(same)
            for key in _keys(words):
                index.setdefault(key, []).append(same)
        same.places.append(candidate)
    _drop_titles(records)
    _find_again(report, records)
    for record in records:
        _without_tails(report, record)
        _fullest_first(report, record)
    return sorted(records, key=lambda record: record.best.parts[0].block)


def _fullest_first(report: Report, record: Merged) -> None:
    """The fullest place first; among those about as full, the surest."""
    letters = [len("".join(words_of(text_of(report, place.parts)))) for place in record.places]
    most = max(letters)
    keyed = [
        (length >= FULL * most, place.rank, length)
        for length, place in zip(letters, record.places, strict=True)
    ]
    order = sorted(range(len(keyed)), key=lambda at: keyed[at], reverse=True)
    record.places[:] = [record.places[at] for at in order]


def _keys(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    yield tuple(words[:KEY])
    yield ("…", *words[-KEY:])
    middle = len(words) // 2
    yield ("·", *words[middle : middle + KEY])


def _near(index: dict[tuple[str, ...], list[Merged]], words: Sequence[str]) -> Iterator[Merged]:
    for key in _keys(words):
        yield from index.get(key, ())


def _same(record: Merged, candidate: Candidate, words: Sequence[str]) -> bool:
    """Whether a candidate prints a record again. What bears another number, or none in a list where nothing else
    has one either, must be nearly word for word the same: the police and the trust may be asked alike."""
    if record.best.kind is not candidate.kind or _figures(record.words) != _figures(words):
        return False
    numbers = {record.best.number, candidate.number} - {""}
    if record.best.number == candidate.number != "" and _begins_with(record.words, words):
        return True
    return alike(record.words, words) >= (ALIKE if len(numbers) == 1 else NEARLY)


def _begins_with(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one text is the beginning of the other: a summary may print less, a block may hold more."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= FEWEST_WORDS and list(longer[: len(shorter)]) == list(shorter)


def _without_tails(report: Report, record: Merged) -> None:
    """Cuts off what a block goes on to argue after the words that another printing shows to be all of them."""
    surest = [place for place in record.places if place.rank >= 2]
    if not surest:
        return
    text = min((text_of(report, place.parts) for place in surest), key=len)
    for at, place in enumerate(record.places):
        if len(surest) < 2 and place.rank:
            continue  # only what was found by its words alone may hold more than them
        last = place.parts[-1]
        block = report.blocks[last.block].text
        found = block.find(text[-TAIL:], last.start, last.end)
        end = found + len(text[-TAIL:])
        if found >= 0 and end < last.end and not SHOULD.search(block, end, last.end):
            cut = (*place.parts[:-1], Part(last.block, last.start, end))
            record.places[at] = replace(place, parts=cut)


def _figures(words: Sequence[str]) -> list[str]:
    return [word for word in words if word.isdigit()]


def alike(one: Sequence[str], other: Sequence[str]) -> float:
    """How alike two texts are, from 0 to 1: the share of the longer one's words that both have."""
    shared = sum((Counter(one) & Counter(other)).values())
    return shared / max(len(one), len(other), 1)


def _drop_titles(records: list[Merged]) -> None:
    """A list of titles alone ("Recommendation 3: Risk assessment") is no second recommendation 3."""
    numbers = {(record.best.kind, record.best.number) for record in records if not record.best.titled}
    records[:] = [
        record
        for record in records
        if not record.best.titled or (record.best.kind, record.best.number) not in numbers
    ]


def _find_again(report: Report, records: Sequence[Merged]) -> None:
    """Adds the places where a record's words stand without a label: the chapter it comes from, a summary."""
    begins: dict[str, list[Merged]] = {}
    known = {part.block for record in records for place in record.places for part in place.parts}
    for record in records:
        begins.setdefault("".join(record.words)[:HEAD], []).append(record)
    firsts = {head[:2] for head in begins}
    for at, entry in enumerate(report.entries):
        if entry.index in known or entry.index in report.others:
            continue
        first = entry.block.text[entry.start : entry.start + 2].lower()
        if first.isalnum() and first not in firsts:
            continue
        for record in begins.get(_head(entry.block.text[entry.start : entry.start + 2 * HEAD]), ()):
            parts = _printed_again(report.entries, at, record)
            if parts:
                record.places.append(_place(record, parts))


def _head(text: str) -> str:
    return "".join(words_of(text))[:HEAD]


def _place(record: Merged, parts: tuple[Part, ...]) -> Candidate:
    return Candidate(record.best.kind, "", parts, 0, record.best.confidence)


def _printed_again(entries: Sequence[Entry], at: int, record: Merged) -> tuple[Part, ...]:
    parts: list[Part] = []
    words: list[str] = []
    while at < len(entries) and len(words) < 0.9 * len(record.words) and len(parts) < 40:
        entry = entries[at]
        parts.append(part_of(entry))
        words.extend(words_of(entry.block.text[parts[-1].start : parts[-1].end]))
        at += 1
    return tuple(parts) if alike(record.words, words) >= ALIKE else ()
