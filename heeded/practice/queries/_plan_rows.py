"""A board's plan as rows of a file, and its deadlines: what goes out of Heeded to spreadsheets and calendars."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from heeded.core.clock import local_day
from heeded.engine.plans import PlanRow, PlanStatus
from heeded.library.models import Work
from heeded.people.models import Organisation
from heeded.people.viewer import Viewer
from heeded.practice.kinds import LEADS_ON, ActionKind, ActionState, ClosedAs
from heeded.practice.models import Action, Closing, Evidence, PlanItem, TakenRow
from heeded.practice.queries._left_open import with_what_is_open
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
    evidence, said, closings = _evidence(viewer, held), _said(held), _closings(items)
    rows: list[PlanRow] = []
    for item in items:
        point = shown[item.point_id]
        for action in actions[item.pk]:
            row = _row(len(rows) + 2, item, point, action, evidence[action.pk], said.get(action.pk, {}))
            rows.append(replace(row, ended=_how(closings, item, action)))
        if not actions[item.pk]:
            alone = PlanRow(len(rows) + 2, number=item.point.number, recommendation=point.text)
            rows.append(replace(alone, status=_ended(item), ended=_how(closings, item)))
    printed = (one for point in shown.values() for one in point.printed)
    return PlanRows(tuple(rows), frozenset(one.learning_point.document.identifier for one in printed))


def _actions(viewer: Viewer, items: list[PlanItem]) -> dict[int, list[Action]]:
    found: dict[int, list[Action]] = defaultdict(list)
    held = with_what_is_open(visible_actions(viewer)).filter(item__in=[one.pk for one in items])
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


def _closings(items: list[PlanItem]) -> dict[tuple[int, int | None], Closing]:
    """The closings that stand, by item and action."""
    held = Closing.objects.filter(item__in=[one.pk for one in items], reopened_at__isnull=True)
    return {(one.item_id, one.action_id): one for one in held}


def _how(
    closings: Mapping[tuple[int, int | None], Closing], item: PlanItem, action: Action | None = None
) -> str:
    """What an action, or the point with all its actions, was closed as, and when."""
    of_action = closings.get((item.pk, action.pk)) if action else None
    closing = of_action or closings.get((item.pk, None))
    if closing is None:
        return ""
    day = local_day(closing.at)
    return f"{ClosedAs(closing.closed_as).label}, {day.day} {day:%B %Y}"


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
        status_as_printed=said.get("status_as_printed", ""),
        closed_on=None if action.left_open == "day" else action.done_on,
        closed_as_printed=_by(action),
        progress=said.get("progress", ""),
        kind=ActionKind(action.kind).label if action.kind else "",
        priority=said.get("priority", ""),
    )


def _by(action: Action) -> str:
    """Of what was done without a known day: by when."""
    day = action.done_on
    return f"by {day.day} {day:%B %Y}" if day and action.left_open == "day" else ""


def _status(item: PlanItem, action: Action) -> PlanStatus:
    ended = _ended(action if action.closed_as else item)
    if ended == PlanStatus.UNKNOWN and action.left_open == "state":
        return PlanStatus.UNKNOWN
    return _STATES[ActionState(action.state)] if ended == PlanStatus.UNKNOWN else ended


def _ended(thing: PlanItem | Action) -> PlanStatus:
    """What a plan's file can say of how something ended; unknown where it says nothing of it."""
    if thing.closed_as == ClosedAs.NOT_ACCEPTED:
        return PlanStatus.NOT_ACCEPTED
    return PlanStatus.SUPERSEDED if thing.closed_as in LEADS_ON else PlanStatus.UNKNOWN
