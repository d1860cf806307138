"""Who did something, as a caller may know it: those who look after accounts or may see who did what learn which
account it was; everybody else its roles, as a role says what a decision is worth and a name does not."""

from collections.abc import Iterable

from ninja import Field

from heeded.api.shape import Shape
from heeded.people.models import Account
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer

_KNOWS_PEOPLE = frozenset({Permission.SEE_AUDIT, Permission.MANAGE_ACCOUNTS})


class Actor(Shape):
    """Whoever did something."""

    kind: str = Field(description="account, operator, system or anonymous")
    account: str | None = Field(description="Identifier of the account, for those who may know it")
    roles: list[str]
    you: bool = Field(description="Whether it was the owner of this token")


class Actors:
    """Actors of the audit, looked up at once."""

    def __init__(self, viewer: Viewer, names: Iterable[str]) -> None:
        self._viewer = viewer
        self._knows = bool(_KNOWS_PEOPLE & viewer.permissions) or viewer.is_operator
        numbers = {number for name in names if (number := _number(name))}
        found = Account.objects.filter(pk__in=numbers).prefetch_related("memberships") if numbers else ()
        self._accounts = {account.pk: account for account in found}

    def of(self, name: str) -> Actor:
        """One actor."""
        number = _number(name)
        account = self._accounts.get(number or 0)
        you = number is not None and number == self._viewer.account
        return Actor(
            kind=name.partition(":")[0],
            account=account.identifier if account and (self._knows or you) else None,
            roles=_roles(account) if account else [],
            you=you,
        )


def _number(name: str) -> int | None:
    kind, _colon, number = name.partition(":")
    return int(number) if kind == "account" and number.isdecimal() else None


def _roles(account: Account) -> list[str]:
    """Roles held now; of who holds none any more, those held last."""
    held = list(account.memberships.all())
    current = [one for one in held if one.until is None] or held
    return sorted({one.role for one in current})
