"""Who keeps a board's plan now: those whom the board is told through."""

from django.db.models import Q, QuerySet

from heeded.core.clock import now
from heeded.people.models import Account, Membership, Organisation
from heeded.people.permissions import Permission
from heeded.people.roles import ROLES

_KEEP = [role.value for role in ROLES.values() if Permission.MANAGE_PLAN in role.permissions]


def keepers_of(board: Organisation) -> QuerySet[Account]:
    """The open accounts that keep this board's plan, or that of a board that took over from it."""
    at = now()
    current = Q(until__isnull=True) | Q(until__gt=at)
    held = Membership.objects.filter(
        current, role__in=_KEEP, since__lte=at, organisation__in=_now_responsible(board.pk)
    )
    return Account.objects.filter(is_active=True, pk__in=held.values("account")).order_by("pk")


def _now_responsible(board: int) -> set[int]:
    """This organisation and whatever took over from it, however long ago."""
    found, newest = {board}, {board}
    while newest:
        after = Organisation.objects.filter(predecessors__in=newest).values_list("pk", flat=True)
        newest = set(after) - found
        found |= newest
    return found
