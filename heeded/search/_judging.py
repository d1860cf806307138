"""The best passages looked at again: more of the question together, telling parts of a report, the review it names;
and what they say by words and by meaning put together.

The index scores words one by one. Of what it puts first the order is settled here, always over the same head of the
list, so that pages follow one another; beyond the head the order of the index stands.

Words and meaning: cosine + (score by words / best possible)². A passage that shares one common word with a question
then counts for almost nothing beside one that says the same; one that has all its words comes before both.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from heeded.engine.words import Question, closeness
from heeded.library.models import Passage
from heeded.search._asking import worth
from heeded.search._shelf import Shelf
from heeded.search._titles import named_by
from heeded.search.index import KINDS, Reader

HEAD = 300  # passages weighed by their part of the report and their review
READ = 16  # of them, those whose words are looked at
SHARE, NEARNESS, PROSE, TITLE = 0.5, 0.5, 0.5, 0.3
WORDS = 0.4  # of the best possible score by words, beside a cosine: the judge can double it
# What a part of a report counts for beside another that has the same words. To prefer findings and
# recommendations as well was tried: it led to fewer right pages.
_OF_KIND = {"method": 0.9, "appendix": 0.8, "contents": 0.3}
_KIND_WEIGHTS = np.array([_OF_KIND.get(kind, 1.0) for kind in KINDS])


@dataclass(frozen=True, slots=True)
class Head:
    """Passages in the order of the index, with all that is known of them without reading."""

    scores: np.ndarray
    passages: np.ndarray
    works: np.ndarray  # places on the shelf
    kinds: np.ndarray
    closeness: np.ndarray | None = None  # to the question, nan where it is not known; None: words alone count


def _texts(passages: Sequence[int]) -> Mapping[int, str]:
    return dict(Passage.objects.filter(pk__in=passages).values_list("pk", "text"))


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges passages by one question."""

    question: Question
    shelf: Shelf
    reader: Reader
    texts: Callable[[Sequence[int]], Mapping[int, str]] = _texts  # of passages, by key

    def order(self, head: Head) -> tuple[np.ndarray, np.ndarray]:
        """The order of the head, best first, and its scores in the order it came."""
        kinds = _KIND_WEIGHTS[head.kinds]
        words = head.scores * kinds
        meaning = None if head.closeness is None else _known(head.closeness) * kinds
        values = worth(self.question, self.reader)
        if not sum(values):
            scores = words if meaning is None else meaning
            return np.argsort(-scores, kind="stable"), scores
        words *= self._of_titles(head.works, values)
        best = np.argsort(-_together(words, meaning, values), kind="stable")[:READ]
        words[best] *= self._of_words(head.passages[best].tolist(), values)
        scores = _together(words, meaning, values)
        unread = np.ones(len(scores), bool)
        unread[best] = False
        if unread.any():  # what was read stays before what was not
            scores[unread] = np.minimum(scores[unread], scores[best].min())
        return np.argsort(-scores, kind="stable"), scores

    def _of_words(self, passages: Sequence[int], values: Sequence[float]) -> np.ndarray:
        texts = self.texts(passages)
        found = [closeness(texts.get(passage, ""), self.question.wanted, values) for passage in passages]
        share, nearness, prose = np.array(found).reshape(len(found), 3).T
        return (1 + SHARE * share + NEARNESS * nearness) * (1 - PROSE + PROSE * prose)

    def _of_titles(self, works: np.ndarray, values: Sequence[float]) -> np.ndarray:
        """More for a review whose title, board, area or year the question names."""
        found = np.zeros(len(self.shelf.works))
        for wish, value in zip(self.question.wanted, values, strict=True):
            if value:
                found[named_by(self.shelf, wish.term.stems)] += value
        return 1 + TITLE * np.take(found, works) / sum(values)


def _together(words: np.ndarray, meaning: np.ndarray | None, values: Sequence[float]) -> np.ndarray:
    """Scores by words and by meaning as one."""
    if meaning is None:
        return words.copy()
    together: np.ndarray = meaning + (WORDS * words / sum(values)) ** 2
    return together


def _known(closeness: np.ndarray) -> np.ndarray:
    """What has no vector yet counts as middling among those that have."""
    unknown = np.isnan(closeness)
    if not unknown.any():
        return closeness
    return np.where(unknown, 0.0 if unknown.all() else np.nanmean(closeness), closeness)
