"""What of reviews is on which plan, and what can still be put there."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from heeded.engine.vocabulary import LearningPointKind
from heeded.library.keeping import kept_by, looks_after
from heeded.library.models import LearningPoint, Work
from heeded.library.queries import visible_learning_points, visible_works
from heeded.people.models import Organisation
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer
from heeded.practice.models import PlanItem, Point, PointPlace
from heeded.practice.queries._kept import plans_kept
from heeded.practice.queries._visible import visible_items

_ASKS = [kind for kind in LearningPointKind if kind != LearningPointKind.GOOD_PRACTICE]


def points_to_open(viewer: Viewer, work: Work) -> QuerySet[LearningPoint]:
    """What a review asks for or asks, in order; good practice asks for nothing."""
    return visible_learning_points(viewer).filter(work=work, kind__in=_ASKS)


def reviews_to_open(viewer: Viewer, words: str = "") -> QuerySet[Work]:
    """The reviews that this person looks after and that have something to put on a plan, the newest first.
    `points_printed`: how many learning points each has, those that are printed twice counted once."""
    points = visible_learning_points(viewer).filter(kind__in=_ASKS)
    found = visible_works(viewer).filter(kept_by(viewer, Permission.MANAGE_PLAN))
    found = found.filter(Exists(points.filter(work=OuterRef("pk"))))
    for word in words.split()[:10]:
        found = found.filter(title__icontains=word)
    printed = Count("learning_points__text", filter=Q(learning_points__in=points), distinct=True)
    return found.annotate(points_printed=printed).order_by("-added_at", "-pk")


def is_of_board(viewer: Viewer, point: LearningPoint | Point, board: Organisation) -> bool:
    """Whether a point is of a review that this board looks after, so that it is its own and not taken up."""
    if point.work_id is None:
        return False
    mine = Work.objects.filter(kept_by(viewer, Permission.MANAGE_PLAN), pk=point.work_id)
    return mine.filter(Q(keeper__isnull=True) | Q(keeper=board) | Q(keeper__successors=board)).exists()


def boards_of_review(viewer: Viewer, work: Work) -> list[Organisation]:
    """Of the boards whose plans this person keeps those that look after a review; of one that nobody looks after, the
    boards that this person works for. Three queries at most."""
    if not looks_after(viewer, Permission.MANAGE_PLAN, work):
        return []
    kept = plans_kept(viewer)
    if work.keeper_id is None:
        return list(kept.filter(pk__in=viewer.organisations))
    return list(kept.filter(Q(pk=work.keeper_id) | Q(predecessors=work.keeper_id)).distinct())


def items_of_points(
    viewer: Viewer, points: Iterable[LearningPoint], boards: Iterable[Organisation] | None = None
) -> dict[int, list[PlanItem]]:
    """By learning point (by key) the items that it is on plans: of these boards, or of all. Two queries at most."""
    held = {one.pk for one in points}
    places = dict(PointPlace.objects.filter(learning_point__in=held).values_list("learning_point", "point"))
    by_point: dict[int, list[PlanItem]] = defaultdict(list)
    if places:
        items = visible_items(viewer).filter(point__in=places.values())
        items = items if boards is None else items.filter(board__in=list(boards))
        for item in items.select_related("board").order_by("pk"):
            by_point[item.point_id].append(item)
    return {key: by_point[point] for key, point in places.items() if by_point[point]}


def other_items(viewer: Viewer, item: PlanItem, words: str = "") -> QuerySet[PlanItem]:
    """The other open items of its plan, those of the same review first; found by words that this person may read."""
    points = visible_learning_points(viewer)
    found = visible_items(viewer).filter(board=item.board_id, closed_as="").exclude(pk=item.pk)
    for word in words.split()[:10]:
        printed = points.filter(text__icontains=word, point_place__point=OuterRef("point"))
        titled = visible_works(viewer).filter(title__icontains=word, pk=OuterRef("point__work"))
        by_words = Q(point__text__icontains=word) | Q(point__number=word)
        found = found.filter(by_words | Q(Exists(printed)) | Q(Exists(titled)))
    near = Case(
        When(point__work=item.point.work_id or 0, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return found.annotate(far=near).select_related("point").distinct().order_by("far", "pk")
