"""Lists of actions as rows: what is asked, what is to change, when, and how it stands."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import prefetch_related_objects

from heeded.library.services import note_readings
from heeded.people.viewer import Viewer
from heeded.practice.models import Action, Point
from heeded.practice.queries import points_shown
from heeded.web.forms_of_practice.actions import HowForm
from heeded.web.presenters.practice.action_words import (
    due_words,
    merged_into,
    owner_lacks,
    owner_words,
    state_words,
)
from heeded.web.presenters.practice.point_words import PointWords, point_words


def action_rows(
    viewer: Viewer, actions: Sequence[Action], *, form: Callable[[Action], HowForm] | None = None
) -> list[dict[str, Any]]:
    """Actions of a list of one's own or of one's agency, with their items and owners; each with a form where one is
    wanted. Ten queries, whatever the number. Which reports' words were shown is put on record."""
    merged = merged_into(one.owner_agency for one in actions)
    points = points_in_words(viewer, [one.item.point for one in actions])
    return [
        {
            "action": one,
            "point": points[one.item.point_id],
            "due": due_words(one),
            "state": state_words(one),
            "owner": owner_words(one, merged, named=True),
            "lacks": owner_lacks(one, merged),
            "form": form(one) if form is not None else None,
        }
        for one in actions
    ]


def points_in_words(viewer: Viewer, points: Iterable[Point]) -> dict[int, PointWords]:
    """By key the points that a list shows, in words; reading words of a report leaves its trace. Nine queries,
    whatever the number."""
    shown = points_shown(viewer, {one.pk: one for one in points}.values())
    printed = {one.learning_point.pk: one.learning_point for point in shown.values() for one in point.printed}
    prefetch_related_objects(list(printed.values()), "places")
    found = {key: point_words(one) for key, one in shown.items()}
    note_readings({name for one in found.values() for name in one.documents}, by=viewer, door="action")
    return found
