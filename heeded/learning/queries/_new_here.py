"""New here: what a review teaches that none before it did."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from heeded.engine.lessons import SAME, closeness_of_all
from heeded.engine.vocabulary import LearningPointKind
from heeded.learning._points import Points, points_now
from heeded.learning.models import Lesson
from heeded.learning.queries._lessons import visible_members
from heeded.learning.queries._reviews import ReviewKnown, reviews_known
from heeded.learning.queries._said_before import (
    SaidNear,
    documents_seen,
    first_pages,
    works_of_points,
)
from heeded.library.models import LearningPoint, Work
from heeded.library.queries import visible_learning_points
from heeded.library.repeats import printed_alike, standing_for
from heeded.people.viewer import Viewer

_MOST = 5  # earlier ones that are named with each learning point


@dataclass(frozen=True, slots=True)
class PointCompared:
    """A learning point of the review, what earlier reviews said that is the same, and the confirmed lessons that both
    it and an earlier review teach. `undated`: reviews that say the same and of which nobody can tell whether they are
    earlier."""

    point: LearningPoint
    page: int | None
    earlier: tuple[SaidNear, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    undated: int = 0


@dataclass(frozen=True, slots=True)
class NewHere:
    """The learning points of a review. A machine compared: nobody has decided it."""

    review: ReviewKnown
    new: tuple[PointCompared, ...]
    taught_before: tuple[PointCompared, ...]
    unsure: tuple[PointCompared, ...]  # said in reviews alone that cannot be dated
    by_words: bool  # there was no sentence model


def new_here(viewer: Viewer, work: Work) -> NewHere:
    """The learning points of a review that this viewer may see, good practice left out, each beside what earlier
    reviews say that is the same. Earlier by the period under review, else by the year of publication. A dozen queries,
    whatever the number."""
    points = points_now()
    own = _own(viewer, work)
    same = _same(viewer, points, own, work)
    lessons = _lessons(viewer, own)
    others = {other.work for found in same.values() for other in found}
    others |= {other for taught in lessons.values() for works in taught.values() for other in works}
    reviews = reviews_known(viewer, {work.pk, *others})
    if work.pk not in reviews:
        return NewHere(ReviewKnown(work), (), (), (), by_words=not points.model)
    here = reviews.pop(work.pk)
    before = {key: review.is_before(here) for key, review in reviews.items()}
    said = _said(
        {key: [one for one in found if before.get(one.work)] for key, found in same.items()}, reviews
    )
    pages = first_pages(own)
    compared = [
        PointCompared(
            point=point,
            page=pages[point.pk],
            earlier=said.get(point.pk, ()),
            lessons=tuple(
                lesson
                for lesson, works in lessons.get(point.pk, {}).items()
                if any(before.get(key) for key in works)
            ),
            undated=len({one.work for one in same.get(point.pk, ()) if before.get(one.work, False) is None}),
        )
        for point in own
    ]
    return NewHere(
        review=here,
        new=tuple(one for one in compared if not (one.earlier or one.lessons or one.undated)),
        taught_before=tuple(one for one in compared if one.earlier or one.lessons),
        unsure=tuple(one for one in compared if one.undated and not (one.earlier or one.lessons)),
        by_words=not points.model,
    )


class _Same(NamedTuple):
    point: int
    work: int
    score: float


def _own(viewer: Viewer, work: Work) -> list[LearningPoint]:
    """Its learning points, one that is printed in two documents once."""
    rows = visible_learning_points(viewer).filter(work=work).exclude(kind=LearningPointKind.GOOD_PRACTICE)
    ordered = rows.select_related("document", "work").order_by(
        "document__added_at", "document", "order", "pk"
    )
    return [standing_for(same) for same in printed_alike(ordered)]


def _same(viewer: Viewer, points: Points, own: list[LearningPoint], work: Work) -> dict[int, list[_Same]]:
    """By key of a learning point the surest of what other works say that is the same."""
    keys = [point.pk for point in own]
    at = np.flatnonzero(np.isin(points.keys, keys))
    if not len(at):
        return {}
    scores = _scores(points, at)
    scores[:, points.works == work.pk] = 0
    rows, columns = np.nonzero(scores >= SAME)
    works = works_of_points(points.keys[columns].tolist(), documents_seen(viewer))
    found: dict[int, list[_Same]] = defaultdict(list)
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        other = int(points.keys[column])
        if other in works:
            found[int(points.keys[at[row]])].append(_Same(other, works[other], float(scores[row, column])))
    return {key: sorted(some, key=lambda one: (-one.score, one.point)) for key, some in found.items()}


def _said(
    earlier: Mapping[int, list[_Same]], reviews: Mapping[int, ReviewKnown]
) -> dict[int, tuple[SaidNear, ...]]:
    """By key of a learning point the surest few, looked up."""
    chosen = {one.point for some in earlier.values() for one in some[:_MOST]}
    held = LearningPoint.objects.select_related("document", "work").in_bulk(chosen)
    pages = first_pages(held.values())
    return {
        key: tuple(
            SaidNear(held[one.point], one.score, True, reviews[one.work], pages[one.point])
            for one in some[:_MOST]
            if one.point in held
        )
        for key, some in earlier.items()
    }


def _scores(points: Points, at: npt.NDArray[np.intp]) -> npt.NDArray[np.float32]:
    """Each of these compared with every one; where either has no vector yet, by words."""
    scores = closeness_of_all(points.of(at), points.index)
    both = points.has_vector[at][:, None] & points.has_vector
    if points.model and not both.all():
        by_words = closeness_of_all(points.of(at), points.index, meaning=False)
        scores = np.where(both, scores, by_words)
    return scores


def _lessons(viewer: Viewer, own: list[LearningPoint]) -> dict[int, dict[Lesson, set[int]]]:
    """By key of a learning point the confirmed lessons that it teaches, each with the works that teach it."""
    confirmed = visible_members(viewer).filter(state="confirmed", lesson__state="confirmed")
    mine = list(confirmed.filter(learning_point__in=own).select_related("lesson").order_by("pk"))
    works: dict[int, set[int]] = defaultdict(set)
    rows = confirmed.filter(lesson__in=[member.lesson_id for member in mine])
    for lesson, work in rows.values_list("lesson", "learning_point__work"):
        works[lesson].add(work)
    found: dict[int, dict[Lesson, set[int]]] = defaultdict(dict)
    for member in mine:
        found[member.learning_point_id][member.lesson] = works[member.lesson_id]
    return found
