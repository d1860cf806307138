"""What came back, and what may have, as lists and one by one: for those who decide, and what they decided for all."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from heeded.learning.queries import reviews_known
from heeded.library.models import LearningPoint, Work
from heeded.library.queries import visible_learning_points, visible_works
from heeded.people.models import Organisation
from heeded.people.viewer import Viewer
from heeded.practice.coming_back import Months, when_of
from heeded.practice.errors import NoSuchReturn
from heeded.practice.kinds import ClosedAs, When
from heeded.practice.models import CameBack, PlanItem
from heeded.practice.queries._points import PointShown, points_shown, printed_of
from heeded.practice.queries._taught_again import changed_in
from heeded.practice.queries._throughline import Returned
from heeded.practice.queries._visible import decides_returns, seen_whole, visible_items, visible_returns


@dataclass(frozen=True, slots=True)
class ReturnShown:
    """A later learning point beside the point that it may teach again."""

    returned: Returned
    point: PointShown
    is_within: bool  # the plan is theirs to see from within

    @property
    def came_back(self) -> CameBack:
        return self.returned.came_back


def board_of_returns(viewer: Viewer, identifier: str) -> Organisation:
    """The board whose list of what came back this is: for those who decide.

    Raises:
        NoSuchReturn: there is none, or they do not decide.
    """
    found = Organisation.objects.filter(identifier=identifier).first()
    if found is None or not decides_returns(viewer):
        raise NoSuchReturn("There is nothing such.")
    return found


def returns_of(viewer: Viewer, board: Organisation, state: str) -> QuerySet[CameBack]:
    """What came back on a board's plan, or may have, newest first."""
    found = visible_returns(viewer).filter(item__board=board, state=state)
    related = found.select_related("item__point", "item__board", "learning_point__document", "lesson")
    return related.order_by("-proposed_at", "-pk")


def returns_shown(viewer: Viewer, rows: Iterable[CameBack]) -> list[ReturnShown]:
    """Each of these, which the viewer sees, with both passages. A dozen queries, whatever the number."""
    held = list(rows)
    points = points_shown(viewer, {one.item.point for one in held})
    printed = printed_of([one.learning_point for one in held])
    reviews = reviews_known(viewer, {one.learning_point.work_id for one in held})
    items = [one.item_id for one in held]
    whole = set(seen_whole(viewer).filter(pk__in=items).values_list("pk", flat=True))
    return [
        ReturnShown(
            Returned(one, printed.get(one.learning_point_id, ()), reviews.get(one.learning_point.work_id)),
            points[one.item.point_id],
            one.item_id in whole,
        )
        for one in held
    ]


def closed_as_changed(viewer: Viewer, board: Organisation) -> QuerySet[PlanItem]:
    """What a board has said to have changed, as far as this viewer sees it: to say that it came back."""
    closed = visible_items(viewer).filter(
        board=board, closings__closed_as=ClosedAs.PRACTICE_CHANGED, closings__action__isnull=True
    )
    return closed.distinct().select_related("point", "board").order_by("-opened_at", "-pk")


def later_reviews(viewer: Viewer, item: PlanItem, words: str = "") -> QuerySet[Work]:
    """Reviews in which something may teach an item again, by words of their titles, the newest first."""
    teaches = visible_learning_points(viewer).filter(work=OuterRef("pk"))
    found = visible_works(viewer).filter(Exists(teaches)).exclude(pk=item.point.work_id or 0)
    for word in words.split()[:10]:
        found = found.filter(title__icontains=word)
    return found.order_by("-added_at", "-pk")


def when_taught(viewer: Viewer, item: PlanItem, learning_point: LearningPoint) -> tuple[When, Months | None]:
    """What the period under review says of a learning point, as this viewer knows it; and the month by which what was
    done was done."""
    review = reviews_known(viewer, [learning_point.work_id]).get(learning_point.work_id)
    changed = changed_in(item)
    return (when_of(review, changed) if review else When.NOT_KNOWN), changed
