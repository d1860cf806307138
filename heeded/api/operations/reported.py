"""Problems that readers report, and their answers."""

from datetime import date, datetime
from typing import Literal

from allauth.core import ratelimit
from ninja import Field, Query, Router

from heeded.api.door import Caller, door
from heeded.api.paging import Paging, Part, part_of
from heeded.api.problems import TooMany
from heeded.api.shape import Sent, Shape
from heeded.api.shapes.citations import Identifier
from heeded.api.shapes.people import Address
from heeded.api.shapes.text import Text
from heeded.core.errors import NotAllowed, NotFound
from heeded.library import services
from heeded.library.models import Problem, Work
from heeded.library.queries import visible_works
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.people.scopes import Scope

router = Router(tags=["Catalogue and problems"])
_HOUR = 3600


class ProblemSaid(Sent):
    """What is wrong. No name is asked for, and none should be given."""

    kind: Literal["recognised", "wrong", "other"]
    message: str = Field(min_length=1, max_length=5000, pattern=r"^[^\x00]*\S[^\x00]*$")
    review: Text = Field("", max_length=40)
    reply_to: Address = Field("", max_length=254, description="An e-mail address, for an answer")


class ProblemKept(Shape):
    identifier: str
    answer_by: date


class ProblemShown(ProblemKept):
    kind: str
    message: str
    review: str | None = Field(description="Where you may see it")
    reply_to: str
    sent_at: datetime
    answered_at: datetime | None
    answer: str


class ProblemPart(Part):
    results: list[ProblemShown]


class AnswerSaid(Sent):
    answer: str = Field(min_length=1, max_length=5000, pattern=r"^[^\x00]*\S[^\x00]*$")


@router.post("/problems", response=ProblemKept, **door(Scope.READ, anonymous=True))
def report_problem(request: Caller, said: ProblemSaid) -> ProblemKept:
    """Say that somebody can be recognised in a review, or that something is wrong. Anybody may."""
    if not ratelimit.consume(request, action="report_problem"):
        raise TooMany("Many reports came from your address just now.", seconds=_HOUR)
    work = visible_works(request.viewer).filter(identifier=said.review).first() if said.review else None
    problem = services.report_problem(
        kind=said.kind, message=said.message, reply_to=said.reply_to, work=work, by=request.viewer
    )
    return ProblemKept(identifier=problem.identifier, answer_by=problem.answer_by)


@router.get("/problems", response=ProblemPart, **door(Scope.PROBLEMS))
def problems(request: Caller, asked: Query[Paging]) -> ProblemPart:
    """What readers reported, oldest first."""
    _must_answer(request)
    rows, total, following = part_of(
        request, Problem.objects.select_related("work"), asked, keys=("sent_at", "identifier")
    )
    seen = set(visible_works(request.viewer).filter(pk__in=[row.work_id for row in rows if row.work_id]))
    return ProblemPart(results=[_problem(row, seen) for row in rows], total=total, next=following)


@router.post("/problems/{identifier}/answer", response=ProblemShown, **door(Scope.PROBLEMS))
def answer_problem(request: Caller, identifier: Identifier, said: AnswerSaid) -> ProblemShown:
    """Close a report with what was done."""
    _must_answer(request)
    problem = Problem.objects.select_related("work").filter(identifier=identifier).first()
    if problem is None:
        raise NotFound("There is no such report.")
    services.answer_problem(problem, answer=said.answer, by=request.viewer)
    return _problem(problem, set(visible_works(request.viewer).filter(pk=problem.work_id or 0)))


def _must_answer(request: Caller) -> None:
    if not may(request.viewer, Permission.ANSWER_PROBLEMS):
        raise NotAllowed("You do not answer problems in this library.")


def _problem(problem: Problem, seen: set[Work]) -> ProblemShown:
    return ProblemShown(
        identifier=problem.identifier,
        kind=problem.kind,
        message=problem.message,
        review=problem.work.identifier if problem.work and problem.work in seen else None,
        reply_to=problem.reply_to,
        sent_at=problem.sent_at,
        answer_by=problem.answer_by,
        answered_at=problem.answered_at,
        answer=problem.answer,
    )
