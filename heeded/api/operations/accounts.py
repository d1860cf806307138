"""Accounts and roles, for those who look after them; one's own account."""

from django.db.models import QuerySet
from django.urls import reverse
from ninja import Field, Query, Router

from heeded.api.door import Caller, door
from heeded.api.opaque import row_named
from heeded.api.paging import Paging, Part, part_of
from heeded.api.problems import NotUnderstood
from heeded.api.shape import Sent, Shape
from heeded.api.shapes.accounts import AccountShown, account_shown
from heeded.api.shapes.citations import Identifier
from heeded.api.shapes.people import Address
from heeded.api.shapes.text import Text
from heeded.core.errors import NotAllowed, NotFound, Refused
from heeded.people import services
from heeded.people.models import Account, Organisation
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.people.roles import ROLES
from heeded.people.scopes import Scope

router = Router(tags=["Accounts"])


class AccountPart(Part):
    results: list[AccountShown]


class AccountPaging(Paging):
    q: Text = Field("", max_length=120, description="Part of a name or an address")


class RoleSaid(Sent):
    role: Text = Field(max_length=20)
    organisation: Text = Field("", max_length=40, description="Its identifier")
    team: Text = Field("", max_length=120, description="By name; a new name makes a new team")


class InvitationSaid(RoleSaid):
    email: Address = Field(min_length=3, max_length=254)


class Invited(Shape):
    link: str = Field(
        description="Opens for seven days. It stands nowhere else but in the mail that was sent."
    )


class OrganisationShown(Shape):
    identifier: str
    name: str
    kind: str


@router.get("/account", response=AccountShown, **door(Scope.READ))
def account(request: Caller) -> AccountShown:
    """The owner of this token, and the roles that they hold."""
    return account_shown(_one(Account.objects.filter(pk=request.viewer.account or 0)))


@router.get("/organisations", response=list[OrganisationShown], **door(Scope.READ))
def organisations(request: Caller) -> list[OrganisationShown]:
    """The boards and other organisations that are known here."""
    rows = Organisation.objects.order_by("name")
    return [OrganisationShown.model_validate(one, from_attributes=True) for one in rows]


@router.get("/accounts", response=AccountPart, **door(Scope.ACCOUNTS))
def accounts(request: Caller, asked: Query[AccountPaging]) -> AccountPart:
    """Everybody who has an account, oldest first."""
    _must_manage(request)
    rows = Account.objects.prefetch_related("memberships__organisation", "memberships__team")
    if asked.q:
        rows = rows.filter(name__icontains=asked.q) | rows.filter(email__icontains=asked.q)
    found, total, following = part_of(request, rows, asked, keys=("created_at", "identifier"))
    return AccountPart(results=[account_shown(one) for one in found], total=total, next=following)


@router.get("/accounts/{identifier}", response=AccountShown, **door(Scope.ACCOUNTS))
def account_of(request: Caller, identifier: Identifier) -> AccountShown:
    """One account, with the roles that it holds and held."""
    return account_shown(_managed(request, identifier))


@router.post("/invitations", response=Invited, **door(Scope.ACCOUNTS))
def invite(request: Caller, said: InvitationSaid) -> Invited:
    """Invite an address to a role. It gets a mail; the link is answered too."""
    _must_manage(request)
    base = request.build_absolute_uri(reverse("invitation", args=["x"])).removesuffix("x/")
    secret = services.invite(
        email=said.email,
        role=_role(said.role),
        organisation=_organisation(said.organisation),
        team=said.team,
        address=base,
        by=request.viewer,
    )
    return Invited(link=f"{base}{secret}/")


@router.post("/accounts/{identifier}/roles", response=AccountShown, **door(Scope.ACCOUNTS))
def give_role(request: Caller, identifier: Identifier, said: RoleSaid) -> AccountShown:
    """Let an account hold a role from now on."""
    found, organisation = _managed(request, identifier), _organisation(said.organisation)
    role, name = _role(said.role), said.team.strip()
    if not found.is_active:
        raise Refused("A closed account is given no role.")
    if name and organisation is None:
        raise NotUnderstood("A team belongs to an organisation: name it too.")
    team = None
    if name and organisation is not None:
        team = services.add_team(organisation=organisation, name=name, by=request.viewer)
    services.give_role(account=found, role=role, organisation=organisation, team=team, by=request.viewer)
    return account_shown(_managed(request, identifier))


@router.delete("/accounts/{identifier}/roles/{held}", response=AccountShown, **door(Scope.ACCOUNTS))
def end_role(request: Caller, identifier: Identifier, held: Identifier) -> AccountShown:
    """End a role from now on."""
    found = _managed(request, identifier)
    role = row_named(held, found.memberships.filter(until=None).select_related("account"))
    if role is None:
        raise NotFound("They hold no such role any more.")
    services.end_role(role, by=request.viewer)
    return account_shown(_managed(request, identifier))


@router.post("/accounts/{identifier}/close", response=AccountShown, **door(Scope.ACCOUNTS))
def close_account(request: Caller, identifier: Identifier) -> AccountShown:
    """Close an account at once; its tokens are dead with it."""
    found = _managed(request, identifier)
    services.close_account(found, by=request.viewer)
    return account_shown(found)


def _must_manage(request: Caller) -> None:
    if not may(request.viewer, Permission.MANAGE_ACCOUNTS):
        raise NotAllowed("You do not look after accounts.")


def _managed(request: Caller, identifier: str) -> Account:
    _must_manage(request)
    return _one(Account.objects.filter(identifier=identifier))


def _one(rows: QuerySet[Account]) -> Account:
    found = rows.prefetch_related("memberships__organisation", "memberships__team").first()
    if found is None:
        raise NotFound("There is no such account.")
    return found


def _organisation(identifier: str) -> Organisation | None:
    if not identifier:
        return None
    found = Organisation.objects.filter(identifier=identifier).first()
    if found is None:
        raise NotFound("There is no such organisation.")
    return found


def _role(role: str) -> str:
    if role not in ROLES:
        raise NotUnderstood(f"There is no such role. There are: {', '.join(ROLES)}.")
    return role
