"""Lines joined to paragraphs by where they stand: leading, indentation, type, bullets and numbers."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from heeded.engine.flow._marks import Mark, mark_of
from heeded.engine.flow._rows import Row

_SENTENCE_ENDS = frozenset(".?!:;…")
_CLOSERS = "\"'”’)]0123456789"  # quotation marks and note numbers that may follow the end of a sentence
_SAME = 3.0  # points by which two left edges may differ and still be one


_LONE_LABEL = re.compile(
    r"(?:[A-Z][\w-]+ )?(?:Recommendation|Finding|Learning [Pp]oint|Lesson|Question|RECOMMENDATION|FINDING|LESSON)"
    r" (?:[Nn]o\.? )?(?:\d{1,3}(?:\.\d{1,2})?[a-z]?|[A-Z]|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)[.:]?"
)


@dataclass(slots=True)
class Draft:
    """Rows that make one block, before its kind is settled."""

    rows: list[Row]
    mark: Mark | None = None
    right: float = 0.0  # how far lines of this column reach
    kind: str = ""
    gaps: list[str] = field(default_factory=list)  # what joins each row to the one before it: "" or " "

    @property
    def first(self) -> Row:
        return self.rows[0]

    @property
    def last(self) -> Row:
        return self.rows[-1]

    @property
    def size(self) -> float:
        return (
            self.rows[0].size
            if len(self.rows) < 3
            else sorted(row.size for row in self.rows)[len(self.rows) // 2]
        )


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


def drafts_of(rows: Sequence[Row], steps: dict[int, float]) -> list[Draft]:
    """The blocks of one page's rows, in order."""
    if not rows:
        return []
    reaches = _reaches(rows)
    last, mark = rows[0], mark_of(rows[0].text)
    draft = Draft([last], mark, reaches[0])
    drafts = [draft]
    for row, right in zip(rows[1:], reaches[1:], strict=True):
        mark = mark_of(row.text)
        gap = " "
        if last.cell is not None or row.cell is not None:
            joined = _same_table_row(last, row)
        elif last.bottom - row.bottom < 0.6 * last.size and _beside(last, row):
            joined = _joins_beside(draft, row)
            gap = "" if row.left - last.right < 0.12 * last.size else " "
        else:
            joined = not _begins(draft, row, mark, steps, right)
        if joined:
            draft.gaps.append(gap)
            draft.rows.append(row)
        else:
            draft = Draft([row], mark, right)
            drafts.append(draft)
        last = row
    return drafts


def _reaches(rows: Sequence[Row]) -> list[float]:
    """For each row how far to the right the lines of its column or box usually run."""
    columns: list[tuple[int, int]] = []
    number = 0
    last = rows[0]
    for row in rows:
        if row.bottom > last.bottom + 3 * row.size:
            number += 1
        columns.append((number, row.box))
        last = row
    if number == 0 and not any(row.box for row in rows):
        return [_reach([row.right for row in rows])] * len(rows)
    edges: dict[tuple[int, int], list[float]] = defaultdict(list)
    for row, column in zip(rows, columns, strict=True):
        edges[column].append(row.right)
    reach = {column: _reach(some) for column, some in edges.items()}
    return [reach[column] for column in columns]


def _reach(edges: list[float]) -> float:
    edges.sort()
    return edges[int(0.9 * (len(edges) - 1))]


def _same_table_row(last: Row, row: Row) -> bool:
    """Cells are of one table row where the reader numbered them so and they do not start again from the left."""
    if last.cell is None or row.cell is None or last.box != row.box or last.cell[0] != row.cell[0]:
        return False
    return row.cell[1] >= last.cell[1]


def _beside(before: Row, row: Row) -> bool:
    """True where `row` goes on at the height of `before`: a note number, a change of font, a number in the margin."""
    shared = min(before.top, row.top) - max(before.bottom, row.bottom)
    return (
        shared > 0.5 * min(before.top - before.bottom, row.top - row.bottom) and row.left > before.right - 4
    )


def _joins_beside(draft: Draft, row: Row) -> bool:
    """A number or bullet standing by itself joins what it counts; words join where only a letter's room parts them."""
    if len(draft.rows) == 1 and draft.mark is not None and draft.mark.length >= len(draft.first.text):
        return True
    return row.left - draft.last.right < 1.2 * max(draft.last.size, row.size)


def _begins(draft: Draft, row: Row, mark: Mark | None, steps: dict[int, float], right: float) -> bool:
    """Whether `row` begins a new block after the last line of `draft`."""
    last = draft.rows[-1]
    size = last.size
    if row.box != last.box or row.style != last.style or abs(row.size - size) > 0.09 * size + 0.2:
        return True
    step = last.bottom - row.bottom
    usual = steps.get(round(size)) or 1.25 * size
    if step < -2 or step > 1.2 * usual + 0.5:
        return step < -2 or not (
            _evenly_spaced(draft, step, last.size) or _heading_goes_on(last, row, step, right)
        )
    if row.bold and last.bold and (_is_lone_label(row.text) or _is_lone_label(last.text)):
        return True
    ended = _ended(last.text)
    room = right - last.right
    if (
        row.bold != last.bold
        and len(row.text) > 20
        and (_had_room(row, room) or abs(row.size - last.size) > 0.5)
    ):
        return True
    if mark is not None and _mark_counts(draft, row, mark, ended, room):
        return True
    if ended:
        return _had_room(row, room) or _set_in(draft, row, ended)
    short = room > 0.4 * (right - draft.rows[0].left) and _stopped_short(draft, row)
    return short or _set_in(draft, row, ended)


def _is_lone_label(text: str) -> bool:
    """A bold line that holds nothing but the name and number of what stands below it: "Finding 2"."""
    return len(text) < 40 and _LONE_LABEL.fullmatch(text.strip()) is not None


def _stopped_short(draft: Draft, row: Row) -> bool:
    """A line that ends far from the edge, with no stop, before one that begins anew: 'Action: the Board'."""
    return not row.bold and draft.rows[-1].text[-1] not in ",-–\ufffe\x02" and row.text[0].isupper()


def _heading_goes_on(last: Row, row: Row, step: float, right: float) -> bool:
    """A bold heading too long for its line, set with more leading than the text."""
    return row.bold and last.bold and step < 1.65 * last.size and not _had_room(row, right - last.right)


def _evenly_spaced(draft: Draft, step: float, size: float) -> bool:
    """Wide but even leading inside a block that already has it."""
    if len(draft.rows) < 2 or step > 2.6 * size:
        return False
    own = draft.rows[-2].bottom - draft.last.bottom
    return abs(own - step) < 0.08 * own


def _ended(text: str) -> bool:
    """Whether a line ends with a sentence. Nearly every line ends in a letter or a stop, with nothing after it."""
    last = text[-1]
    return last in _SENTENCE_ENDS or (last in _CLOSERS and text.rstrip(_CLOSERS)[-1:] in _SENTENCE_ENDS)


def _mark_counts(draft: Draft, row: Row, mark: Mark, ended: bool, room: float) -> bool:
    """Whether a mark at the head of a line opens an item, or is a number or dash that happens to stand there."""
    if mark.kind == "bullet" and mark.label not in "-–—*o":
        return True
    moved = abs(row.left - draft.last.left) > _SAME
    if mark.kind in ("bare", "letter"):
        return (ended or moved) and (draft.mark is None or draft.mark.kind == mark.kind or ended)
    return ended or moved or room > 4 * row.size or draft.last.text.endswith((",", " and", " or"))


def _set_in(draft: Draft, row: Row, ended: bool) -> bool:
    """Whether the left edge of `row` says that a block begins: set in after a sentence, or back out."""
    first, last = draft.rows[0], draft.rows[-1]
    if len(draft.rows) == 1:
        if row.left < first.left - _SAME:
            return draft.mark is not None or first.left - row.left > 5 * row.size
        return row.left > first.left + _SAME and draft.mark is None and ended
    if row.left > last.left + _SAME:
        return ended
    return row.left < last.left - _SAME and (ended or draft.mark is not None) and not _centred(last, row)


def _centred(before: Row, row: Row) -> bool:
    return abs(before.left + before.right - row.left - row.right) < 4 * _SAME


def _had_room(row: Row, room: float) -> bool:
    """True where the first word of `row` would have fitted on the line before: the break was meant."""
    end = row.text.find(" ")
    letters = len(row.text) if end < 0 else end
    width = (row.right - row.left) / max(1, len(row.text))
    return room > (letters + 3) * width
