"""How rows stand to each other: the usual step from line to line, indentation, room left at the end."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from heeded.engine.flow._draft import Draft
from heeded.engine.flow._row import Row

SAME = 3.0  # points by which two left edges may differ and still be one


def usual_steps(pages: Iterable[Sequence[Row]]) -> dict[int, float]:
    """For each size of type (rounded) the usual distance from one line to the next."""
    steps_of: dict[float, list[float]] = defaultdict(list)  # by the very size: one rounds them once
    for rows in pages:
        for row, after in pairwise(rows):
            size, step = row.size, row.bottom - after.bottom
            if 0.9 * size < step < 2.1 * size and -0.6 < size - after.size < 0.6:
                steps_of[size].append(step * 2)
    seen: dict[int, Counter[float]] = defaultdict(Counter)
    for size, steps in steps_of.items():
        seen[round(size)].update(map(round, steps))
    return {size: steps.most_common(1)[0][0] / 2 for size, steps in seen.items()}


def stopped_short(draft: Draft, row: Row) -> bool:
    """A line that ends far from the edge, with no stop, before one that begins anew: 'Action: the Board'."""
    return not row.bold and draft.rows[-1].text[-1] not in ",-–\ufffe\x02" and row.text[0].isupper()


def evenly_spaced(draft: Draft, step: float, size: float) -> bool:
    """Wide but even leading inside a block that already has it."""
    if len(draft.rows) < 2 or step > 2.6 * size:
        return False
    own = draft.rows[-2].bottom - draft.last.bottom
    return abs(own - step) < 0.08 * own


def set_in(draft: Draft, row: Row, ended: bool) -> bool:
    """Whether the left edge of `row` says that a block begins: set in after a sentence, or back out."""
    first, last = draft.rows[0], draft.rows[-1]
    if len(draft.rows) == 1:
        if row.left < first.left - SAME:
            return draft.mark is not None or first.left - row.left > 5 * row.size
        return row.left > first.left + SAME and draft.mark is None and ended
    if row.left > last.left + SAME:
        return ended
    return row.left < last.left - SAME and (ended or draft.mark is not None) and not _centred(last, row)


def _centred(before: Row, row: Row) -> bool:
    return abs(before.left + before.right - row.left - row.right) < 4 * SAME


def had_room(row: Row, room: float) -> bool:
    """True where the first word of `row` would have fitted on the line before: the break was meant."""
    end = row.text.find(" ")
    letters = len(row.text) if end < 0 else end
    width = (row.right - row.left) / max(1, len(row.text))
    return room > (letters + 3) * width
