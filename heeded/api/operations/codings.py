"""Codings: what people found of themes in reviews, and what a machine proposes."""

from django.db.models import QuerySet
from ninja import Field, Query, Router

from heeded.api.actors import Actors
from heeded.api.door import Caller, door
from heeded.api.paging import Paging, part_of
from heeded.api.shapes.citations import Identifier
from heeded.api.shapes.codings import CodingPart, CodingWhole, Looks, State, Target
from heeded.api.shapes.text import Text
from heeded.engine.frameworks import CodeValue
from heeded.learning.errors import NoSuchCoding
from heeded.learning.models import Coding, CodingPlace
from heeded.learning.queries import (
    PEOPLE,
    are_protected,
    coding_for,
    decisions_on,
    visible_codings,
    visible_places,
    where_they_stand,
    wordings_now,
)
from heeded.library.services import note_readings
from heeded.people.scopes import Scope
from heeded.people.viewer import Viewer

router = Router(tags=["Frameworks and codings"])


class CodingPaging(Paging):
    framework: Text = Field("", max_length=120, description="Only with this framework")
    theme: Text = Field("", max_length=120, description="Only with this theme")
    review: Text = Field("", max_length=40, description="Only of this review")
    document: Text = Field("", max_length=40, description="Only on words of this document")
    target: Target | None = None
    value: CodeValue | None = None
    state: State = Field("standing", description="What stands counts; the others are for those who code")


@router.get("/codings", response=CodingPart, **door(Scope.READ))
def codings(request: Caller, asked: Query[CodingPaging]) -> CodingPart:
    """What people found of themes in the reviews that you may see, newest first. With another `state`, what a machine
    proposes and what was changed or rejected, for those who code or see what is not confirmed. What is coded of the
    children and adults in a review is for them alone."""
    rows = _seen(request.viewer).filter(state=asked.state)
    chosen = {
        "theme__framework__identifier": asked.framework,
        "theme__identifier": asked.theme,
        "work__identifier": asked.review,
        "target": asked.target,
        "value": asked.value,
    }
    rows = rows.filter(**{name: value for name, value in chosen.items() if value})
    if asked.document:  # a place in a document that one may not see says nothing of what lies there
        places = visible_places(request.viewer).filter(document__identifier=asked.document)
        rows = rows.filter(pk__in=places.values("coding"))
    found, total, following = part_of(request, rows, asked, keys=("made_at", "identifier"), newest_first=True)
    looks = _looks(request.viewer, found)
    return CodingPart(results=[looks.of(one) for one in found], total=total, next=following)


@router.get("/codings/{identifier}", response=CodingWhole, **door(Scope.READ))
def coding(request: Caller, identifier: Identifier) -> CodingWhole:
    """One coding with its words, and for those who code what was decided of it."""
    return whole_coding(request.viewer, identifier)


def _seen(viewer: Viewer) -> QuerySet[Coding]:
    """What is coded of people is listed, all reviews together, for those alone who see what is not decided."""
    found = visible_codings(viewer).select_related("work", "subject", "adult", "made_under")
    return found.exclude(target__in=PEOPLE) if are_protected(viewer) else found


def held_coding(viewer: Viewer, identifier: str) -> Coding:
    """Fetch and check in one call. What is coded of people is for those who see what is not decided.

    Raises:
        NoSuchCoding: there is none, or not for this viewer.
    """
    held = coding_for(viewer, identifier)
    if held.target in PEOPLE and are_protected(viewer):
        raise NoSuchCoding("There is no such coding.")
    return held


def whole_coding(viewer: Viewer, identifier: str) -> CodingWhole:
    """One coding with what was decided of it."""
    held = held_coding(viewer, identifier)
    decisions = list(decisions_on(viewer, held))
    return _looks(viewer, [held], [one.by for one in decisions]).whole(held, decisions)


def _looks(viewer: Viewer, rows: list[Coding], others: list[str] | None = None) -> Looks:
    """What these are shown with. Reading words of a restricted document leaves its trace."""
    places: dict[int, CodingPlace] = {one.coding.pk: one.place for one in where_they_stand(viewer, rows)}
    read = {place.document.identifier for place in places.values() if place.document and place.quote}
    note_readings(read, by=viewer, door="api-codings")
    actors = Actors(viewer, [*(one.made_by for one in rows if one.made_by), *(others or ())])
    wordings = wordings_now(one.theme_id for one in rows)
    return Looks(actors, places, wordings, with_notes=not are_protected(viewer))
