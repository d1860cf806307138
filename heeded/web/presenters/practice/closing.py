"""Closing: what it can be closed as, what is missing, and what others there are that it could lead to."""

from typing import Any

from heeded.people.viewer import Viewer
from heeded.practice.models import Action, PlanItem
from heeded.practice.queries import (
    actions_beside,
    can_close,
    closing_of,
    other_items,
    points_shown,
)
from heeded.web.presenters.practice.item import closing_row
from heeded.web.presenters.practice.point_words import point_heading
from heeded.web.presenters.who import Who

MOST_OTHERS = 60
Others = dict[str, tuple[PlanItem | Action, str]]


def others_of(viewer: Viewer, thing: PlanItem | Action, words: str) -> Others:
    """By identifier what it could be replaced by or joined with, those of the same review first."""
    if isinstance(thing, Action):
        actions = actions_beside(viewer, thing, words)[:MOST_OTHERS]
        return {one.identifier: (one, _short(one.what)) for one in actions}
    items = list(other_items(viewer, thing, words)[:MOST_OTHERS])
    shown = points_shown(viewer, [one.point for one in items])
    return {
        one.identifier: (one, f"{point_heading(shown[one.point_id])}: {_short(shown[one.point_id].text)}")
        for one in items
    }


def close_page(viewer: Viewer, thing: PlanItem | Action) -> dict[str, Any]:
    """What stands: how it was closed, or what is missing to close it as practice changed."""
    closing = closing_of(viewer, thing)
    who = Who(viewer, [closing.by] if closing else [])
    return {
        "thing": thing,
        "is_action": isinstance(thing, Action),
        "closing": closing_row(closing, who),
        "can": can_close(viewer, thing),
    }


def _short(words: str) -> str:
    said = " ".join(words.split())
    return f"{said[:87]}…" if len(said) > 90 else said
