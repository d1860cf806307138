"""Where the people and teams of an agency stand, and which of its actions to look at."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from heeded.core.clock import today
from heeded.people.models import Account, Team
from heeded.people.viewer import Viewer
from heeded.practice.models import Action, Addressee
from heeded.practice.queries._actions import Lacks, agency_actions, lacking, my_actions
from heeded.practice.queries._visible import agencies_of

NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class OfAgency:
    """Which actions of an agency: of one person (by identifier; NOBODY: of none), of one team, with one thing
    lacking."""

    person: str = ""
    team: str = ""
    lacks: Lacks | None = None


def agency_actions_of(viewer: Viewer, chosen: OfAgency, *, on: date | None = None) -> QuerySet[Action]:
    """Those of the actions that this person answers for, due first first."""
    wanted = Q()
    if chosen.person:
        wanted &= Q(owner__isnull=True) if chosen.person == NOBODY else Q(owner__identifier=chosen.person)
    if chosen.team:
        wanted &= Q(owner_team__identifier=chosen.team)
    if chosen.lacks is not None:
        wanted &= lacking(chosen.lacks, on or today())
    return agency_actions(viewer).filter(wanted)


def overdue_of(viewer: Viewer, *, on: date | None = None) -> int:
    """How many of one's own actions are overdue."""
    return my_actions(viewer).filter(lacking(Lacks.OVERDUE, on or today())).count()


def asked_of_me(viewer: Viewer) -> QuerySet[Addressee]:
    """What the organisations that this person answers for are asked and have not answered, of what is not closed,
    those due first first."""
    waiting = Addressee.objects.filter(
        organisation__in=agencies_of(viewer), item__closed_as="", responses__isnull=True
    )
    related = waiting.select_related("organisation", "item", "item__board", "item__point")
    return related.order_by(F("due").asc(nulls_last=True), "pk")


@dataclass(frozen=True, slots=True)
class Stands:
    """What somebody of an agency, a team of it, or nobody has still to do."""

    owner: Account | None
    team: Team | None
    open: int
    overdue: int


def agency_stands(viewer: Viewer, *, on: date | None = None) -> tuple[Stands, ...]:
    """Of the agencies that this person answers for, by team and person, how much is to be done and how much of that
    is overdue; what nobody owns last. Three queries."""
    late = lacking(Lacks.OVERDUE, on or today())
    rows = list(
        agency_actions(viewer)
        .order_by()
        .values("owner", "owner_team")
        .annotate(open=Count("pk"), overdue=Count("pk", filter=late))
    )
    people = Account.objects.in_bulk([row["owner"] for row in rows if row["owner"]])
    teams = Team.objects.in_bulk([row["owner_team"] for row in rows if row["owner_team"]])
    found = [
        Stands(people.get(row["owner"]), teams.get(row["owner_team"]), row["open"], row["overdue"])
        for row in rows
    ]
    return tuple(sorted(found, key=_by_name))


def _by_name(one: Stands) -> tuple[bool, str, bool, str]:
    return (
        one.team is None,
        one.team.name if one.team else "",
        one.owner is None,
        one.owner.name if one.owner else "",
    )
