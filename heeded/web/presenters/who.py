"""Who did something, in words that the viewer may read: never a bare number of an account."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from heeded.people.models import Account
from heeded.people.permissions import Permission
from heeded.people.roles import ROLES
from heeded.people.viewer import Viewer

_KNOWS_PEOPLE = frozenset({Permission.SEE_AUDIT, Permission.MANAGE_ACCOUNTS})


class Who:
    """Actors of the audit, looked up at once. Those who look after accounts or may see who did what read names
    and roles; everybody else reads roles, as a role says what a decision is worth and a name does not."""

    def __init__(self, viewer: Viewer, actors: Iterable[str]) -> None:
        self._viewer = viewer
        self._named = bool(_KNOWS_PEOPLE & viewer.permissions) or viewer.is_operator
        numbers = {number for actor in actors if (number := account_number(actor))}
        found = Account.objects.filter(pk__in=numbers).prefetch_related("memberships") if numbers else []
        self._accounts = {account.pk: account for account in found}

    def words(self, actor: str) -> str:
        """One actor in words."""
        number = account_number(actor)
        if number is None:
            return _without_account(actor)
        if number == self._viewer.account:
            return _("you")
        account = self._accounts.get(number)
        if account is None:
            return _("somebody whose account is gone")
        return self._of_account(account)

    def named_in_files(self, actor: str) -> str:
        """The same for a file that is taken away: nobody is "you" there."""
        account = self._accounts.get(account_number(actor) or 0)
        return self._of_account(account) if account is not None else self.words(actor)

    def _of_account(self, account: Account) -> str:
        roles = " " + _("and") + " "
        held = roles.join(_roles_of(account))
        if not self._named:
            return held or _("somebody without a role")
        return f"{account.name} ({held})" if held else account.name


def account_number(actor: str) -> int | None:
    """The number of the account that acted, if it was one."""
    kind, _colon, number = actor.partition(":")
    return int(number) if kind == "account" and number.isdigit() else None


def _roles_of(account: Account) -> list[str]:
    """Roles held now; of who holds none any more, those held last."""
    memberships = list(account.memberships.all())
    current = [one for one in memberships if one.until is None] or memberships
    return list(dict.fromkeys(ROLES[one.role].label.lower() for one in current if one.role in ROLES))


def _without_account(actor: str) -> str:
    kind, _colon, part = actor.partition(":")
    if kind == "system" and part == "invitation":
        return _("somebody by their invitation")
    named = {"operator": _("the operator"), "anonymous": _("a reader"), "system": _("Heeded itself")}
    return named.get(kind, actor)
