"""Coding: made, decided and changed by those who code. On the router of what is read, as the addresses are the same."""

from heeded.api.door import Caller, door
from heeded.api.operations.codings import held_coding, router, whole_coding
from heeded.api.problems import NotUnderstood
from heeded.api.shapes.citations import Identifier
from heeded.api.shapes.coding import CodingChanged, CodingDecided, CodingSaid, ThemeSaid
from heeded.api.shapes.codings import CodingWhole
from heeded.engine.citation import BadAddress, from_text
from heeded.engine.records import Span
from heeded.learning import services
from heeded.learning.models import Coding, Theme
from heeded.learning.queries import framework_for, theme_for, where_they_stand
from heeded.learning.services import ReadIn, Said
from heeded.library.models import Document
from heeded.library.queries import document_for, work_for
from heeded.people.scopes import Scope
from heeded.people.viewer import Viewer

__all__ = ["router"]


@router.post("/codings", response=CodingWhole, **door(Scope.LEARNING))
def make_coding(request: Caller, said: CodingSaid) -> CodingWhole:
    """Say of words of a report, of a review or of somebody in it that a theme is present, absent, not mentioned, or
    described and not explained. Said twice it is said once."""
    return whole_coding(request.viewer, _made(request.viewer, said).identifier)


@router.put("/codings/{identifier}/state", response=CodingWhole, **door(Scope.LEARNING))
def decide_coding(request: Caller, identifier: Identifier, said: CodingDecided) -> CodingWhole:
    """Accept what a machine proposes, reject it, or take back what you said."""
    held = held_coding(request.viewer, identifier)
    decide = services.accept if said.state == "standing" else services.reject
    decide(held, by=request.viewer)
    return whole_coding(request.viewer, identifier)


@router.put("/codings/{identifier}", response=CodingWhole, **door(Scope.LEARNING))
def change_coding(request: Caller, identifier: Identifier, said: CodingChanged) -> CodingWhole:
    """Put another coding in the place of one: the answer is the new one, and both stay on record."""
    held = held_coding(request.viewer, identifier)
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
    return whole_coding(request.viewer, made.identifier)


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
