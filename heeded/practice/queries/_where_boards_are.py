"""Which boards there are to be set side by side, and in which nation and region each of them is."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from heeded.engine import places
from heeded.engine.vocabulary import NOT_STATED, FactName
from heeded.library.filing import visible_decisions
from heeded.people.models import Organisation, OrganisationArea
from heeded.people.viewer import Viewer
from heeded.practice.queries._visible import visible_items


@dataclass(frozen=True, slots=True)
class Where:
    """The nations and regions of a board, as their values; empty where none is known. A board may lie in several."""

    nations: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()


def boards_there_are(viewer: Viewer) -> list[Organisation]:
    """Every board, and whatever else keeps a plan that this viewer may see a part of, by name. One query."""
    keeps = Exists(visible_items(viewer).filter(board=OuterRef("pk")))
    return list(Organisation.objects.filter(Q(kind="board") | Q(keeps)).order_by("name"))


def where_boards_are(viewer: Viewer, boards: Iterable[Organisation]) -> dict[int, Where]:
    """By key of each board: by the areas that it serves, else as people filed its own reviews. Three queries."""
    held = {one.pk: one for one in boards}
    found = {key: _by_names(names) for key, names in _areas(held).items()}
    unknown = [key for key in held if not found[key].nations]
    return found | _by_reviews(viewer, unknown) if unknown else found


def _areas(boards: dict[int, Organisation]) -> dict[int, list[str]]:
    """The names by which a board may be found on the map: of the areas that it serves, those of today first."""
    found: dict[int, list[str]] = {key: [] for key in boards}
    rows = OrganisationArea.objects.filter(organisation__in=boards).order_by("until", "pk")
    for row in rows:
        found[row.organisation_id].append(row.area)
    return found


def _by_names(names: Iterable[str]) -> Where:
    known = [place for place in map(places.by_name, names) if place is not None]
    return Where(
        frozenset(one.nation.value for one in known), frozenset(one.region for one in known if one.region)
    )


def _by_reviews(viewer: Viewer, boards: list[int]) -> dict[int, Where]:
    """As decided of the reviews that a board keeps, or whose points stand on its plan as its own."""
    values: dict[int, dict[str, set[str]]] = {key: defaultdict(set) for key in boards}
    seen = visible_decisions(viewer).filter(name__in=(FactName.NATION, FactName.REGION))
    own = {"work__points__items__board__in": boards, "work__points__items__origin": "own"}
    for rows, board in (
        (seen.filter(work__keeper__in=boards), "work__keeper"),
        (seen.filter(**own), "work__points__items__board"),
    ):
        for key, name, said in rows.values_list(board, "name", "values").distinct():
            values[key][name].update(value for value in said if value != NOT_STATED)
    return {
        key: Where(frozenset(found[FactName.NATION]), frozenset(found[FactName.REGION]))
        for key, found in values.items()
    }
