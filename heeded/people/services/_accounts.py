from django.db import transaction

from heeded.core.actors import Actor
from heeded.core.clock import now
from heeded.core.services import record
from heeded.people.models import Account, Grant, Membership, Organisation
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
    """Add an account without any role yet."""
    account = Account.objects.create_user(email, password, name=name, is_demo=is_demo)
    record("account.add", by=by, thing_kind="account", thing=account.identifier)
    return account


@transaction.atomic
def give_role(*, account: Account, role: str, organisation: Organisation | None, by: Actor) -> Membership:
    """Let an account hold a role from now on."""
    membership = Membership.objects.create(account=account, role=role, organisation=organisation, since=now())
    record("role.give", by=by, thing_kind="account", thing=account.identifier, role=role)
    return membership


@transaction.atomic
def grant_reading(
    *,
    thing_kind: str,
    thing: int,
    by: Actor,
    account: int | None = None,
    organisation: int | None = None,
    role: str = "",
) -> Grant:
    """Name somebody who may read one restricted thing: an account, or a role in an organisation."""
    grant = Grant.objects.create(
        account_id=account,
        organisation_id=organisation,
        role=role,
        permission=Permission.READ_RESTRICTED,
        thing_kind=thing_kind,
        thing=thing,
        since=now(),
        given_by=by.audit_name,
    )
    record("grant.give", by=by, thing_kind=thing_kind, thing=str(thing), grant=grant.pk)
    return grant
