"""Recommendations in tables: number | recommendation | agency | timescale, with a head row or without."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from heeded.engine.learning_points._extent import is_finished
from heeded.engine.learning_points._kinds import (
    FINDING,
    GOOD_PRACTICE,
    LEARNING,
    QUESTION,
    RECOMMENDATION,
    one_of,
)
from heeded.engine.learning_points._labels import CODE
from heeded.engine.learning_points._numbers import OPENING, spelt
from heeded.engine.learning_points._report import Candidate, Entry, Part, Report
from heeded.engine.learning_points._titles import not_ours
from heeded.engine.vocabulary import LearningPointKind

_NUMBER_HEAD = re.compile(
    rf"(?:rec(?:ommendation)?\.?\s*)?{one_of('no nos number ref reference # id item')}\.?$", re.IGNORECASE
)
_WHO = one_of("agency agencies leads? owners? who for organisations? addressed addressee responsib[a-z]+")
_WHO_HEAD = re.compile(rf"\b(?:{_WHO}|by whom)\b", re.IGNORECASE)
_WORDS_HEADS = (
    (RECOMMENDATION, re.compile(r"\brecommend(?:ations?|ed)?\b", re.IGNORECASE)),
    (QUESTION, re.compile(r"\bquestions?\b|\bconsiderations?\b", re.IGNORECASE)),
    (GOOD_PRACTICE, re.compile(r"\bgood practice\b", re.IGNORECASE)),
    (LEARNING, re.compile(r"\blearning\b|\blessons?\b", re.IGNORECASE)),
    (FINDING, re.compile(r"\bfindings?\b", re.IGNORECASE)),
)
_ONE = re.compile(r"Recommendation\s+\d{1,3}[a-z]?\b")
_LABEL = re.compile(
    r"(?:recommendation|rec\.?|finding|learning point|question|no\.?)\s*(?=\d|[A-Z]\b)", re.IGNORECASE
)
_WHOLE = frozenset("recommendation finding question learning responsibility".split())
FEWEST_WORDS = 4
HEAD_WORDS = 6


@dataclass(frozen=True, slots=True)
class _Columns:
    kind: LearningPointKind
    words: int
    number: int | None
    who: int | None
    headed: bool = True


def tabled(report: Report) -> Iterator[Candidate]:
    """Every learning point that is a row of a table."""
    kinds = {entry.index: region.kind for region in report.regions for entry in region.entries}
    for rows in _tables(report.entries):
        kind = kinds.get(rows[0].index)
        columns = _columns(rows[0], kind)
        if columns is None and len(rows) > 2 and len(rows[0].block.cells) == 1:
            rows = rows[1:]  # the table's title, set over all its columns
            columns = _columns(rows[0], kind)
        if columns is None and (kind is RECOMMENDATION or _ONE.match(rows[0].block.text)):
            columns = _unheaded(rows)
        elif columns is not None and _lacks_head_over_numbers(rows):
            columns = replace(
                columns,
                words=columns.words + 1,
                number=0,
                who=None if columns.who is None else columns.who + 1,
            )
        if columns is not None and rows[0].index not in report.others:
            head = rows[0].block.text if columns.headed else ""
            yield from _rows(rows, columns, head)


def _lacks_head_over_numbers(rows: Sequence[Entry]) -> bool:
    """Whether the numbers at the left have no head, so that the heads stand one column too far left."""
    if len(rows) < 2 or len(rows[1].block.cells) != len(rows[0].block.cells) + 1:
        return False
    return bool(_number(_text(rows[1], cells_of(rows[1])[0])))


def _tables(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    rows: list[Entry] = []
    for entry in entries:
        if entry.block.kind == "row" and entry.block.cells:
            rows.append(entry)
        elif rows and not _is_between(entry):
            yield rows
            rows = []
    if rows:
        yield rows


def _is_between(entry: Entry) -> bool:
    """A scrap between two rows (a running head that stayed) does not end a table."""
    return not entry.is_heading and len(entry.block.text.split()) <= 3


def cells_of(entry: Entry) -> list[Part]:
    """The cells of a row, blanks and rules at their ends left off."""
    text = entry.block.text
    begins = [_after_word(text, begin) for begin in entry.block.cells]
    parts = []
    for begin, end in zip(begins, (*begins[1:], len(text)), strict=True):
        cell = text[begin:end]
        inner = cell.strip(" |\t\n")
        start = begin + cell.index(inner) if inner else begin
        parts.append(Part(entry.index, start, start + len(inner)))
    return parts


def _after_word(text: str, begin: int) -> int:
    """Where a cell begins: after the word in whose midst the reader saw the rule, where a word is wider than its
    column."""
    while 0 < begin < len(text) and text[begin - 1].isalnum() and text[begin].isalnum():
        begin += 1
    return begin


def _text(entry: Entry, part: Part) -> str:
    return entry.block.text[part.start : part.end]


def _mended(cell: str) -> str:
    """A head whose one word a narrow column broke: "Recommend ation"."""
    whole = "".join(cell.split())
    return whole if whole.lower().rstrip("s") in _WHOLE else cell


def _columns(head: Entry, region: LearningPointKind | None) -> _Columns | None:
    """What the columns hold, by the table's first row; None when that is no head row of ours."""
    heads = [_mended(_text(head, cell)) for cell in cells_of(head)]
    if any(len(cell.split()) > HEAD_WORDS for cell in heads):
        return None
    if any(not_ours(cell) for cell in heads if "ecommendation" in cell):
        return None
    if len(heads) == 1 and not any(words.fullmatch(heads[0]) for _, words in _WORDS_HEADS):
        return None
    number = next((at for at, cell in enumerate(heads) if _NUMBER_HEAD.match(cell)), None)
    if number is None and len(heads) > 1 and not heads[0]:
        number = 0
    for kind, words in _WORDS_HEADS:
        for at, cell in enumerate(heads):
            ours = kind in (RECOMMENDATION, region) or (
                kind is not QUESTION and words.fullmatch(cell) is not None
            )
            if at != number and words.search(cell) and ours:
                who = next(
                    (n for n, one in enumerate(heads) if n not in (at, number) and _WHO_HEAD.search(one)),
                    None,
                )
                return _Columns(kind, at, number, who)
    return None


def _unheaded(rows: Sequence[Entry]) -> _Columns | None:
    """A table without a head under a Recommendations heading: a number, then the longest cell."""
    cells = [cells_of(row) for row in rows]
    first = cells[0]
    if len(first) < 2 or not _number(_text(rows[0], first[0])):
        return None
    lengths = [sum(one[at].end - one[at].start for one in cells if at < len(one)) for at in range(len(first))]
    return _Columns(RECOMMENDATION, lengths.index(max(lengths)), 0, None, headed=False)


def _number(cell: str) -> str:
    bare = cell[found.end() :] if (found := _LABEL.match(cell)) else cell
    code = CODE.match(bare)
    opening = OPENING.match(bare)
    if len(bare) == 1 and bare.isupper():
        return bare
    if code and code.end() == len(bare):
        return spelt(code["number"])
    return spelt(opening["number"]) if opening and opening["number"] and opening.end() >= len(bare) else ""


def _number_before(words: str) -> tuple[str, int]:
    """The number at the head of a cell's words ("3.", "R3:", "Recommendation 3:") and where the words begin."""
    code = CODE.match(words)
    if code and code["mark"] and code.end() < len(words):
        return spelt(code["number"]), code.end()
    label = _LABEL.match(words)
    after = label.end() if label else 0
    opening = OPENING.match(words[after:])
    if opening and opening["number"] and after + opening.end() < len(words):
        return spelt(opening["number"]), after + opening.end()
    return "", 0


def _rows(rows: Sequence[Entry], columns: _Columns, head: str) -> Iterator[Candidate]:
    texts = {row.index: row.block.text for row in rows}
    for candidate in _joined(rows, columns, head):
        words = " ".join(texts[part.block][part.start : part.end] for part in candidate.parts)
        if len(words.split()) >= FEWEST_WORDS:
            yield candidate


def _joined(rows: Sequence[Entry], columns: _Columns, head: str) -> Iterator[Candidate]:
    """One candidate for each row of the table as it was before a page's end parted any."""
    pending: Candidate | None = None
    for row in rows:
        if row.block.text == head:
            continue
        cells = cells_of(row)
        is_open = pending is not None and not _ended(rows, pending)
        rest = _rest(row, cells, columns, len(rows[0].block.cells)) if is_open else None
        if pending is not None and rest is not None:
            pending = replace(pending, parts=(*pending.parts, rest))
            continue
        found = _row(row, cells, columns) if len(cells) > columns.words else None
        if found is None or not (columns.headed or found.number):
            continue
        if pending is not None:
            yield pending
        pending = found
    if pending is not None:
        yield pending


def _rest(row: Entry, cells: Sequence[Part], columns: _Columns, width: int) -> Part | None:
    """The words of a row that only goes on with the one before: no number stands before them, or they begin in the
    midst of a sentence."""
    if len(cells) < width and columns.number == 0 and _number(_text(row, cells[0])):
        return None
    if len(cells) <= columns.words:
        return cells[0] if _text(row, cells[0])[:1].islower() else None
    if columns.number == 0 and len(cells) < width and _text(row, cells[0]):
        return cells[columns.words - 1]
    numbered = columns.number is not None and bool(_number(_text(row, cells[columns.number])))
    part = cells[columns.words]
    words = _text(row, part)
    goes_on = columns.number is not None or words[:1].islower()
    return part if words and goes_on and not numbered else None


def _ended(rows: Sequence[Entry], candidate: Candidate) -> bool:
    last = candidate.parts[-1]
    row = next(row for row in rows if row.index == last.block)
    return is_finished(row.block.text[last.start : last.end])


def _row(row: Entry, cells: Sequence[Part], columns: _Columns) -> Candidate | None:
    part = cells[columns.words]
    words = _text(row, part)
    number = ""
    if columns.number is None:
        number, after = _number_before(words)
        part = Part(part.block, part.start + after, part.end)
    elif columns.number < len(cells):
        number = _number(_text(row, cells[columns.number]))
    if not words or any(kind_words.fullmatch(words) for _, kind_words in _WORDS_HEADS):
        return None
    who = (_text(row, cells[columns.who]),) if columns.who is not None and columns.who < len(cells) else ()
    return Candidate(columns.kind, number, (part,), 2, 0.93, tuple(one for one in who if one))
