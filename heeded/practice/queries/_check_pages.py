"""One practice check with all that belongs to it, and which actions one check can serve together."""

from collections.abc import Iterable
from dataclasses import dataclass

from heeded.learning.models import Lesson
from heeded.learning.queries import LessonShown, lessons_shown, visible_members
from heeded.library.looking import one_look
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer
from heeded.practice.kinds import Tie
from heeded.practice.models import Action, Evidence, Point, PointPlace, PracticeCheck
from heeded.practice.queries._check_lists import actions_checked, sees_check_within
from heeded.practice.queries._points import PointShown, points_shown
from heeded.practice.queries._ties import known_tie, owners_ever
from heeded.practice.queries._visible import (
    organisations_of,
    visible_actions,
    visible_checks,
    visible_evidence,
)


@dataclass(frozen=True, slots=True)
class CheckShown:
    """A check as this viewer may know it. `is_within`: they may read what was found and who made it."""

    check: PracticeCheck
    actions: tuple[Action, ...]
    points: dict[int, PointShown]  # by key of the point
    evidence: tuple[Evidence, ...]  # that it rests on
    others: tuple[PracticeCheck, ...]  # of the same actions, in order of time
    is_within: bool


@dataclass(frozen=True, slots=True)
class Making:
    """Whether this viewer makes a check: `may`, or `owned` what is checked, which tells them that somebody else must.
    `tie` is the furthest that they may say they are."""

    may: bool
    owned: bool
    tie: Tie


@dataclass(frozen=True, slots=True)
class TaughtTogether:
    """Actions on one board's plan whose points teach one confirmed lesson."""

    lesson: LessonShown
    actions: tuple[Action, ...]


@one_look()
def check_shown(viewer: Viewer, check: PracticeCheck) -> CheckShown:
    """A check that this viewer may see, with its actions and their points. Some twenty queries, whatever the number."""
    actions = actions_checked(viewer, [check])[check.pk]
    points = points_shown(viewer, {one.item.point for one in actions})
    evidence = visible_evidence(viewer).filter(checks=check).prefetch_related("figures").order_by("pk")
    others = visible_checks(viewer).filter(actions__in=actions).exclude(pk=check.pk).distinct()
    held = sorted(others, key=lambda one: (one.made_at is None, one.made_at or one.planned_at, one.pk))
    is_within = sees_check_within(viewer, check)
    return CheckShown(check, tuple(actions), points, tuple(evidence), tuple(held), is_within)


def making(viewer: Viewer, check: PracticeCheck) -> Making:
    """What this viewer has to do with making a check that they may see."""
    actions = list(check.actions.all())
    owned = viewer.account is not None and viewer.account in owners_ever(actions)
    asked = check.checker_id is not None and check.checker_id == viewer.account
    checks = asked or check.board_id in organisations_of(viewer, Permission.CHECK_PRACTICE)
    may = viewer.is_operator or (Permission.CHECK_PRACTICE in viewer.permissions and viewer.strong and checks)
    return Making(may and not owned and check.made_at is None, owned, known_tie(viewer, actions))


def evidence_for_check(viewer: Viewer, actions: Iterable[Action]) -> list[Evidence]:
    """What stands there already that a check of these actions can rest on, newest first."""
    items = {one.item_id for one in actions}
    return list(visible_evidence(viewer).filter(item__in=items).order_by("-added_at", "-pk"))


def taught_together(viewer: Viewer, action: Action) -> list[TaughtTogether]:
    """For each confirmed lesson that an action's point teaches, what else on the same plan is done or to be done about
    it: one check can serve them all. Some eight queries, whatever the number."""
    own = PointPlace.objects.filter(point=action.item.point_id).values("learning_point")
    confirmed = visible_members(viewer).filter(state="confirmed", lesson__state="confirmed")
    lessons = set(confirmed.filter(learning_point__in=own).values_list("lesson", flat=True))
    taught: dict[int, set[int]] = {lesson: set() for lesson in lessons}
    members = confirmed.filter(lesson__in=lessons).values_list("lesson", "learning_point__point_place__point")
    for lesson, point in members:
        if point is not None:
            taught[lesson].add(point)
    points = {point for some in taught.values() for point in some}
    standing = visible_actions(viewer).filter(
        item__board=action.item.board_id, closed_as="", item__closed_as=""
    )
    found = list(standing.filter(item__point__in=points).select_related("item__point").order_by("due", "pk"))
    shown = lessons_shown(viewer, Lesson.objects.filter(pk__in=lessons).order_by("pk"))
    lines = (
        TaughtTogether(one, tuple(row for row in found if row.item.point_id in taught[one.lesson.pk]))
        for one in shown
    )
    return [line for line in lines if len(line.actions) > 1]


def points_of(viewer: Viewer, actions: Iterable[Action]) -> dict[int, PointShown]:
    """By key, the points that these actions (with their items) are about."""
    held: set[Point] = {one.item.point for one in actions}
    return points_shown(viewer, held)
