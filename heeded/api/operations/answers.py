"""Answers: who is asked, and what they say."""

from collections.abc import Sequence

from django.db.models import Prefetch
from ninja import Field, Query, Router

from heeded.api.door import Caller, door
from heeded.api.paging import Paging, part_of
from heeded.api.practising import practising
from heeded.api.shapes.answers import AskedPart, AskedShown, PointAnswered
from heeded.api.shapes.citations import Identifier
from heeded.api.shapes.named import named
from heeded.api.shapes.plans import answer_of
from heeded.api.shapes.text import Text
from heeded.people.scopes import Scope
from heeded.people.viewer import Viewer
from heeded.practice import services
from heeded.practice.kinds import AnswerKind
from heeded.practice.models import Addressee, Response
from heeded.practice.queries import (
    AskedOf,
    addressee_for,
    agencies_of,
    evidence_for,
    visible_addressees,
    visible_evidence,
    visible_responses,
)
from heeded.practice.services import Answered, note_outside_readings

router = Router(tags=["Practice"])


class AskedPaging(Paging):
    mine: bool = Field(False, description="Only of organisations that you answer for")
    answered: bool | None = Field(None, description="Only those with, or without, an answer")
    board: Text = Field("", max_length=40, description="Only on the plan of this board")


@router.get("/addressees", response=AskedPart, **door(Scope.PRACTICE))
def addressees(request: Caller, asked: Query[AskedPaging]) -> AskedPart:
    """Who is asked for an answer, those asked first first, each with the newest answer that you may see."""
    viewer = practising(request)
    rows = visible_addressees(viewer).select_related("organisation", "item__board", "item__point")
    if asked.mine:
        rows = rows.filter(organisation__in=agencies_of(viewer))
    if asked.board:
        rows = rows.filter(item__board__identifier=asked.board)
    if asked.answered is not None:
        answered = visible_responses(viewer).values("addressee")
        rows = rows.filter(pk__in=answered) if asked.answered else rows.exclude(pk__in=answered)
    found, total, following = part_of(request, rows, asked, keys=("asked_at", "identifier"))
    note_outside_readings([one.item for one in found], by=viewer)
    return AskedPart(results=_shown(viewer, found), total=total, next=following)


@router.put("/addressees/{identifier}/answer", response=AskedShown, **door(Scope.PRACTICE))
def answer(request: Caller, identifier: Identifier, said: PointAnswered) -> AskedShown:
    """Answer for an organisation. What was answered before stays on record. “not-accepted” and “in-part” need reasons,
    “already-so” needs evidence that is more than a training record."""
    viewer = practising(request)
    held = addressee_for(viewer, identifier)
    evidence = [evidence_for(viewer, one) for one in said.evidence]
    services.answer(held, Answered(AnswerKind(said.answer), said.reasons, evidence), by=viewer)
    again = Addressee.objects.select_related("organisation", "item__board").get(pk=held.pk)
    return _shown(viewer, [again])[0]


def _shown(viewer: Viewer, found: Sequence[Addressee]) -> list[AskedShown]:
    newest: dict[int, Response] = {}
    rows = visible_responses(viewer).filter(addressee__in=found).order_by("pk")
    for row in rows.prefetch_related(Prefetch("evidence", visible_evidence(viewer).order_by("pk"))):
        newest[row.addressee_id] = row
    return [
        AskedShown(
            **dict(answer_of(AskedOf(one, newest.get(one.pk)))),
            item=one.item.identifier,
            board=named(one.item.board),
        )
        for one in found
    ]
