"""Who somebody is, and the one answer to "may this person?"."""

from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from heeded.core.clock import now
from heeded.people.models import Account, EmergencyAccess, Grant, Membership
from heeded.people.permissions import Permission
from heeded.people.roles import ROLES
from heeded.people.viewer import ANONYMOUS, Viewer

_Row = TypeVar("_Row", bound=Model)


def viewer_of(account: Account, *, strong: bool) -> Viewer:
    """The viewer that an account is right now: of a closed one, nobody. Two queries."""
    if not account.is_active:
        return ANONYMOUS
    memberships = list(_current(Membership.objects.filter(account=account)))
    emergencies = EmergencyAccess.objects.filter(account=account, until__gt=now(), thing_kind="document")
    return Viewer(
        account=account.pk,
        roles=frozenset(m.role for m in memberships),
        permissions=frozenset(p for m in memberships for p in ROLES[m.role].permissions),
        teams=frozenset(m.team_id for m in memberships if m.team_id),
        organisations=frozenset(m.organisation_id for m in memberships if m.organisation_id),
        roles_in=frozenset((m.role, m.organisation_id) for m in memberships if m.organisation_id),
        strong=strong,
        emergency=frozenset(emergencies.values_list("thing", flat=True)),
    )


def may(viewer: Viewer, permission: Permission, *, thing_kind: str = "", thing: int = 0) -> bool:
    """May this person do this? With a thing, they must also be named for that thing by a grant.

    Raises:
        TypeError: the permission is not one of the closed list.
    """
    if not isinstance(permission, Permission):
        raise TypeError(f"{permission!r} is not a permission")
    if viewer.is_operator:
        return True
    if permission not in viewer.permissions:
        return False
    if not thing_kind:
        return True
    return granted(viewer, thing_kind, permission).filter(thing=thing).exists()


def granted(
    viewer: Viewer, thing_kind: str, permission: Permission = Permission.READ_RESTRICTED
) -> QuerySet[Grant]:
    """The grants of this permission, for this kind of thing, that name the viewer now. Without a second
    factor: none."""
    if viewer.account is None or not viewer.strong:
        return Grant.objects.none()
    named = Q(account=viewer.account) | Q(team__in=viewer.teams)
    named |= Q(organisation__in=viewer.organisations, role="")
    for role, organisation in viewer.roles_in:
        named |= Q(organisation=organisation, role=role)
    return _current(Grant.objects.filter(named, thing_kind=thing_kind, permission=permission))


def _current(rows: QuerySet[_Row]) -> QuerySet[_Row]:
    return rows.filter(Q(until__isnull=True) | Q(until__gt=now()), since__lte=now())
