"""A board's plan as rows of a file, and its deadlines: what goes out of Heeded to spreadsheets and calendars."""

from collections import defaultdict
from dataclasses import dataclass

from heeded.engine.plans import PlanRow, PlanStatus
from heeded.library.models import Work
from heeded.people.models import Organisation
from heeded.people.viewer import Viewer
from heeded.practice.kinds import LEADS_ON, ActionKind, ActionState, ClosedAs
from heeded.practice.models import Action, Evidence, PlanItem, TakenRow
from heeded.practice.queries._plan_page import ItemsAsked, plan_items
from heeded.practice.queries._points import PointShown, points_shown
from heeded.practice.queries._visible import visible_actions, visible_evidence

_STATES = {
    ActionState.NOT_STARTED: PlanStatus.NOT_STARTED,
    ActionState.UNDER_WAY: PlanStatus.UNDER_WAY,
    ActionState.DONE: PlanStatus.DONE,
}


@dataclass(frozen=True, slots=True)
class PlanRows:
    """The rows of a plan, and the documents whose words stand in them, for the record of who read what."""

    rows: tuple[PlanRow, ...]
    documents: frozenset[str]


def plan_rows(viewer: Viewer, board: Organisation, *, work: Work | None = None) -> PlanRows:
    """A plan as rows, by review, one for each action and one for each item that has none; only those of one review
    where that is asked. Some fifteen queries, whatever the number."""
    items = list(plan_items(viewer, board, ItemsAsked(work)))
    shown = points_shown(viewer, [one.point for one in items])
    actions = _actions(viewer, items)
    held = [action for some in actions.values() for action in some]
    evidence, said = _evidence(viewer, held), _said(held)
    rows: list[PlanRow] = []
    for item in items:
        point = shown[item.point_id]
        for action in actions[item.pk]:
            rows.append(
                _row(len(rows) + 2, item, point, action, evidence[action.pk], said.get(action.pk, {}))
            )
        if not actions[item.pk]:
            rows.append(
                PlanRow(
                    len(rows) + 2, number=item.point.number, recommendation=point.text, status=_ended(item)
                )
            )
    printed = (one for point in shown.values() for one in point.printed)
    return PlanRows(tuple(rows), frozenset(one.learning_point.document.identifier for one in printed))


def _actions(viewer: Viewer, items: list[PlanItem]) -> dict[int, list[Action]]:
    found: dict[int, list[Action]] = defaultdict(list)
    held = visible_actions(viewer).filter(item__in=[one.pk for one in items])
    for action in held.select_related("owner_agency").order_by("pk"):
        found[action.item_id].append(action)
    return found


def _evidence(viewer: Viewer, actions: list[Action]) -> dict[int, list[Evidence]]:
    found: dict[int, list[Evidence]] = defaultdict(list)
    held = visible_evidence(viewer).filter(action__in=[one.pk for one in actions])
    for one in held.order_by("pk"):
        found[one.action_id or 0].append(one)
    return found


def _said(actions: list[Action]) -> dict[int, dict[str, str]]:
    """What the file that an action came from said and Heeded has no place for."""
    rows = TakenRow.objects.filter(action__in=[one.pk for one in actions], outcome="added")
    return {row.action_id or 0: row.said for row in rows.order_by("pk")}


def _row(
    number: int,
    item: PlanItem,
    point: PointShown,
    action: Action,
    evidence: list[Evidence],
    said: dict[str, str],
) -> PlanRow:
    titles = "\n".join(one.title for one in evidence if one.title)
    return PlanRow(
        number,
        number=item.point.number,
        recommendation=point.text,
        action=action.what,
        owner_agency=action.owner_agency.name if action.owner_agency else "",
        owner_role=action.owner_role,
        start=action.start,
        due=action.due,
        intended_change=action.intended_change,
        how_known=action.how_known,
        evidence=titles or said.get("evidence", ""),
        status=_status(item, action),
        closed_on=action.done_on,
        progress=said.get("progress", ""),
        kind=ActionKind(action.kind).label if action.kind else "",
        priority=said.get("priority", ""),
    )


def _status(item: PlanItem, action: Action) -> PlanStatus:
    ended = _ended(action if action.closed_as else item)
    return _STATES[ActionState(action.state)] if ended == PlanStatus.UNKNOWN else ended


def _ended(thing: PlanItem | Action) -> PlanStatus:
    """What a plan's file can say of how something ended; unknown where it says nothing of it."""
    if thing.closed_as == ClosedAs.NOT_ACCEPTED:
        return PlanStatus.NOT_ACCEPTED
    return PlanStatus.SUPERSEDED if thing.closed_as in LEADS_ON else PlanStatus.UNKNOWN
