"""Said before? What is closest to a text, among very many."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from heeded.engine.briefing import at_a_glance
from heeded.engine.lessons._records import Said
from heeded.engine.lessons._rows import Floats, Rows, rows_of
from heeded.engine.lessons._rows import some_of as some_rows_of
from heeded.engine.lessons._score import SAME, likenesses_to_one, scores
from heeded.engine.records import LearningPointFound
from heeded.engine.vocabulary import LearningPointKind

_LONGEST = 20_000  # characters of a pasted text that are read
_SOME_WORDS = 0.25  # a likeness that two texts do not have by chance


class Near(NamedTuple):
    """What was said before: its place in what the index was made of, and how surely it is the same lesson.

    From `SAME` on it is; below, the score says only how close it comes in meaning.
    """

    place: int
    score: float


@dataclass(frozen=True)
class Index:
    """Learning points held ready, some 2 kB each. It holds no text."""

    rows: Rows

    @property
    def count(self) -> int:
        return self.rows.number


def index_of(
    said: Sequence[Said], *, vectors: npt.NDArray[np.floating] | npt.NDArray[np.int8] | None = None
) -> Index:
    """Learning points held ready for `closest`, in their order; `vectors` are the sentence model's, one for each."""
    return Index(rows_of(said, vectors))


def closest(
    text: str, index: Index, *, most: int = 10, vector: npt.NDArray[np.floating] | None = None
) -> tuple[Near, ...]:
    """The closest to a text, surest first. `vector` is the sentence model's of the text; words alone without it."""
    if not text.strip() or most < 1:
        return ()
    score = closeness(text, index, vector=vector)
    order = np.argsort(-score, kind="stable")[:most]  # of two alike the earlier one first
    return tuple(Near(place, float(score[place])) for place in order.tolist())


def closeness(text: str, index: Index, *, vector: npt.NDArray[np.floating] | None = None) -> Floats:
    """The score of every one, as `Near` has it; `vector` as in `closest`."""
    one = rows_of((_drafted(text[:_LONGEST]),), None if vector is None else vector.reshape(1, -1))
    return _closeness(index.rows, one)


def some_of(index: Index, which: npt.NDArray[np.intp] | npt.NDArray[np.bool_]) -> Index:
    """Some of them, in the order given."""
    return Index(some_rows_of(index.rows, which))


def joined(one: Index, other: Index, order: npt.NDArray[np.intp]) -> Index:
    """Two as one, put into this order; either both have vectors or neither."""
    parts = zip(one.rows[:-1], other.rows[:-1], strict=True)
    words, speaks_of, asks, kinds = (np.concatenate([first, second])[order] for first, second in parts)
    first, second = one.rows.vectors, other.rows.vectors
    vectors = None if first is None or second is None else np.concatenate([first, second])[order]
    return Index(Rows(words, speaks_of, asks, kinds, vectors))


def _closeness(rows: Rows, one: Rows) -> Floats:
    """Those that teach the same lesson stand first. The others come by meaning alone: what a text of which nothing is
    known comes near to is best told so; without vectors by the words that both have, and what shares neither words nor
    anything that it speaks of or asks for is never the same."""
    found = likenesses_to_one(rows, one)
    sure = scores(found)
    near = np.clip(found.get("meaning", found["words"]), 0, 0.999) * np.float32(SAME)
    same = sure >= SAME
    if "meaning" not in found:
        same &= (found["speaks_of"] > 0) | (found["asks"] > 0) | (found["words"] >= _SOME_WORDS)
    closest_first: Floats = np.where(same, sure, near)
    return closest_first


def _drafted(text: str) -> Said:
    """A text as a recommendation that is being written: whom and what it asks is told from its words."""
    found = LearningPointFound(LearningPointKind.RECOMMENDATION, "", text, ())
    glance = at_a_glance((found,))[0]
    return Said("", text, "", None, glance.agencies, tuple(glance.kinds))
