"""A practice check becomes due some months after an action is done; of actions that are not done after all, none."""

from calendar import monthrange
from datetime import date

from django.db.models import QuerySet

from heeded.core.clock import now
from heeded.core.services import record
from heeded.people.viewer import Viewer
from heeded.practice.models import Action, PracticeCheck

MONTHS_AFTER = 6


def months_later(day: date, months: int = MONTHS_AFTER) -> date:
    """The same day of a later month, or its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def plan_first_check(action: Action, *, by: Viewer) -> None:
    """Plan a check of an action that was just done, unless one waits for it."""
    if action.done_on is None or action.checks.filter(made_at__isnull=True).exists():
        return
    made = PracticeCheck.objects.create(
        board=action.item.board,
        due=months_later(action.done_on),
        planned_by=by.audit_name,
        planned_at=now(),
    )
    made.actions.add(action)
    record("check.plan", by=by, thing_kind="practice-check", thing=made.identifier, actions=1)


def held_to_make(checks: QuerySet[PracticeCheck]) -> list[PracticeCheck]:
    """Those of these checks that are still to be made, as they are now; nobody makes one until this transaction
    ends."""
    keys = list(checks.filter(made_at__isnull=True).values_list("pk", flat=True).distinct())
    held = PracticeCheck.objects.select_for_update().filter(pk__in=keys, made_at__isnull=True)
    return list(held.order_by("pk"))


def unplan_checks(action: Action, *, by: Viewer) -> None:
    """Take an action out of checks that are still to be made; one that is left with none is none."""
    for check in held_to_make(action.checks.all()):
        check.actions.remove(action)
        record("check.unplan", by=by, thing_kind="practice-check", thing=check.identifier)
        if not check.actions.exists():
            check.delete()
