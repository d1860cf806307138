"""Accounts come by invitation: an address is invited to a role, and who opens the link proves the address."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet

from heeded.core.actors import SystemActor
from heeded.core.clock import now
from heeded.core.errors import NotAllowed, Refused
from heeded.core.services import record
from heeded.core.transactions import one_at_a_time
from heeded.people.errors import InvitationNotGood
from heeded.people.models import Account, Invitation, Membership, Message, Organisation
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.people.roles import ROLES
from heeded.people.services._accounts import add_account, add_organisation, add_team, give_role
from heeded.people.viewer import OPERATOR, Viewer

_DAYS = 7
_INVITATION = SystemActor("invitation")


@transaction.atomic
def invite(
    *,
    email: str,
    role: str,
    organisation: Organisation | None,
    address: str,
    by: Viewer,
    team: str = "",
) -> str:
    """Invite an address to a role, perhaps in a team of the organisation, which is made where it is new. Gives back
    the secret of the link, which is kept nowhere; `address` is the site's own, for the mail.

    Raises:
        NotAllowed: they do not manage accounts.
        Refused: no such role, or a team of no organisation.
    """
    if not may(by, Permission.MANAGE_ACCOUNTS):
        raise NotAllowed("You cannot invite people.")
    if role not in ROLES:
        raise Refused("There is no such role.")
    if team.strip() and organisation is None:
        raise Refused("A team belongs to an organisation.", advice="Choose the organisation too.")
    secret = secrets.token_urlsafe(24)
    Invitation.objects.create(
        email=email.lower(),
        role=role,
        organisation=organisation,
        team=add_team(organisation=organisation, name=team, by=by) if organisation and team.strip() else None,
        secret_hash=_hash(secret),
        invited_by_id=by.account,
        invited_at=now(),
        expires_at=now() + timedelta(days=_DAYS),
    )
    Message.objects.create(
        to=email,
        subject="Heeded: you are invited",
        body=f"You are invited to Heeded as {ROLES[role].label.lower()}. Open within {_DAYS} days: {address}{secret}/",
        written_at=now(),
    )
    record("account.invite", by=by, thing_kind="invitation", thing=_hash(secret)[:16], role=role)
    return secret


def invitation_for(secret: str) -> Invitation:
    """The open invitation of a link.

    Raises:
        InvitationNotGood: unknown, used or too old.
    """
    found = Invitation.objects.filter(
        secret_hash=_hash(secret), accepted_at__isnull=True, expires_at__gt=now()
    ).first()
    if found is None:
        raise InvitationNotGood("This invitation is used or too old.", advice="Ask for a new one.")
    return found


@transaction.atomic
def accept(invitation: Invitation, *, name: str, password: str) -> Account:
    """Make the account that was invited, or give the role to the one that is there. Once.

    Raises:
        InvitationNotGood: somebody was quicker, or it is too old by now.
    """
    open_one = Invitation.objects.filter(pk=invitation.pk, accepted_at__isnull=True, expires_at__gt=now())
    if not open_one.update(accepted_at=now()):
        raise InvitationNotGood("This invitation is used or too old.", advice="Ask for a new one.")
    account = Account.objects.filter(email=invitation.email).first()
    if account is None:
        account = add_account(email=invitation.email, name=name, password=password, by=_INVITATION)
    give_role(
        account=account,
        role=invitation.role,
        organisation=invitation.organisation,
        team=invitation.team,
        by=_INVITATION,
    )
    invitation.refresh_from_db()
    invitation.accepted_by = account
    invitation.save(update_fields=["accepted_by"])
    return account


@transaction.atomic
def first_account(*, email: str, name: str, password: str) -> Account:
    """The first account of one person's own library: administrator and board staff at once.

    Raises:
        Refused: somebody has an account already.
    """
    one_at_a_time(_ADMINISTRATORS)
    if Account.objects.exists():
        raise Refused("This library has its first account already.", advice="Log in with it.")
    account = add_account(email=email, name=name, password=password, by=OPERATOR)
    board = add_organisation(name="My board", kind="board", by=OPERATOR)
    for role in ("administrator", "board-staff"):
        give_role(account=account, role=role, organisation=board, by=OPERATOR)
    return account


@transaction.atomic
def end_role(membership: Membership, *, by: Viewer) -> None:
    """End a role from now on. The last administrator keeps theirs.

    Raises:
        NotAllowed: they do not manage accounts.
        Refused: nobody would be left to manage accounts.
    """
    if not may(by, Permission.MANAGE_ACCOUNTS):
        raise NotAllowed("You cannot end roles.")
    if membership.role == "administrator":
        _must_leave_another(Membership.objects.exclude(pk=membership.pk))
    membership.until = now()
    membership.save(update_fields=["until"])
    record("role.end", by=by, thing_kind="account", thing=membership.account.identifier, role=membership.role)


@transaction.atomic
def close_account(account: Account, *, by: Viewer) -> None:
    """Close an account at once: it can no longer log in, and its sessions end with the next page. The last
    administrator's stays.

    Raises:
        NotAllowed: they do not manage accounts.
        Refused: it is their own, or nobody would be left to manage accounts.
    """
    if not may(by, Permission.MANAGE_ACCOUNTS):
        raise NotAllowed("You cannot close accounts.")
    if account.pk == by.account:
        raise Refused("You cannot close your own account.", advice="Ask another administrator.")
    if account.memberships.filter(role="administrator", until__isnull=True).exists():
        _must_leave_another(Membership.objects.exclude(account=account))
    account.is_active, account.closed_at = False, now()
    account.save(update_fields=["is_active", "closed_at"])
    record("account.close", by=by, thing_kind="account", thing=account.identifier)


_ADMINISTRATORS = "administrators"


def _must_leave_another(others: QuerySet[Membership]) -> None:
    one_at_a_time(_ADMINISTRATORS)
    if not others.filter(role="administrator", until__isnull=True, account__is_active=True).exists():
        raise Refused("The last administrator cannot be taken away.", advice="Invite another one first.")


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
