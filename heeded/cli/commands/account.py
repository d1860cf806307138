"""`heeded account EMAIL`: add the first administrator, or another account."""

import argparse
import getpass
import secrets
import sys

from heeded.cli.library import open_library
from heeded.cli.output import Output


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email")
    parser.add_argument("--name", default="", help="how they are called on the page")
    parser.add_argument(
        "--role", action="append", help="administrator (the default), board-staff, …; may be given again"
    )
    parser.add_argument("--organisation", default="", help="the board or agency that they hold the role in")
    parser.add_argument(
        "--team", default="", help="their team in that organisation; a new name makes a new team"
    )


def run(chosen: argparse.Namespace, out: Output) -> int:
    open_library()
    from heeded.core.errors import Refused
    from heeded.people.models import Account
    from heeded.people.roles import ROLES
    from heeded.people.services import add_account, add_organisation, add_team, give_role
    from heeded.people.viewer import OPERATOR

    roles = chosen.role or ["administrator"]
    for role in roles:
        if role not in ROLES:
            raise Refused(f"There is no role {role}.", advice="The roles are: " + ", ".join(ROLES) + ".")
    if Account.objects.filter(email=chosen.email.lower()).exists():
        raise Refused("There is an account with that address already.")
    if chosen.team and not chosen.organisation:
        raise Refused("A team belongs to an organisation.", advice="Give --organisation too.")
    password, made = _password()
    account = add_account(
        email=chosen.email, name=chosen.name or chosen.email, password=password, by=OPERATOR
    )
    board = (
        add_organisation(name=chosen.organisation, kind="board", by=OPERATOR) if chosen.organisation else None
    )
    team = add_team(organisation=board, name=chosen.team, by=OPERATOR) if board and chosen.team else None
    for role in roles:
        give_role(account=account, role=role, organisation=board, team=team, by=OPERATOR)
    out.answer({"account": account.identifier, "roles": roles, "password": password if made else None})
    out.say(f"Added {chosen.email} as {', '.join(ROLES[role].label.lower() for role in roles)}.")
    if made:
        out.say(f"First password: {password}   (change it after logging in)")
    return 0


def _password() -> tuple[str, bool]:
    """Asked for on a terminal; otherwise made, and said once."""
    if sys.stdin.isatty():
        typed = getpass.getpass("Password (12 characters or more; empty: one is made): ")
        if typed:
            return typed, False
    return secrets.token_urlsafe(12), True
