"""Who keeps a board's plan now, who may check practice for it, and who asked it something for an outside body."""

from django.db.models import Q, QuerySet

from heeded.core.clock import now
from heeded.people.models import Account, Membership, Organisation
from heeded.people.permissions import Permission
from heeded.people.roles import ROLES
from heeded.practice.models import OutsideQuestion


def keepers_of(board: Organisation) -> QuerySet[Account]:
    """The open accounts that keep this board's plan, or that of a board that took over from it."""
    return _holding(Permission.MANAGE_PLAN, Q(organisation__in=now_responsible(board.pk)))


def checkers_of(board: Organisation) -> QuerySet[Account]:
    """The open accounts that check practice for this board without being asked to."""
    return _holding(Permission.CHECK_PRACTICE, Q(organisation__in=now_responsible(board.pk)))


def checker_called(email: str) -> Account | None:
    """Whoever checks practice, wherever that is, and has this address; a board may ask them."""
    return _holding(Permission.CHECK_PRACTICE, Q()).filter(email__iexact=email.strip()).first()


def asker_of(question: OutsideQuestion) -> Account | None:
    """Whoever asked or advised, if that was an account that is open and still asks boards for that body."""
    kind, _colon, number = question.asked_by.partition(":")
    if kind != "account" or not number.isdecimal():
        return None
    there = Q(organisation__in=now_responsible(question.asker_id))
    return _holding(Permission.ASK_BOARDS, there).filter(pk=int(number)).first()


def _holding(permission: Permission, where: Q) -> QuerySet[Account]:
    roles = [role.value for role in ROLES.values() if permission in role.permissions]
    at = now()
    current = Q(until__isnull=True) | Q(until__gt=at)
    held = Membership.objects.filter(current, where, role__in=roles, since__lte=at)
    return Account.objects.filter(is_active=True, pk__in=held.values("account")).order_by("name", "pk")


def now_responsible(*organisations: int) -> set[int]:
    """These organisations (by key) and whatever took over from them, however long ago."""
    found, newest = {*organisations}, {*organisations}
    while newest:
        after = Organisation.objects.filter(predecessors__in=newest).values_list("pk", flat=True)
        newest = set(after) - found
        found |= newest
    return found
