"""What outside bodies ask and advise, and what boards answer."""

from collections.abc import Sequence

from ninja import Field, Query, Router

from heeded.api.actors import Actors
from heeded.api.door import Caller, door
from heeded.api.paging import Paging, part_of
from heeded.api.practising import practising
from heeded.api.shapes.citations import Identifier
from heeded.api.shapes.outside import (
    OutsideAnswerSaid,
    OutsideQuestionPart,
    OutsideQuestionSaid,
    OutsideQuestionShown,
    question_of,
)
from heeded.api.shapes.text import Text
from heeded.core.errors import NotAllowed
from heeded.people.scopes import Scope
from heeded.people.viewer import Viewer
from heeded.practice import services
from heeded.practice.errors import NoSuchOpening
from heeded.practice.kinds import QuestionKind
from heeded.practice.models import Opening, OutsideQuestion, PlanItem, Submission
from heeded.practice.queries import (
    bodies_of,
    items_opened,
    opening_for,
    question_for,
    questions_seen,
    submission_for,
)

router = Router(tags=["Outside bodies"])


class OutsideQuestionPaging(Paging):
    board: Text = Field("", max_length=40, description="Only to this board")
    kind: QuestionKind | None = Field(None, description="Only questions, or only advice")
    answered: bool | None = Field(None, description="Only those with, or without, an answer")


@router.get("/questions", response=OutsideQuestionPart, **door(Scope.PRACTICE))
def questions(request: Caller, asked: Query[OutsideQuestionPaging]) -> OutsideQuestionPart:
    """What your body asked or advised, and what your board was asked, newest first, with the answers."""
    viewer = practising(request)
    rows = questions_seen(viewer)
    if asked.board:
        rows = rows.filter(board__identifier=asked.board)
    if asked.kind is not None:
        rows = rows.filter(kind=asked.kind)
    if asked.answered is not None:
        rows = rows.filter(answered_at__isnull=not asked.answered)
    keys = ("asked_at", "identifier")
    found, total, following = part_of(request, rows, asked, keys=keys, newest_first=True)
    return OutsideQuestionPart(results=_shown(viewer, found), total=total, next=following)


@router.get("/questions/{identifier}", response=OutsideQuestionShown, **door(Scope.PRACTICE))
def question(request: Caller, identifier: Identifier) -> OutsideQuestionShown:
    """One question or advice with its answer."""
    return _one(practising(request), identifier)


@router.post("/submissions/{identifier}/questions", response=OutsideQuestionShown, **door(Scope.PRACTICE))
def ask_of_submission(
    request: Caller, identifier: Identifier, said: OutsideQuestionSaid
) -> OutsideQuestionShown:
    """Ask or advise the board that submitted something to your body. Sent twice it is asked once."""
    viewer = practising(request)
    held = submission_for(viewer, identifier)
    told = PlanItem.objects.filter(board=held.board_id, identifier__in=held.items)
    item = told.filter(identifier=said.item).first() if said.item else None
    return _asked(viewer, held, said, item)


@router.post("/openings/{identifier}/questions", response=OutsideQuestionShown, **door(Scope.PRACTICE))
def ask_of_opening(
    request: Caller, identifier: Identifier, said: OutsideQuestionSaid
) -> OutsideQuestionShown:
    """Ask or advise the board whose plan is open to your body. Sent twice it is asked once."""
    viewer = practising(request)
    held = opening_for(viewer, identifier)
    item = items_opened(viewer, held).filter(identifier=said.item).first() if said.item else None
    return _asked(viewer, held, said, item)


@router.put("/questions/{identifier}/answer", response=OutsideQuestionShown, **door(Scope.PRACTICE))
def answer_question(request: Caller, identifier: Identifier, said: OutsideAnswerSaid) -> OutsideQuestionShown:
    """Answer for your board, once. Whoever asked hears of it by letter."""
    viewer = practising(request)
    services.answer_question(question_for(viewer, identifier), said.text, by=viewer)
    return _one(viewer, identifier)


def _asked(
    viewer: Viewer, held: Opening | Submission, said: OutsideQuestionSaid, item: PlanItem | None
) -> OutsideQuestionShown:
    if held.to_id not in bodies_of(viewer):
        raise NotAllowed("You cannot ask boards for this body.")
    if said.item and item is None:
        raise NoSuchOpening("This board has submitted or opened nothing of it to you.")
    made = services.ask_board(held.board, held.to, said.text, by=viewer, kind=said.kind, item=item)
    return _one(viewer, made.identifier)


def _one(viewer: Viewer, identifier: str) -> OutsideQuestionShown:
    return _shown(viewer, [question_for(viewer, identifier)])[0]


def _shown(viewer: Viewer, found: Sequence[OutsideQuestion]) -> list[OutsideQuestionShown]:
    actors = Actors(viewer, [name for one in found for name in (one.asked_by, one.answered_by) if name])
    return [question_of(one, actors) for one in found]
