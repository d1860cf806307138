"""Makes one record of what is printed more than once: in a summary, in its chapter, in a list at the end."""

from collections.abc import Sequence
from dataclasses import replace

from heeded.engine.learning_points._alike import is_same, keys_of, looked_up, words_of
from heeded.engine.learning_points._asking import SHOULD
from heeded.engine.learning_points._merged import Merged, text_of
from heeded.engine.learning_points._printed_again import drop_titles, find_again
from heeded.engine.learning_points._report import Candidate, Part, Report

TAIL = 25  # letters by which the end of a printing is looked for in a longer one
FULL = 0.9  # of the longest printing's letters: no less full


def merged(report: Report, candidates: Sequence[Candidate]) -> list[Merged]:
    """One record for each learning point among `candidates`, with the places where it is printed again."""
    records: list[Merged] = []
    index: dict[tuple[str, ...], list[Merged]] = {}
    for candidate in sorted(candidates, key=lambda one: -one.rank):
        words = words_of(text_of(report, candidate.parts))
        same = next((record for record in looked_up(index, words) if is_same(record, candidate, words)), None)
        if same is None:
            same = Merged(candidate, words)
            records.append(same)
            for key in keys_of(words):
                index.setdefault(key, []).append(same)
        same.places.append(candidate)
    drop_titles(records)
    find_again(report, records)
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
