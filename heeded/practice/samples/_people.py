"""Who is who on the sample plans: boards and agencies, their teams, and people by the role that they hold."""

from dataclasses import dataclass, field
from datetime import date

from heeded.core.actors import Actor
from heeded.people.demo import ready_accounts
from heeded.people.models import Account, Organisation, OrganisationArea, Team
from heeded.people.queries import viewer_of
from heeded.people.services import add_account, add_organisation, add_team, close_account, give_role
from heeded.people.viewer import OPERATOR, Viewer
from heeded.practice.samples._told import Row


@dataclass
class Cast:
    """Organisations and accounts by the short names that the sample plans use."""

    organisations: dict[str, Organisation] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)

    def organisation(self, name: str) -> Organisation:
        return self.organisations[name]

    def account(self, name: str) -> Account | None:
        found = self.accounts[name] if name else None
        return found if found and found.is_active else None

    def viewer(self, name: str) -> Viewer:
        """Somebody as they are when they have logged in with two factors; the operator for who has left meanwhile."""
        if not self.accounts[name].is_active:
            return OPERATOR
        return viewer_of(self.accounts[name], strong=True)

    def team(self, organisation: Organisation | None, name: str) -> Team | None:
        return Team.objects.get(organisation=organisation, name=name) if name and organisation else None


def cast_of(told: Row, *, by: Actor) -> Cast:
    """Make who is missing of them; who left stays until the plans are laid down."""
    cast = Cast()
    for name, row in told["organisations"].items():
        cast.organisations[name] = _organisation(row, by=by)
    for name, row in told["organisations"].items():
        before = [cast.organisations[one] for one in row.get("took_over_from", ())]
        cast.organisations[name].predecessors.add(*before)
    for account in ready_accounts(by=by):
        cast.accounts[account.email.partition("@")[0]] = account
    for name, row in told["people"].items():
        cast.accounts[name] = _person(row, cast, by=by)
    for row in told["besides"]:
        _give_besides(cast.accounts[row["person"]], row, cast, by=by)
    return cast


def let_leave(account: Account) -> None:
    """Somebody leaves: what they own says so from now on."""
    if account.is_active:
        close_account(account, by=OPERATOR)


def _organisation(row: Row, *, by: Actor) -> Organisation:
    made = add_organisation(name=row["name"], kind=row["kind"], by=by)
    for team in row.get("teams", ()):
        add_team(organisation=made, name=team, by=by)
    area: str = row.get("area", "")
    if area and not made.areas.exists():
        since: date | None = row.get("since")
        OrganisationArea.objects.create(organisation=made, area=area, since=since, until=row.get("until"))
    return made


def _person(row: Row, cast: Cast, *, by: Actor) -> Account:
    found = Account.objects.filter(email=row["email"]).first()
    if found is None:
        found = add_account(email=row["email"], name=row["name"], password=None, by=by)
        _give_besides(found, row, cast, by=by)
    return found


def _give_besides(account: Account, row: Row, cast: Cast, *, by: Actor) -> None:
    """A role in an organisation, besides those that they hold."""
    there = cast.organisation(row["in"])
    if account.memberships.filter(role=row["role"], organisation=there).exists():
        return
    team = cast.team(there, row.get("team", ""))
    give_role(account=account, role=row["role"], organisation=there, team=team, by=by)
