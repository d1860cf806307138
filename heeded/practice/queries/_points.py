"""Points with their words and pages, as a viewer may know them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from heeded.learning.queries import ReviewKnown, reviews_known
from heeded.library.models import LearningPoint, LearningPointPlace
from heeded.library.queries import in_learning_points
from heeded.library.repeats import standing_for
from heeded.people.viewer import Viewer
from heeded.practice.models import Point, PointPlace
from heeded.practice.queries._visible import visible_points


@dataclass(frozen=True, slots=True)
class Printed:
    """A page on which it stands, with the words there. `page` is None where the document has no pages."""

    learning_point: LearningPoint  # with its document
    page: int | None
    quote: str


@dataclass(frozen=True, slots=True)
class PointShown:
    """A point as this viewer may know it. Where `text` is empty its words are in a report that they may not see, or
    were erased; `printed` is empty where it was entered by hand."""

    point: Point
    text: str
    learning_point: LearningPoint | None
    printed: tuple[Printed, ...]
    review: ReviewKnown | None

    @property
    def is_by_hand(self) -> bool:
        return bool(self.point.source_kind)


def points_shown(viewer: Viewer, points: Iterable[Point]) -> dict[int, PointShown]:
    """By primary key of each of these points. Seven queries, whatever the number."""
    held = {point.pk: point for point in points}
    places: dict[int, list[LearningPoint]] = defaultdict(list)
    rows = PointPlace.objects.filter(point__in=held, learning_point__in=in_learning_points(viewer))
    for row in rows.select_related("learning_point__document").order_by("learning_point"):
        places[row.point_id].append(row.learning_point)
    printed = printed_of([one for some in places.values() for one in some])
    reviews = reviews_known(viewer, {one.work_id for one in held.values() if one.work_id})
    without = [key for key, point in held.items() if point.source_kind and not places[key]]
    may_read = set(visible_points(viewer).filter(pk__in=without).values_list("pk", flat=True))
    return {key: _shown(point, places[key], printed, reviews, key in may_read) for key, point in held.items()}


def printed_of(learning_points: Iterable[LearningPoint]) -> dict[int, tuple[Printed, ...]]:
    """By learning point (by key) where it is printed. Give only those that the viewer may see, with their documents.
    One query."""
    held = {one.pk: one for one in learning_points}
    found: dict[int, list[Printed]] = defaultdict(list)
    rows = LearningPointPlace.objects.filter(learning_point__in=held).order_by("learning_point", "order")
    for row in rows:
        point = held[row.learning_point_id]
        found[point.pk].append(Printed(point, row.page if point.document.paged else None, row.quote))
    return {key: tuple(rows) for key, rows in found.items()}


def _shown(
    point: Point,
    places: list[LearningPoint],
    printed: dict[int, tuple[Printed, ...]],
    reviews: dict[int, ReviewKnown],
    may_read: bool,
) -> PointShown:
    chosen = standing_for(places) if places else None
    words = chosen.text if chosen is not None else point.text if may_read else ""
    return PointShown(
        point=point,
        text=words,
        learning_point=chosen,
        printed=tuple(row for one in places for row in printed.get(one.pk, ())),
        review=reviews.get(point.work_id or 0),
    )
