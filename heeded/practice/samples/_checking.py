"""Practice checks and closings of the sample plans."""

from collections.abc import Mapping

from heeded.people.viewer import Viewer
from heeded.practice import services
from heeded.practice.kinds import CheckAnswer, ClosedAs, Tie
from heeded.practice.models import Action, ActionChange, Closing, PlanItem, PracticeCheck
from heeded.practice.samples._evidence import evidence_of
from heeded.practice.samples._people import Cast
from heeded.practice.samples._told import Row, day, instant
from heeded.practice.services import Checked, Close


def check_and_close(
    row: Row, item: PlanItem, items: Mapping[str, PlanItem], cast: Cast, *, by: Viewer
) -> None:
    """What was checked of one item, in order, and how it or an action of it ended."""
    for one in row.get("checks", ()):
        _check(one, item, cast, by=by)
    for action, told in zip(_actions(item), row.get("actions", ()), strict=True):
        if "closed" in told:
            _close_action(action, told["closed"], by=by)
    if "closed" in row:
        _close_item(item, row["closed"], items, by=by)


def _actions(item: PlanItem) -> list[Action]:
    return list(item.actions.order_by("pk"))


def _check(row: Row, item: PlanItem, cast: Cast, *, by: Viewer) -> None:
    due = day(row["due"])
    assert due is not None, row
    done = [one for one in _actions(item) if one.state == "done"]
    checker = cast.account(row.get("checker", ""))
    check = services.plan_check(done, due, by=by, checker=checker)
    PracticeCheck.objects.filter(pk=check.pk).update(planned_at=instant(row.get("planned", row.get("made"))))
    if "answer" not in row:
        return
    evidence = [evidence_of(item, one, done[0], by=by) for one in row.get("evidence", ())]
    told = set(row.get("rests_on", ()))
    evidence += list(item.evidence.filter(title__in=told))
    said = Checked(CheckAnswer(row["answer"]), Tie(row["tie"]), row["found"], evidence, day(row.get("next")))
    who = cast.viewer(row.get("checker") or row["by"])
    services.make_check(check, said, by=who)
    PracticeCheck.objects.filter(pk=check.pk).update(made_at=instant(row["made"]))


def _close_item(item: PlanItem, row: Row, items: Mapping[str, PlanItem], *, by: Viewer) -> None:
    closed_as = ClosedAs(row["as"])
    newest = PracticeCheck.objects.filter(actions__item=item, made_at__isnull=False).order_by("-pk").first()
    check = newest if closed_as == ClosedAs.PRACTICE_CHANGED else None
    into = items[row["into"]] if "into" in row else None
    made = services.close_item(item, Close(closed_as, row["reason"], check, into), by=by)
    Closing.objects.filter(pk=made.pk).update(at=instant(row["on"]))


def _close_action(action: Action, row: Row, *, by: Viewer) -> None:
    into = _actions(action.item)[row["into"]] if "into" in row else None
    made = services.close_action(action, Close(ClosedAs(row["as"]), row["reason"], None, into), by=by)
    at = instant(row["on"])
    Closing.objects.filter(pk=made.pk).update(at=at)
    action.refresh_from_db()
    ActionChange.objects.filter(action=action, version=action.version).update(at=at)
