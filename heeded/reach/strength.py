"""Which answers are worth a letter. In everyday words a question is answered, a little, by nearly every review."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from heeded.engine.words import closeness
from heeded.people.viewer import Viewer
from heeded.search.queries import find
from heeded.search.request import SearchRequest
from heeded.search.results import PassageHit, SearchResults
from heeded.search.showing import wishes_to_mark

# Measured in docs/decisions/0012.
OF_WORDS = 0.6  # of the words of the question, in one passage
OF_CLOSEST = 0.8  # of the cosine of the closest passage that there is
_LOOKED_AT = 5  # reviews, and passages of each, among which the closest is


@dataclass(frozen=True, slots=True)
class Weight:
    """The best of some passages: the share of the question's words in one, and the cosine of one to the question (None
    where none is close, or none can be told). `by_meaning`: every document could be asked for its meaning."""

    words: float = 0.0
    closeness: float | None = None
    by_meaning: bool = True


def weigh(results: SearchResults, request: SearchRequest, passages: Sequence[PassageHit]) -> Weight:
    """What these passages weigh, which a search has found."""
    wishes = wishes_to_mark(request.text, results.corrections)
    worth = [0.0 if wish.bonus else 1.0 for wish in wishes]  # a term of the field counts by its words
    shares = [closeness(passage.text, wishes, worth).share for passage in passages]
    return Weight(max(shares, default=0.0), _closest(passages), by_meaning=not results.by_word_only)


def tells_strong_only(request: SearchRequest) -> bool:
    """Whether strong answers are told from loose ones: not where exact words were asked for, or no words at all."""
    return request.mode != "words" and bool(request.text.strip())


@dataclass(slots=True)
class Bar:
    """What an answer to this search must reach to be told to this viewer: most of the words, or a meaning about as
    close as the closest passage that they may see. Who asks for exact words is told of every match."""

    viewer: Viewer
    request: SearchRequest
    _best: float | None = field(default=None, init=False)

    def is_reached(self, weight: Weight) -> bool | None:
        """None where it cannot be told, because vectors are still to come or there is no model."""
        if not tells_strong_only(self.request) or weight.words >= OF_WORDS:
            return True
        if weight.closeness is None:
            return False if weight.by_meaning else None
        return weight.closeness >= OF_CLOSEST * self._closest_of_all()

    def _closest_of_all(self) -> float:
        """The cosine of the closest passage, whatever filters are chosen; searched for once."""
        if self._best is None:
            request = self.request.without(*self.request.chosen())
            request = replace(request, mode="meaning", sort="relevance", page=1)
            results = find(self.viewer, replace(request, per_page=_LOOKED_AT, per_review=_LOOKED_AT))
            self._best = _closest(passage for hit in results.hits for passage in hit.passages) or 0.0
        return self._best


def _closest(passages: Iterable[PassageHit]) -> float | None:
    known = [passage.closeness for passage in passages if passage.closeness is not None]
    return max(known, default=None)
