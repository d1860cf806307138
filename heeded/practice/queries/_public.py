"""What became of a published review: recommended, answered, done, overdue and shown to have changed, for everybody."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from heeded.core.clock import local_day, today
from heeded.learning import queries as learning
from heeded.learning.queries import SaidBefore
from heeded.library.looking import one_look
from heeded.library.models import Document, LearningPoint, Work
from heeded.library.queries import visible_documents, visible_learning_points
from heeded.library.repeats import standing_for
from heeded.people.viewer import Viewer
from heeded.practice.models import Point, PointPlace
from heeded.practice.queries._responses import recommended_in
from heeded.practice.queries._throughline import PointThroughline, throughlines_of


@dataclass(frozen=True, slots=True)
class Recommended:
    """One thing that a review asks for, and what this viewer may know of what became of it; `line` None, or without
    items: no response is known to this library."""

    learning_point: LearningPoint
    line: PointThroughline | None

    @property
    def is_answered(self) -> bool:
        """Whether any answer is known to this viewer."""
        items = self.line.items if self.line else ()
        return any(asked.response for item in items for asked in item.asked)


@dataclass(frozen=True, slots=True)
class AfterReview:
    """What became of a review. `months` since it was published; None where the day is not known."""

    work: Work
    recommended: tuple[Recommended, ...]
    entered: tuple[PointThroughline, ...]  # by hand
    published_on: date | None
    months: int | None


@one_look()
def after_review(viewer: Viewer, work: Work, *, on: date | None = None) -> AfterReview:
    """From the first day on, whether or not any board uses Heeded. Some twenty-five queries, whatever the number."""
    once = recommended_in(viewer, work)
    places = PointPlace.objects.filter(learning_point__in=[one.pk for same in once for one in same])
    point_of = dict(places.values_list("learning_point", "point"))
    by_hand = Point.objects.filter(work=work).exclude(source_kind="")
    held = Point.objects.filter(pk__in=point_of.values()) | by_hand
    lines = throughlines_of(viewer, held.order_by("pk"))
    first = _published(visible_documents(viewer).filter(work=work))
    return AfterReview(
        work=work,
        recommended=tuple(_recommended(same, point_of, lines) for same in once),
        entered=tuple(one for one in lines.values() if one.point.is_by_hand and one.items),
        published_on=first,
        months=None if first is None else _months(first, on or today()),
    )


def _recommended(
    same: list[LearningPoint], point_of: dict[int, int], lines: dict[int, PointThroughline]
) -> Recommended:
    keys = [point_of[one.pk] for one in same if one.pk in point_of]
    return Recommended(standing_for(same), lines.get(keys[0]) if keys else None)


def _published(documents: Iterable[Document]) -> date | None:
    """The day on which the first of its documents was published here."""
    days = [local_day(one.published_at) for one in documents if one.published_at is not None]
    return min(days, default=None)


def _months(since: date, on: date) -> int:
    """Whole months."""
    months = (on.year - since.year) * 12 + on.month - since.month
    return max(0, months - (on.day < since.day))


@one_look()
def outcomes_of(viewer: Viewer, points: Iterable[LearningPoint]) -> dict[int, PointThroughline]:
    """By learning point (by key) what became of it, where it is on a plan and this viewer may know: what was
    recommended before and what came of it. Some twenty-two queries, whatever the number."""
    seen = visible_learning_points(viewer).filter(pk__in=[one.pk for one in points])
    places = PointPlace.objects.filter(learning_point__in=seen).select_related("point")
    by_point: dict[int, list[int]] = defaultdict(list)
    held: dict[int, Point] = {}
    for place in places:
        by_point[place.point_id].append(place.learning_point_id)
        held[place.point_id] = place.point
    lines = throughlines_of(viewer, held.values()) if held else {}
    return {key: lines[point] for point, keys in by_point.items() for key in keys}


@dataclass(frozen=True, slots=True)
class SaidBeforeAndDone:
    """What learning found that comes closest to a text, and by learning point (by key) what became of it. What is not
    in `outcomes` is on no plan here: its outcome is not known to this library."""

    said: SaidBefore
    outcomes: Mapping[int, PointThroughline]


@one_look()
def said_before(
    viewer: Viewer, text: str, *, most: int = 10, besides: Work | None = None
) -> SaidBeforeAndDone:
    """Said before, and with what outcome? The text is stored nowhere. Some thirty queries, whatever the number."""
    said = learning.said_before(viewer, text, most=most, besides=besides)
    return SaidBeforeAndDone(said, outcomes_of(viewer, [one.point for one in said.near]))
