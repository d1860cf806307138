"""What else teaches the lesson of a point whose practice was said to have changed, in later reviews of its board."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from heeded.core.clock import local_day
from heeded.learning.models import Lesson, LessonMember
from heeded.learning.queries import Boards, ReviewKnown, reviews_known, reviews_of_board
from heeded.library.models import LearningPoint
from heeded.library.queries import visible_learning_points
from heeded.people.models import Organisation
from heeded.people.viewer import Viewer
from heeded.practice.coming_back import Months, month_of
from heeded.practice.kinds import ClosedAs
from heeded.practice.models import CameBack, PlanItem, PointPlace
from heeded.practice.queries._points import Printed, printed_of
from heeded.practice.queries._visible import decides_returns, seen_whole


@dataclass(frozen=True, slots=True)
class TaughtToo:
    """A learning point of a lesson, in a review."""

    lesson: Lesson
    point: LearningPoint


@dataclass(frozen=True, slots=True)
class Undated:
    """A learning point that teaches what an item of a plan was closed for, in a review that cannot be dated: for
    people to look at, never proposed."""

    item: PlanItem
    lesson: Lesson
    point: LearningPoint
    review: ReviewKnown
    printed: tuple[Printed, ...]


def undated_of(viewer: Viewer, board: Organisation, *, most: int = 100) -> list[Undated]:
    """Reviews of a board, without any date that is known, that teach what it had said to have changed and that nobody
    has decided on: for those who see its plan from within and decide. Some ten queries."""
    if not decides_returns(viewer):
        return []
    closed = seen_whole(viewer).filter(board=board, closed_as=ClosedAs.PRACTICE_CHANGED)
    items = list(closed.select_related("board", "point").order_by("pk"))
    taught = taught_again(items)
    seen = _seen(viewer, [one.point for some in taught.values() for one in some])
    reviews = reviews_known(viewer, {point.work_id for point in seen.values()})
    here = of_board(board, reviews)
    decided = _decided(items)
    found = [
        (item, one, reviews[one.point.work_id])
        for item in items
        for one in taught[item.pk]
        if one.point.pk in seen and one.point.work_id in here and not _is_dated(reviews[one.point.work_id])
        if (item.pk, one.point.work_id) not in decided
    ][:most]
    printed = printed_of([seen[one.point.pk] for _, one, _ in found])
    return [
        Undated(item, one.lesson, seen[one.point.pk], review, printed.get(one.point.pk, ()))
        for item, one, review in found
    ]


def changed_in(item: PlanItem) -> Months | None:
    """The month by which what was done was done: the last of its actions, else of its closing."""
    done = [day for day in item.actions.values_list("done_on", flat=True) if day is not None]
    if done:
        return month_of(max(done))
    closing = item.closings.filter(action__isnull=True).order_by("-pk").first()
    return month_of(local_day(closing.at)) if closing else None


def taught_again(items: Iterable[PlanItem]) -> dict[int, list[TaughtToo]]:
    """By item, what else teaches the confirmed lessons that its point teaches, in other reviews."""
    held = list(items)
    points: dict[int, set[int]] = defaultdict(set)
    places = PointPlace.objects.filter(point__in=[one.point_id for one in held])
    for point, learning_point in places.values_list("point", "learning_point"):
        points[point].add(learning_point)
    lessons, members = _lessons_of({key for keys in points.values() for key in keys})
    found: dict[int, list[TaughtToo]] = {}
    for item in held:
        own = {lesson for key in points[item.point_id] for lesson in lessons[key]}
        others = [one for lesson in own for one in members[lesson]]
        found[item.pk] = [one for one in others if one.point.work_id != item.point.work_id]
    return found


def of_board(board: Organisation, reviews: Mapping[int, ReviewKnown]) -> set[int]:
    """Those of these reviews, by key of the work, that are of this board, of one that it took over from, or of their
    areas. Whoever looks after a review here stands for its board only while that is not known: one board may look after
    the reviews of a whole region."""
    boards = Boards()
    ours = reviews_of_board(reviews.values(), board.name.strip().casefold())
    return {
        work
        for work, one in reviews.items()
        if work in ours
        or (boards.one(one.board) == boards.one(board.name) if one.board else one.work.keeper_id == board.pk)
    }


def _lessons_of(points: set[int]) -> tuple[dict[int, set[int]], dict[int, list[TaughtToo]]]:
    """By learning point its confirmed lessons, and by lesson its confirmed members."""
    decided = LessonMember.objects.filter(state="confirmed", lesson__state="confirmed")
    lessons: dict[int, set[int]] = defaultdict(set)
    for lesson, point in decided.filter(learning_point__in=points).values_list("lesson", "learning_point"):
        lessons[point].add(lesson)
    wanted = {lesson for some in lessons.values() for lesson in some}
    members: dict[int, list[TaughtToo]] = defaultdict(list)
    rows = decided.filter(lesson__in=wanted).select_related("lesson", "learning_point")
    for row in rows.order_by("pk"):
        members[row.lesson_id].append(TaughtToo(row.lesson, row.learning_point))
    return lessons, members


def _seen(viewer: Viewer, points: Iterable[LearningPoint]) -> dict[int, LearningPoint]:
    rows = visible_learning_points(viewer).filter(pk__in={one.pk for one in points})
    return rows.select_related("document", "work").in_bulk()


def _is_dated(review: ReviewKnown) -> bool:
    return bool(review.year) or review.begins is not None or review.ends is not None


def _decided(items: Iterable[PlanItem]) -> set[tuple[int, int]]:
    rows = CameBack.objects.filter(item__in=[one.pk for one in items])
    return set(rows.values_list("item", "learning_point__work"))
