"""Ready accounts of the sample library: one a role, entered by one click, on loopback only."""

from heeded.core.actors import Actor
from heeded.people.models import Account
from heeded.people.roles import ROLES
from heeded.people.services import add_account, add_organisation, give_role

BOARD = "Tarnbridge Safeguarding Children Board (fictional)"


def ready_accounts(*, by: Actor) -> list[Account]:
    """Make what is missing of the ready accounts; give them all back. They have no password."""
    board = add_organisation(name=BOARD, kind="board", by=by)
    accounts = []
    for role in ROLES.values():
        email = f"{role.value}@tarnbridge.example"
        account = Account.objects.filter(email=email).first()
        if account is None:
            account = add_account(
                email=email, name=f"{role.label} (demo)", password=None, by=by, is_demo=True
            )
            give_role(account=account, role=role.value, organisation=board, by=by)
        accounts.append(account)
    return accounts
