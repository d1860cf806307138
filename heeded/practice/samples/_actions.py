"""Actions on the sample plans: what they were made with, and every change since, each on its day."""

from dataclasses import replace
from typing import Any

from heeded.people.viewer import Viewer
from heeded.practice import services
from heeded.practice.kinds import ActionKind, ActionState
from heeded.practice.models import Action, ActionChange, PlanItem
from heeded.practice.samples._evidence import evidence_of
from heeded.practice.samples._people import Cast
from heeded.practice.samples._told import Row, day, instant
from heeded.practice.services import Wanted, wanted_of


def act(row: Row, item: PlanItem, cast: Cast, *, by: Viewer) -> int:
    """The actions of one item; how many."""
    for one in row.get("actions", ()):
        action = services.add_action(item, _wanted(one, cast), by=by)
        made = one.get("made", row["opened"])
        Action.objects.filter(pk=action.pk).update(made_at=instant(made))
        _on_its_day(action, made)
        for change in one.get("changes", ()):
            action.refresh_from_db()
            _change(action, change, cast, by=by)
        for evidence in one.get("evidence", ()):
            action.refresh_from_db()
            evidence_of(item, evidence, action, by=by)
    return len(row.get("actions", ()))


def _wanted(row: Row, cast: Cast) -> Wanted:
    agency = cast.organisation(row["agency"]) if "agency" in row else None
    return Wanted(
        what=row["what"],
        intended_change=row.get("change", ""),
        how_known=row.get("known", ""),
        kind=ActionKind(row["kind"]) if "kind" in row else None,
        owner_agency=agency,
        owner_team=cast.team(agency, row.get("team", "")),
        owner_role=row.get("role", ""),
        owner=cast.account(row.get("owner", "")),
        start=day(row.get("start")),
        due=day(row.get("due")),
    )


def _change(action: Action, row: Row, cast: Cast, *, by: Viewer) -> None:
    said: dict[str, Any] = {name: day(row[name]) for name in ("start", "due", "done_on") if name in row}
    if "state" in row:
        said["state"] = ActionState(row["state"])
    if "owner" in row:
        said["owner"] = cast.account(row["owner"])
    who = cast.viewer(row["by"]) if "by" in row else by
    services.change_action(action, replace(wanted_of(action), **said), by=who, reason=row.get("why", ""))
    _on_its_day(action, row["on"])


def _on_its_day(action: Action, said: Any) -> None:
    """The newest change of an action happened on the day that the sample says."""
    action.refresh_from_db()
    ActionChange.objects.filter(action=action, version=action.version).update(at=instant(said))
