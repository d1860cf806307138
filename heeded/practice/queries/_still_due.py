"""What a letter may tell of at the moment that it is sent: what is still so, and may be seen by whom it goes to."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import QuerySet

from heeded.people.queries import viewer_of
from heeded.people.viewer import Viewer
from heeded.practice.kinds import ActionState, RemindsOf
from heeded.practice.models import PracticeCheck, Reminder, ReminderLetter
from heeded.practice.queries._reminders import ANSWERERS, took_over, where_now
from heeded.practice.queries._visible import visible_actions, visible_addressees, visible_checks
from heeded.practice.queries._waiting_checks import still_to_make

_RELATED = (
    "rule",
    "action__item__board",
    "action__item__point",
    "addressee__item__board",
    "addressee__item__point__work",
    "addressee__organisation",
    "check_due__board",
)


def _checks_to_make(viewer: Viewer) -> QuerySet[PracticeCheck]:
    """Not those of what was closed meanwhile otherwise than as practice changed: nobody is asked to make them."""
    return still_to_make(visible_checks(viewer))


# Asking costs ten milliseconds a kind, so only those that a letter has are asked for.
_VISIBLE: Mapping[str, Callable[[Viewer], QuerySet[Any]]] = {
    "action": visible_actions,
    "addressee": visible_addressees,
    "check_due": _checks_to_make,
}


def still_due(letter: ReminderLetter) -> list[Reminder]:
    """The reminders of a letter that still hold, each thing once, what is due first first: not done, closed, answered
    or moved since, not by a rule that ended, and still theirs to know of. Some ten queries, whatever the number."""
    viewer = viewer_of(letter.account, strong=True)
    if viewer.account is None:
        return []
    rows = letter.reminders.filter(rule__ended_at__isnull=True, addressee__responses__isnull=True)
    found = list(rows.select_related(*_RELATED).order_by("due", "pk"))
    seen, successors = _seen(viewer, found), took_over()
    so = [one for one in found if _is_so(one) and one.thing in seen and _is_theirs(one, viewer, successors)]
    first = {one.thing: one for one in reversed(so)}
    return [one for one in so if first[one.thing] is one]


def _is_so(one: Reminder) -> bool:
    if one.action is not None:
        action = one.action
        is_open = not action.closed_as and not action.item.closed_as and action.state != ActionState.DONE
        return is_open and action.due == one.due
    if one.addressee is not None:
        return not one.addressee.item.closed_as and one.addressee.due == one.due
    check = one.check_due
    return check is not None and check.made_at is None and check.due == one.due


def _seen(viewer: Viewer, found: list[Reminder]) -> set[str]:
    """Of which things, by name, this person may know once they have logged in. What they own they may."""
    own = {one.thing for one in found if one.action is not None and one.action.owner_id == viewer.account}
    asked: dict[str, set[int]] = defaultdict(set)
    for one in found:
        if one.thing not in own:
            field, _, key = one.thing.partition(":")
            asked[field].add(int(key))
    return own | {
        f"{field}:{key}"
        for field, keys in asked.items()
        for key in _VISIBLE[field](viewer).filter(pk__in=keys).values_list("pk", flat=True)
    }


def _is_theirs(one: Reminder, viewer: Viewer, successors: Mapping[int, set[int]]) -> bool:
    """Whether the rule would still choose them: the owner changes, a role ends."""
    rule = one.rule
    if not rule.role and rule.of == RemindsOf.ACTION:
        return one.action is not None and one.action.owner_id == viewer.account
    if not rule.role and rule.of == RemindsOf.CHECK:
        return one.check_due is not None and one.check_due.checker_id == viewer.account
    there = where_now(_where(one), successors)
    return any((rule.role or ANSWERERS, organisation) in viewer.roles_in for organisation in there)


def _where(one: Reminder) -> int | None:
    if one.rule.at_board:
        return one.rule.board_id
    if one.action is not None:
        return one.action.owner_agency_id
    if one.addressee is not None:
        return one.addressee.organisation_id
    return one.check_due.board_id if one.check_due is not None else None
