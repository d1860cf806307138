"""Fetch and check in one call."""

from typing import TypeVar

from django.db.models import Model, QuerySet

from heeded.core.errors import NotFound
from heeded.people.viewer import Viewer
from heeded.practice.errors import (
    NoSuchAction,
    NoSuchAddressee,
    NoSuchCheck,
    NoSuchEvidence,
    NoSuchItem,
    NoSuchPoint,
    NoSuchReturn,
)
from heeded.practice.models import Action, Addressee, CameBack, Evidence, PlanItem, Point, PracticeCheck
from heeded.practice.queries._visible import (
    visible_actions,
    visible_addressees,
    visible_checks,
    visible_evidence,
    visible_items,
    visible_points,
    visible_returns,
)

_Row = TypeVar("_Row", bound=Model)


def point_for(viewer: Viewer, identifier: str) -> Point:
    """Raises NoSuchPoint: there is none, or its words are not for this viewer."""
    return _one(visible_points(viewer), identifier, NoSuchPoint("There is no such point to be learnt."))


def item_for(viewer: Viewer, identifier: str) -> PlanItem:
    """Raises NoSuchItem: there is none, or not for this viewer."""
    return _one(visible_items(viewer), identifier, NoSuchItem("There is no such item on a plan."))


def action_for(viewer: Viewer, identifier: str) -> Action:
    """Raises NoSuchAction: there is none, or not for this viewer."""
    return _one(visible_actions(viewer), identifier, NoSuchAction("There is no such action."))


def addressee_for(viewer: Viewer, identifier: str) -> Addressee:
    """Raises NoSuchAddressee: there is none, or not for this viewer."""
    return _one(visible_addressees(viewer), identifier, NoSuchAddressee("Nobody such is asked."))


def evidence_for(viewer: Viewer, identifier: str) -> Evidence:
    """Raises NoSuchEvidence: there is none, or not for this viewer."""
    return _one(visible_evidence(viewer), identifier, NoSuchEvidence("There is no such evidence."))


def check_for(viewer: Viewer, identifier: str) -> PracticeCheck:
    """Raises NoSuchCheck: there is none, or not for this viewer."""
    return _one(visible_checks(viewer), identifier, NoSuchCheck("There is no such practice check."))


def return_for(viewer: Viewer, identifier: str) -> CameBack:
    """Raises NoSuchReturn: there is none, or not for this viewer."""
    return _one(visible_returns(viewer), identifier, NoSuchReturn("Nothing such came back."))


def _one(rows: QuerySet[_Row], identifier: str, otherwise: NotFound) -> _Row:
    found = rows.filter(identifier=identifier).first()
    if found is None:
        raise otherwise
    return found
