"""The boards whose plans somebody keeps, and the organisations that such a board can ask."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from heeded.people.models import Account, Organisation, OrganisationArea, Team
from heeded.people.viewer import Viewer
from heeded.practice.errors import NoSuchItem
from heeded.practice.queries._visible import boards_kept

MOST_OFFERED = 60
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
    """Whom a board can ask: itself first, then those it asked before or whose actions are on its plan, and the
    organisations of its areas; where no areas are known, every agency of which none is known either. What merged
    into another is left out: the other is asked."""
    areas = OrganisationArea.objects.filter(organisation=board, until__isnull=True).values("area")
    known = Q(asked__item__board=board) | Q(owned_actions__item__board=board)
    near = Q(areas__area__in=areas, areas__until__isnull=True) | Q(kind="agency", areas__isnull=True)
    others = _askable().filter(known | (near & ~Q(kind="board"))).exclude(pk=board.pk)
    if viewer.is_operator or board.pk in boards_kept(viewer):
        return [board, *others.distinct().order_by("name")[:MOST_OFFERED]]
    return []


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
