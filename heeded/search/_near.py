"""Passages close in meaning to a question: compared with every vector, whatever filters are chosen, so that what
counts as found is the same under each of them and counts and lists agree."""

import re
from dataclasses import dataclass, replace

import numpy as np

from heeded.engine.meaning import PACKED_ONE, QuestionVectors, cosine, packed
from heeded.engine.words import Question
from heeded.search._shelf import Shelf
from heeded.search.index import kind_of, speaker_of
from heeded.search.vectors import Vectors


@dataclass(frozen=True, slots=True)
class Bounds:
    """What counts as close. `floor`: a cosine, what is further off has nothing to do with it; `of_best`: the share of
    the closest passage's cosine; `most`: how many."""

    floor: float
    of_best: float
    most: int

    def least(self, nearest: float) -> float:
        """The cosine that counts as close beside the nearest one."""
        return max(self.floor, self.of_best * nearest)


TO_A_QUESTION = Bounds(0.15, 0.6, 1_000)
_FEW = 0.05  # of all rows: fewer are fetched and compared alone
_SIGNS = re.compile(r'["“”*]|(?<!\S)[-+−!](?=\S)|(?<!\S)(?:AND|OR|NOT)(?!\S)')
_LEFT_OUT = re.compile(r'(?<!\S)(?:[-−!](?:"[^"]*"?|\S+)|NOT\s+(?:"[^"]*"?|\S+))')


@dataclass(frozen=True, slots=True)
class Near:
    """Closest first: rows of the vectors, their documents' places on the shelf, and cosines. `counted` says which the
    words alone do not find."""

    vectors: Vectors
    question: QuestionVectors
    rows: np.ndarray
    places: np.ndarray
    counted: np.ndarray
    closeness: np.ndarray

    @property
    def passages(self) -> np.ndarray:
        return np.asarray(self.vectors.rows["passages"]["key"][self.rows])

    def among(self, chosen: np.ndarray) -> "Near":
        """Those of a mask alone."""
        fields = ("rows", "places", "counted", "closeness")
        return replace(self, **{name: getattr(self, name)[chosen] for name in fields})

    def numbers(self, name: str) -> np.ndarray:
        """Numbers of section kinds ("kind") or of speakers ("speaker")."""
        return np.asarray(self.vectors.rows["passages"][name][self.rows])

    def under(self, *, kinds: tuple[str, ...], speakers: tuple[str, ...]) -> "Near":
        """Those in some kinds of section, or where some speak."""
        chosen = np.ones(len(self.rows), bool)
        if kinds:
            chosen &= np.isin(self.numbers("kind"), [kind_of(kind) for kind in kinds])
        if speakers:
            chosen &= np.isin(self.numbers("speaker"), [speaker_of(speaker) for speaker in speakers])
        return self if chosen.all() else self.among(chosen)


def near_to(
    vectors: Vectors,
    question: QuestionVectors,
    shelf: Shelf,
    usable: np.ndarray,
    bounds: Bounds = TO_A_QUESTION,
) -> Near:
    """The passages of usable documents (a mask of the shelf's) that are close to a question as a whole."""
    places = on_shelf(vectors, shelf)
    allowed = np.append(usable, False)[places]  # a row of no document is at -1, the last
    rows, scores = close(vectors, "passages", question.whole, allowed[vectors.document_of], bounds)
    order = np.argsort(-scores, kind="stable")
    rows, scores = rows[order], scores[order]
    return Near(
        vectors,
        question,
        rows,
        places[vectors.document_of[rows]],
        counted=np.ones(len(rows), bool),
        closeness=scores,
    )


def close(
    vectors: Vectors, name: str, vector: np.ndarray, allowed: np.ndarray, bounds: Bounds
) -> tuple[np.ndarray, np.ndarray]:
    """Allowed rows (a mask) of a kind that count as close, and their cosines; in no order."""
    small = packed(vector)
    if np.count_nonzero(allowed) < _FEW * len(allowed):
        rows = np.flatnonzero(allowed)
        scores = cosine(vectors.scan(small, name, rows=rows))
    else:
        every = vectors.scan(small, name)
        rows = _above(every, bounds, float(every.max()), allowed)
        nearest = float(every[rows].max(initial=0))
        if nearest < every.max():  # the closest of all is not among the allowed
            rows = _above(every, bounds, nearest, allowed)
        scores = cosine(every[rows])
    if not len(scores):
        return rows, scores
    close_enough = scores >= bounds.least(float(scores.max()))
    rows, scores = rows[close_enough], scores[close_enough]
    if len(rows) > bounds.most:
        best = np.argpartition(-scores, bounds.most)[: bounds.most]
        rows, scores = rows[best], scores[best]
    return rows, scores


def _above(every: np.ndarray, bounds: Bounds, nearest: float, allowed: np.ndarray) -> np.ndarray:
    """Allowed rows whose product is as large as the nearest one's demands, or a rounding less: few, which is why every
    row is compared with a number alone before anything else is asked of it."""
    rows = np.flatnonzero(every >= bounds.least(nearest / PACKED_ONE) * PACKED_ONE - 1)
    found: np.ndarray = rows[allowed[rows]]
    return found


def on_shelf(vectors: Vectors, shelf: Shelf) -> np.ndarray:
    """Where each document of the vectors' table stands on the shelf, -1 for those that do not; and -1 once more at
    the end, for rows of no document."""
    return np.append(shelf.places_of(vectors.documents), -1)


def plain(question: Question) -> str:
    """What was asked as a sentence: without operators and what is to be left out. Not as corrected: a word that no
    report uses is more often another word than a misspelt one, and the model reads misspelt ones too."""
    return " ".join(_SIGNS.sub(" ", _LEFT_OUT.sub(" ", question.text)).split())
