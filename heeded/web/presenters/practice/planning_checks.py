"""Planning a practice check: which actions it can serve together, and who can make it."""

from collections.abc import Iterable
from typing import Any

from heeded.learning.models import Lesson
from heeded.people.models import Account
from heeded.people.viewer import Viewer
from heeded.practice.models import Action
from heeded.practice.queries import TaughtTogether, checkers_of, owners_ever, points_of, taught_together
from heeded.web.presenters.practice.point_words import point_heading


def offered_actions(viewer: Viewer, first: Action, before: Iterable[Action]) -> list[Action]:
    """What one check can serve: the action it begins with, those that it serves already, other standing actions of the
    same point, and those that teach the same lesson."""
    same_point = first.item.actions.filter(closed_as="").select_related("item__point").order_by("due", "pk")
    together = [one for some in taught_together(viewer, first) for one in some.actions]
    held = [first, *before, *same_point, *together]
    return list({one.pk: one for one in held}.values())


def action_choices(viewer: Viewer, actions: Iterable[Action]) -> list[tuple[str, str]]:
    """Each with the point that it answers and how it stands."""
    held = list(actions)
    points = points_of(viewer, held)
    return [
        (one.identifier, f"{one.what} ({point_heading(points[one.item.point_id])}, {_state(one)})")
        for one in held
    ]


def _state(action: Action) -> str:
    return str(action.get_state_display()).lower()


def offered_checkers(first: Action, actions: Iterable[Action]) -> list[Account]:
    """Those who check practice for the board and never owned one of these."""
    owners = owners_ever(list(actions))
    return [one for one in checkers_of(first.item.board) if one.pk not in owners]


def lesson_of(viewer: Viewer, chosen: list[Action]) -> Lesson | None:
    """The lesson that all these teach, where they are of several points."""
    if len({one.item.point_id for one in chosen}) < 2:
        return None
    wanted = {one.pk for one in chosen}
    fitting = (one for one in taught_together(viewer, chosen[0]) if wanted <= _keys(one))
    found = next(fitting, None)
    return found.lesson.lesson if found else None


def _keys(together: TaughtTogether) -> set[int]:
    return {one.pk for one in together.actions}


def choose_rows(viewer: Viewer, actions: Iterable[Action]) -> list[dict[str, Any]]:
    """Actions to begin a check with."""
    held = list(actions)
    points = points_of(viewer, held)
    return [{"action": one, "point": point_heading(points[one.item.point_id])} for one in held]
