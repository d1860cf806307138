"""Whether a row begins a new paragraph: by its mark, its place and how the row before it ended."""

import re

from heeded.engine.flow._draft import Draft
from heeded.engine.flow._marks import Mark
from heeded.engine.flow._row import Row
from heeded.engine.flow._spacing import SAME, evenly_spaced, had_room, set_in, stopped_short

_SENTENCE_ENDS = frozenset(".?!:;…")
_CLOSERS = "\"'”’)]0123456789"  # quotation marks and note numbers that may follow the end of a sentence
_LONE_LABEL = re.compile(
    r"(?:[A-Z][\w-]+ )?(?:Recommendation|Finding|Learning [Pp]oint|Lesson|Question|RECOMMENDATION|FINDING|LESSON)"
    r" (?:[Nn]o\.? )?(?:\d{1,3}(?:\.\d{1,2})?[a-z]?|[A-Z]|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)[.:]?"
)


def begins(draft: Draft, row: Row, mark: Mark | None, steps: dict[int, float], right: float) -> bool:
    """Whether `row` begins a new block after the last line of `draft`."""
    last = draft.rows[-1]
    size = last.size
    if row.box != last.box or row.style != last.style or abs(row.size - size) > 0.09 * size + 0.2:
        return True
    step = last.bottom - row.bottom
    usual = steps.get(round(size)) or 1.25 * size
    if step < -2 or step > 1.2 * usual + 0.5:
        return step < -2 or not (
            evenly_spaced(draft, step, last.size) or _heading_goes_on(last, row, step, right)
        )
    if row.bold and last.bold and (_is_lone_label(row.text) or _is_lone_label(last.text)):
        return True
    ended = _ended(last.text)
    room = right - last.right
    if (
        row.bold != last.bold
        and len(row.text) > 20
        and (had_room(row, room) or abs(row.size - last.size) > 0.5)
    ):
        return True
    if mark is not None and _mark_counts(draft, row, mark, ended, room):
        return True
    if ended:
        return had_room(row, room) or set_in(draft, row, ended)
    short = room > 0.4 * (right - draft.rows[0].left) and stopped_short(draft, row)
    return short or set_in(draft, row, ended)


def _is_lone_label(text: str) -> bool:
    """A bold line that holds nothing but the name and number of what stands below it: "Finding 2"."""
    return len(text) < 40 and _LONE_LABEL.fullmatch(text.strip()) is not None


def _heading_goes_on(last: Row, row: Row, step: float, right: float) -> bool:
    """A bold heading too long for its line, set with more leading than the text."""
    return row.bold and last.bold and step < 1.65 * last.size and not had_room(row, right - last.right)


def _ended(text: str) -> bool:
    """Whether a line ends with a sentence. Nearly every line ends in a letter or a stop, with nothing after it."""
    last = text[-1]
    return last in _SENTENCE_ENDS or (last in _CLOSERS and text.rstrip(_CLOSERS)[-1:] in _SENTENCE_ENDS)


def _mark_counts(draft: Draft, row: Row, mark: Mark, ended: bool, room: float) -> bool:
    """Whether a mark at the head of a line opens an item, or is a number or dash that happens to stand there."""
    if mark.kind == "bullet" and mark.label not in "-–—*o":
        return True
    moved = abs(row.left - draft.last.left) > SAME
    if mark.kind in ("bare", "letter"):
        return (ended or moved) and (draft.mark is None or draft.mark.kind == mark.kind or ended)
    return ended or moved or room > 4 * row.size or draft.last.text.endswith((",", " and", " or"))
