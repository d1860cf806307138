from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from heeded.core.actors import Actor
from heeded.core.clock import now
from heeded.core.services import record
from heeded.people.models import Account, Grant, Membership, Organisation, Team
from heeded.people.permissions import Permission


@transaction.atomic
def add_organisation(*, name: str, kind: str, by: Actor) -> Organisation:
    """Add an organisation, or give back the one of that name."""
    organisation, made = Organisation.objects.get_or_create(name=name, defaults={"kind": kind})
    if made:
        record("organisation.add", by=by, thing_kind="organisation", thing=organisation.identifier)
    return organisation


@transaction.atomic
def add_account(*, email: str, name: str, password: str | None, by: Actor, is_demo: bool = False) -> Account:
    """Add an account without any role yet. Its address counts as proved: an invitation went there, or the
    operator vouches for it."""
    account = Account.objects.create_user(email, password, name=name, is_demo=is_demo)
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    record("account.add", by=by, thing_kind="account", thing=account.identifier)
    return account


@transaction.atomic
def add_team(*, organisation: Organisation, name: str, by: Actor) -> Team:
    """Add a team to an organisation, or give back the one of that name."""
    team, made = Team.objects.get_or_create(organisation=organisation, name=name.strip()[:120])
    if made:
        record("team.add", by=by, thing_kind="team", thing=team.identifier)
    return team


@transaction.atomic
def give_role(
    *, account: Account, role: str, organisation: Organisation | None, by: Actor, team: Team | None = None
) -> Membership:
    """Let an account hold a role from now on."""
    membership = Membership.objects.create(
        account=account, role=role, organisation=organisation, team=team, since=now()
    )
    record("role.give", by=by, thing_kind="account", thing=account.identifier, role=role)
    return membership


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a grant names, by primary keys: an account, a team, or an organisation with a role in it. From now on
    and for good where no times are given."""

    account: int | None = None
    team: int | None = None
    organisation: int | None = None
    role: str = ""
    since: datetime | None = None
    until: datetime | None = None


@transaction.atomic
def grant_reading(named: Named, *, thing_kind: str, thing: int, by: Actor) -> Grant:
    """Name somebody who may read one restricted thing. Whoever owns the thing has asked whether `by` may."""
    grant = Grant.objects.create(
        account_id=named.account,
        team_id=named.team,
        organisation_id=named.organisation,
        role=named.role,
        permission=Permission.READ_RESTRICTED,
        thing_kind=thing_kind,
        thing=thing,
        since=named.since or now(),
        until=named.until,
        given_by=by.audit_name,
    )
    record("grant.give", by=by, thing_kind=thing_kind, thing=str(thing), grant=grant.pk)
    return grant


@transaction.atomic
def end_grant(grant: Grant, *, by: Actor) -> Grant:
    """Take a grant back from now on. It stays in the list of who could read, with its end."""
    grant.until = now()
    grant.save(update_fields=["until"])
    record("grant.end", by=by, thing_kind=grant.thing_kind, thing=str(grant.thing), grant=grant.pk)
    return grant
