"""Codings: what people found of themes in reviews, and what a machine proposes; made and decided by those who code."""

from django.db.models import QuerySet
from ninja import Field, Query, Router

from heeded.api.actors import Actors
from heeded.api.door import Caller, door
from heeded.api.paging import Paging, part_of
from heeded.api.problems import NotUnderstood
from heeded.api.shapes.citations import Identifier
from heeded.api.shapes.codings import (
    CodingChanged,
    CodingDecided,
    CodingPart,
    CodingSaid,
    CodingWhole,
    Looks,
    State,
    Target,
    ThemeSaid,
)
from heeded.api.shapes.text import Text
from heeded.engine.citation import BadAddress, from_text
from heeded.engine.frameworks import CodeValue
from heeded.engine.records import Span
from heeded.learning import services
from heeded.learning.errors import NoSuchCoding
from heeded.learning.models import Coding, CodingPlace, Theme
from heeded.learning.queries import (
    PEOPLE,
    are_protected,
    coding_for,
    decisions_on,
    framework_for,
    theme_for,
    visible_codings,
    where_they_stand,
    wordings_now,
)
from heeded.learning.services import ReadIn, Said
from heeded.library.models import Document
from heeded.library.queries import document_for, work_for
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
        "places__document__identifier": asked.document,
        "target": asked.target,
        "value": asked.value,
    }
    rows = rows.filter(**{name: value for name, value in chosen.items() if value})
    found, total, following = part_of(request, rows, asked, keys=("made_at", "identifier"), newest_first=True)
    looks = _looks(request.viewer, found)
    return CodingPart(results=[looks.of(one) for one in found], total=total, next=following)


@router.get("/codings/{identifier}", response=CodingWhole, **door(Scope.READ))
def coding(request: Caller, identifier: Identifier) -> CodingWhole:
    """One coding with its words, and for those who code what was decided of it."""
    return _whole(request.viewer, identifier)


@router.post("/codings", response=CodingWhole, **door(Scope.LEARNING))
def make_coding(request: Caller, said: CodingSaid) -> CodingWhole:
    """Say of words of a report, of a review or of somebody in it that a theme is present, absent, not mentioned, or
    described and not explained. Said twice it is said once."""
    return _whole(request.viewer, _made(request.viewer, said).identifier)


@router.put("/codings/{identifier}/state", response=CodingWhole, **door(Scope.LEARNING))
def decide_coding(request: Caller, identifier: Identifier, said: CodingDecided) -> CodingWhole:
    """Accept what a machine proposes, reject it, or take back what you said."""
    held = _held(request.viewer, identifier)
    decide = services.accept if said.state == "standing" else services.reject
    decide(held, by=request.viewer)
    return _whole(request.viewer, identifier)


@router.put("/codings/{identifier}", response=CodingWhole, **door(Scope.LEARNING))
def change_coding(request: Caller, identifier: Identifier, said: CodingChanged) -> CodingWhole:
    """Put another coding in the place of one: the answer is the new one, and both stay on record."""
    held = _held(request.viewer, identifier)
    read_in = None
    if said.at:
        found = where_they_stand(request.viewer, [held])
        document = found[0].place.document if found else None
        if document is None:
            raise NotUnderstood("Its document is not known: no words can be named in it.")
        read_in = ReadIn(document, _spans(said.at))
    made = services.change(
        held, by=request.viewer, theme=_theme(request.viewer, said), said=_said(said), read_in=read_in
    )
    return _whole(request.viewer, made.identifier)


def _made(viewer: Viewer, said: CodingSaid) -> Coding:
    theme, words = _theme(viewer, said), _said(said)
    document = document_for(viewer, said.document) if said.document else None
    if said.target == "passage":
        if document is None:
            raise NotUnderstood("Say in which document, and where: document and at.")
        return services.code_passage(document, _spans(said.at), theme, words, by=viewer)
    if not said.review:
        raise NotUnderstood("Say which review.")
    work = work_for(viewer, said.review)
    read_in = _read_in(document, said.at)
    if said.target == "review":
        return services.code_review(work, theme, words, by=viewer, read_in=read_in)
    if said.target == "subject":
        return services.code_subject(work, said.subject, theme, words, by=viewer, read_in=read_in)
    if said.adult is None:
        raise NotUnderstood("Say which adult: mother, father and so on.")
    adult = services.add_adult(work, said.adult, by=viewer)
    return services.code_adult(adult, theme, words, by=viewer, read_in=read_in)


def _read_in(document: Document | None, at: str) -> ReadIn | None:
    if document is None:
        return None
    return ReadIn(document, _spans(at) if at else ())


def _theme(viewer: Viewer, said: ThemeSaid) -> Theme:
    return theme_for(viewer, framework_for(viewer, said.framework), said.theme)


def _said(said: ThemeSaid) -> Said:
    return Said(said.value, said.note, said.certainty)


def _spans(at: str) -> tuple[Span, ...]:
    try:
        return from_text(at)
    except BadAddress as error:
        raise NotUnderstood(
            "That is not a place in a document.", advice="Write it like p12.340-512."
        ) from error


def _seen(viewer: Viewer) -> QuerySet[Coding]:
    """What is coded of people is listed, all reviews together, for those alone who see what is not decided."""
    found = visible_codings(viewer).select_related("work", "subject", "adult", "made_under")
    return found.exclude(target__in=PEOPLE) if are_protected(viewer) else found


def _held(viewer: Viewer, identifier: str) -> Coding:
    held = coding_for(viewer, identifier)
    if held.target in PEOPLE and are_protected(viewer):
        raise NoSuchCoding("There is no such coding.")
    return held


def _whole(viewer: Viewer, identifier: str) -> CodingWhole:
    held = _held(viewer, identifier)
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
