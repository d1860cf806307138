"""Said before? What reviews said already that comes closest to a text, while it is written. It is stored nowhere."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from heeded.engine.lessons import SAME, closeness
from heeded.engine.vocabulary import WorkKind
from heeded.learning._points import Keys, Points, compared, points_now
from heeded.learning.queries._boards import Boards
from heeded.learning.queries._reviews import ReviewKnown, reviews_known
from heeded.library.models import LearningPoint, LearningPointPlace, Work
from heeded.library.queries import visible_documents
from heeded.people.viewer import Viewer
from heeded.search.lending import the_model

MOST = 50  # that are ever named
_LEAST, _LEAST_BY_WORDS = 0.2, 0.1  # what scores less has nothing to do with it
_WIDER = 4  # so many times as many are looked up, as one review prints the same in several places
REVIEWS = (WorkKind.REVIEW, WorkKind.RAPID_REVIEW)
_Floats = npt.NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class SaidNear:
    """A learning point that comes close. `is_same`: the machine takes it for the same; else the score says only how
    close it comes in meaning. `page` is None where its document has no pages."""

    point: LearningPoint  # with its document and work
    score: float
    is_same: bool
    review: ReviewKnown
    page: int | None

    @property
    def board(self) -> str:
        """As this viewer may know it; "" is not known. `review.guessed` says whether anybody has confirmed it."""
        return self.review.board

    @property
    def year(self) -> int | None:
        return self.review.year

    @property
    def title(self) -> str:
        return self.review.work.title


@dataclass(frozen=True, slots=True)
class SaidBefore:
    """What comes closest, surest first; and how often it was recommended: in `times` reviews, each counted once, of
    `boards` boards, first in the year `since`. A machine compared; `by_words` says that it had no sentence model."""

    near: tuple[SaidNear, ...] = ()
    times: int = 0
    boards: int = 0
    since: int | None = None
    board_unknown: int = 0  # of the reviews, those whose board this viewer does not know
    year_unknown: int = 0
    is_guessed: bool = False  # a board or year that counts here is one that nobody has confirmed
    by_words: bool = False


def said_before(viewer: Viewer, text: str, *, most: int = 10, besides: Work | None = None) -> SaidBefore:
    """What comes closest to a text among the learning points that this viewer may see, `besides` those of one review.
    Eight queries at the most."""
    points = points_now()
    if not text.strip() or most < 1 or not points.count:
        return SaidBefore(by_words=the_model() is None)
    model = the_model()
    vector = model.embed([text])[0] if model is not None and points.model else None
    scores = _scores(text, points, vector)
    documents = documents_seen(viewer)
    scores[~_may_be_shown(points, documents, besides)] = 0
    return _told(viewer, points, scores, min(most, MOST), documents, by_words=vector is None)


def hold_points_ready() -> None:
    """Read the learning points now, so that nobody who asks has to wait for it."""
    points_now()
    the_model()


def _scores(text: str, points: Points, vector: _Floats | None) -> npt.NDArray[np.float32]:
    """Those of which there is no vector yet are compared by words."""
    found = closeness(text, points.index, vector=vector)
    if vector is not None and not points.has_vector.all():
        found = np.where(points.has_vector, found, closeness(text, points.index))
    return found


def documents_seen(viewer: Viewer) -> Keys:
    """The keys of the documents that this viewer may see now, ascending."""
    keys = visible_documents(viewer).order_by("pk").values_list("pk", flat=True)
    return np.fromiter(keys, np.int64)


def _may_be_shown(points: Points, documents: Keys, besides: Work | None) -> npt.NDArray[np.bool_]:
    shown: npt.NDArray[np.bool_] = np.isin(points.documents, documents)
    return shown if besides is None else shown & (points.works != besides.pk)


def _told(
    viewer: Viewer, points: Points, scores: _Floats, most: int, documents: Keys, *, by_words: bool
) -> SaidBefore:
    same = np.flatnonzero(scores >= SAME)
    least = np.where(points.has_vector & (not by_words), _LEAST, _LEAST_BY_WORDS)  # as each was compared
    best = [at for at in np.argsort(-scores, kind="stable")[: most * _WIDER] if scores[at] >= least[at]]
    seen = works_of_points(points.keys[[*same, *best]].tolist(), documents)
    near = _once(points, [at for at in best if points.keys[at] in seen])[:most]
    asked = {seen[points.keys[at]] for at in same if points.asks[at] and points.keys[at] in seen}
    shown = _fetched(points.keys[near].tolist())
    reviews = reviews_known(viewer, {*asked, *(point.work_id for point in shown.values())})
    counted = [reviews[work] for work in asked if work in reviews and reviews[work].work.kind in REVIEWS]
    pages = first_pages(shown.values())
    return SaidBefore(
        near=tuple(
            SaidNear(
                point, float(scores[at]), bool(scores[at] >= SAME), reviews[point.work_id], pages[point.pk]
            )
            for at in near
            if (point := shown[int(points.keys[at])]).work_id in reviews
        ),
        times=len(counted),
        boards=Boards().distinct(counted),
        since=min((known.year for known in counted if known.year), default=None),
        board_unknown=sum(not known.board for known in counted),
        year_unknown=sum(not known.year for known in counted),
        is_guessed=any({"board", "year"} & known.guessed for known in counted),
        by_words=by_words,
    )


def works_of_points(keys: Iterable[int], documents: Keys) -> dict[int, int]:
    """By key of a learning point its work: of those that stand now, whatever was held ready, in these documents."""
    seen = set(documents.tolist())
    rows = compared().filter(pk__in=set(keys)).values_list("pk", "work", "document")
    return {key: work for key, work, document in rows if document in seen}


def _once(points: Points, places: Iterable[int]) -> list[int]:
    """Without what one review prints again: in its summary, or in a revised version."""
    found: dict[int, int] = {}
    for at in places:
        found.setdefault(int(points.marks[at]), int(at))
    return list(found.values())


def _fetched(keys: Sequence[int]) -> dict[int, LearningPoint]:
    return LearningPoint.objects.select_related("document", "work").in_bulk(keys)


def first_pages(points: Iterable[LearningPoint]) -> dict[int, int | None]:
    """The page on which each is printed first, by its key; None where the document has no pages, or none is known."""
    found: dict[int, int | None] = {point.pk: None for point in points}
    rows = LearningPointPlace.objects.filter(
        learning_point__in=list(found), learning_point__document__paged=True
    )
    for key, page in rows.order_by("-order").values_list("learning_point", "page"):
        found[key] = page
    return found
