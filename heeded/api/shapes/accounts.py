"""Accounts and the roles that they hold."""

from datetime import datetime

from ninja import Field

from heeded.api.opaque import name_of
from heeded.api.shape import Shape
from heeded.people.models import Account, Membership


class RoleHeld(Shape):
    identifier: str
    role: str
    organisation: str | None = Field(description="Its identifier")
    organisation_name: str
    team: str
    since: datetime
    until: datetime | None


class AccountShown(Shape):
    identifier: str
    name: str
    email: str
    is_active: bool
    created_at: datetime
    closed_at: datetime | None
    roles: list[RoleHeld]


def account_shown(account: Account) -> AccountShown:
    return AccountShown(
        identifier=account.identifier,
        name=account.name,
        email=account.email,
        is_active=account.is_active,
        created_at=account.created_at,
        closed_at=account.closed_at,
        roles=[_held(one) for one in account.memberships.all()],
    )


def _held(one: Membership) -> RoleHeld:
    return RoleHeld(
        identifier=name_of(one),
        role=one.role,
        organisation=one.organisation.identifier if one.organisation else None,
        organisation_name=one.organisation.name if one.organisation else "",
        team=one.team.name if one.team else "",
        since=one.since,
        until=one.until,
    )
