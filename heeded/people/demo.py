"""Ready accounts of the sample library: one a role, entered by one click, on loopback only."""

from heeded.core.actors import Actor
from heeded.people.models import Account
from heeded.people.roles import ROLES
from heeded.people.services import add_account, add_organisation, add_team, give_role

BOARD = "Tarnbridge Safeguarding Children Board (fictional)"
TEAM = "Duty and assessment team (fictional)"
_IN_TEAM = frozenset({"practitioner", "manager"})


def ready_accounts(*, by: Actor) -> list[Account]:
    """Make what is missing of the ready accounts; give them all back. They have no password."""
    board = add_organisation(name=BOARD, kind="board", by=by)
    team = add_team(organisation=board, name=TEAM, by=by)
    accounts = []
    for role in ROLES.values():
        email = f"{role.value}@tarnbridge.example"
        account = Account.objects.filter(email=email).first()
        if account is None:
            account = add_account(
                email=email, name=f"{role.label} (demo)", password=None, by=by, is_demo=True
            )
            belongs = team if role.value in _IN_TEAM else None
            give_role(account=account, role=role.value, organisation=board, team=belongs, by=by)
        accounts.append(account)
    return accounts
