"""What the columns of a table hold, told from its heads or, without them, from its cells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from heeded.engine.learning_points._kinds import (
    FINDING,
    GOOD_PRACTICE,
    LEARNING,
    QUESTION,
    RECOMMENDATION,
    one_of,
)
from heeded.engine.learning_points._report import Entry
from heeded.engine.learning_points._table_cells import cells_of, number_in, text_of_cell
from heeded.engine.learning_points._titles import not_ours
from heeded.engine.vocabulary import LearningPointKind

_NUMBER_HEAD = re.compile(
    rf"(?:rec(?:ommendation)?\.?\s*)?{one_of('no nos number ref reference # id item')}\.?$", re.IGNORECASE
)
_WHO = one_of("agency agencies leads? owners? who for organisations? addressed addressee responsib[a-z]+")
_WHO_HEAD = re.compile(rf"\b(?:{_WHO}|by whom)\b", re.IGNORECASE)
WORDS_HEADS = (
    (RECOMMENDATION, re.compile(r"\brecommend(?:ations?|ed)?\b", re.IGNORECASE)),
    (QUESTION, re.compile(r"\bquestions?\b|\bconsiderations?\b", re.IGNORECASE)),
    (GOOD_PRACTICE, re.compile(r"\bgood practice\b", re.IGNORECASE)),
    (LEARNING, re.compile(r"\blearning\b|\blessons?\b", re.IGNORECASE)),
    (FINDING, re.compile(r"\bfindings?\b", re.IGNORECASE)),
)
_WHOLE = frozenset("recommendation finding question learning responsibility".split())
HEAD_WORDS = 6


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table hold, by their places from the left."""

    kind: LearningPointKind
    words: int
    number: int | None
    who: int | None
    headed: bool = True


def lacks_head_over_numbers(rows: Sequence[Entry]) -> bool:
    """Whether the numbers at the left have no head, so that the heads stand one column too far left."""
    if len(rows) < 2 or len(rows[1].block.cells) != len(rows[0].block.cells) + 1:
        return False
    return bool(number_in(text_of_cell(rows[1], cells_of(rows[1])[0])))


def _mended(cell: str) -> str:
    """A head whose one word a narrow column broke: "Recommend ation"."""
    whole = "".join(cell.split())
    return whole if whole.lower().rstrip("s") in _WHOLE else cell


def columns_of(head: Entry, region: LearningPointKind | None) -> Columns | None:
    """What the columns hold, by the table's first row; None when that is no head row of ours."""
    heads = [_mended(text_of_cell(head, cell)) for cell in cells_of(head)]
    if any(len(cell.split()) > HEAD_WORDS for cell in heads):
        return None
    if any(not_ours(cell) for cell in heads if "ecommendation" in cell):
        return None
    if len(heads) == 1 and not any(words.fullmatch(heads[0]) for _, words in WORDS_HEADS):
        return None
    number = next((at for at, cell in enumerate(heads) if _NUMBER_HEAD.match(cell)), None)
    if number is None and len(heads) > 1 and not heads[0]:
        number = 0
    for kind, words in WORDS_HEADS:
        for at, cell in enumerate(heads):
            ours = kind in (RECOMMENDATION, region) or (
                kind is not QUESTION and words.fullmatch(cell) is not None
            )
            if at != number and words.search(cell) and ours:
                who = next(
                    (n for n, one in enumerate(heads) if n not in (at, number) and _WHO_HEAD.search(one)),
                    None,
                )
                return Columns(kind, at, number, who)
    return None


def unheaded(rows: Sequence[Entry]) -> Columns | None:
    """A table without a head under a Recommendations heading: a number, then the longest cell."""
    cells = [cells_of(row) for row in rows]
    first = cells[0]
    if len(first) < 2 or not number_in(text_of_cell(rows[0], first[0])):
        return None
    lengths = [sum(one[at].end - one[at].start for one in cells if at < len(one)) for at in range(len(first))]
    return Columns(RECOMMENDATION, lengths.index(max(lengths)), 0, None, headed=False)
