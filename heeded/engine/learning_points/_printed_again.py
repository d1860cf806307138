"""Places where a learning point is printed again, and titles that only announce one."""

from collections.abc import Sequence

from heeded.engine.learning_points._alike import ALIKE, alike, words_of
from heeded.engine.learning_points._extent import part_of
from heeded.engine.learning_points._merged import Merged
from heeded.engine.learning_points._report import Candidate, Entry, Part, Report

HEAD = 24  # letters at the head by which it is looked for elsewhere, blanks left out: files differ in them


def drop_titles(records: list[Merged]) -> None:
    """A list of titles alone ("Recommendation 3: Risk assessment") is no second recommendation 3."""
    numbers = {(record.best.kind, record.best.number) for record in records if not record.best.titled}
    records[:] = [
        record
        for record in records
        if not record.best.titled or (record.best.kind, record.best.number) not in numbers
    ]


def find_again(report: Report, records: Sequence[Merged]) -> None:
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
                record.places.append(place_of(record, parts))


def _head(text: str) -> str:
    return "".join(words_of(text))[:HEAD]


def place_of(record: Merged, parts: tuple[Part, ...]) -> Candidate:
    """Some parts as one more place of a record."""
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
