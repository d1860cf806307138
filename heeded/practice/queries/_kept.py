"""The boards whose plans somebody keeps, and the organisations that such a board can ask."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from heeded.people.models import Account, Organisation, OrganisationArea, Team
from heeded.people.viewer import Viewer
from heeded.practice.errors import NoSuchItem
from heeded.practice.queries._visible import boards_kept

_MOST_OFFERED = 60
_SHORTEST_PLACE = 4
_NO_PLACES = frozenset(
    {"safeguarding", "north", "south", "east", "west", "greater", "city", "county", "local"}
)
_NOT_PARTNERS = ("inspectorate", "university", "government")


def plans_kept(viewer: Viewer) -> QuerySet[Organisation]:
    """The boards whose plans this person keeps; the operator keeps those of every board."""
    if viewer.is_operator:
        return Organisation.objects.filter(kind="board").order_by("name")
    return Organisation.objects.filter(pk__in=boards_kept(viewer)).order_by("name")


def plan_for(viewer: Viewer, board: str) -> Organisation:
    """The board of a plan that this person keeps, by its identifier.

    Raises:
        NoSuchItem: there is none, or they do not keep it.
    """
    found = plans_kept(viewer).filter(identifier=board).first()
    if found is None:
        raise NoSuchItem("There is no such plan.")
    return found


def partners_of(viewer: Viewer, board: Organisation) -> list[Organisation]:
    """Whom a board can ask: itself first, then those it asked before or whose actions are on its plan, the
    organisations of its areas, and agencies that are called after the same place; where none is known, every agency
    of no known area. What merged into another is left out: the other is asked."""
    if not viewer.is_operator and board.pk not in boards_kept(viewer):
        return []
    areas = OrganisationArea.objects.filter(organisation=board, until__isnull=True).values("area")
    known = Q(asked__item__board=board) | Q(owned_actions__item__board=board)
    near = Q(areas__area__in=areas, areas__until__isnull=True) | _called_after(board)
    anywhere = Q(kind="agency", areas__isnull=True)
    others = _askable().exclude(pk=board.pk).distinct().order_by("name")
    found = list(others.filter(known | (near & ~Q(kind="board")))[:_MOST_OFFERED])
    return [board, *(found or others.filter(anywhere)[:_MOST_OFFERED])]


def _called_after(board: Organisation) -> Q:
    """Agencies in whose names the place stands that the board's name begins with."""
    place = board.name.split()[0] if board.name.split() else ""
    if len(place) < _SHORTEST_PLACE or place.casefold() in _NO_PLACES:
        return Q(pk__in=[])
    return Q(kind="agency", name__istartswith=f"{place} ")


def organisations_called(viewer: Viewer, words: str) -> QuerySet[Organisation]:
    """Organisations in whose names all these words stand, for those who keep a plan."""
    found = _askable() if words.split() and plans_kept(viewer).exists() else Organisation.objects.none()
    for word in words.split()[:10]:
        found = found.filter(name__icontains=word)
    return found.order_by("name")


def teams_among(organisations: Iterable[Organisation]) -> list[Team]:
    """The teams of these organisations, by their names."""
    found = Team.objects.filter(organisation__in=[one.pk for one in organisations])
    return list(found.select_related("organisation").order_by("organisation__name", "name"))


def account_called(email: str) -> Account | None:
    """The open account of an e-mail address, for those who give somebody something to do."""
    return Account.objects.filter(email__iexact=email.strip(), is_active=True).first()


def _askable() -> QuerySet[Organisation]:
    return Organisation.objects.filter(successors__isnull=True).exclude(kind__in=_NOT_PARTNERS)
