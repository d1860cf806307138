"""Accounts, organisations and viewers for tests. Invented; roles, not names."""

from itertools import count

from heeded.core.clock import now
from heeded.people.models import Account, Grant, Membership, Organisation, Team
from heeded.people.permissions import Permission
from heeded.people.queries import viewer_of
from heeded.people.viewer import Viewer

_number = count(1)


def board(name: str = "") -> Organisation:
    return Organisation.objects.create(name=name or f"Invented Board {next(_number)}", kind="board")


def account(
    *roles: str, organisation: Organisation | None = None, team: Team | None = None, **said: object
) -> Account:
    """An account that holds these roles since now. No password: nobody logs in with it."""
    number = next(_number)
    made = Account(email=f"person-{number}@example.org", name=f"Person {number}", password="!", **said)
    made.save()
    for role in roles:
        Membership.objects.create(account=made, role=role, organisation=organisation, team=team, since=now())
    return made


def viewer(*roles: str, organisation: Organisation | None = None, strong: bool = True) -> Viewer:
    """Somebody new who holds these roles and logged in with a second factor."""
    return viewer_of(account(*roles, organisation=organisation), strong=strong)


def seen_as(somebody: Account, *, strong: bool = True) -> Viewer:
    return viewer_of(somebody, strong=strong)


def grant(thing: int, *, thing_kind: str = "document", **said: object) -> Grant:
    """A grant to read; `account`, `team` or `organisation` (with `role`) says to whom."""
    defaults = {"permission": Permission.READ_RESTRICTED, "since": now(), "given_by": "operator"}
    return Grant.objects.create(thing_kind=thing_kind, thing=thing, **{**defaults, **said})
