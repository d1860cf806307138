"""What the library holds and lacks, records of reviews that it does not hold, problems that readers report, and the
closed lists of words."""

from datetime import date, datetime
from typing import Literal

from allauth.core import ratelimit
from ninja import Field, File, Query, Router
from ninja.files import UploadedFile

from heeded.api.door import Caller, door
from heeded.api.paging import Paging, Part, part_of
from heeded.api.problems import TooMany
from heeded.api.shape import Sent, Shape
from heeded.api.shapes.citations import Identifier
from heeded.api.shapes.people import Address
from heeded.api.shapes.text import Text
from heeded.core.errors import NotAllowed, NotFound
from heeded.engine import vocabulary as words
from heeded.engine.vocabulary import Choice, WorkKind
from heeded.library import holdings as held
from heeded.library import services
from heeded.library.catalogue_files import read_entries
from heeded.library.models import Problem, Work
from heeded.library.queries import visible_works
from heeded.library.services import CatalogueEntry
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.people.scopes import Scope

router = Router(tags=["Catalogue and problems"])
_MEGABYTES = 5
_HOUR = 3600
_LISTS: dict[str, type[Choice]] = {
    "fact": words.FactName,
    "kind-of-work": words.WorkKind,
    "learning-point": words.LearningPointKind,
    "section": words.SectionKind,
    "speaker": words.Speaker,
    "type": words.ReviewType,
    "nation": words.Nation,
    "harm": words.Harm,
    "age": words.AgeBand,
    "outcome": words.Outcome,
    "agency": words.Agency,
}


class Word(Shape):
    value: str
    label: str


class Vocabulary(Shape):
    """The closed lists by name. A value never changes; its label may."""

    lists: dict[str, list[Word]]


class HoldingShown(Shape):
    """One area by year: reviews held, and those that are known but not held. Empty names are not yet confirmed."""

    area: str
    held: dict[str, int]
    known: dict[str, int]


class EntrySaid(Sent):
    """A review that is known: where it is, and whom to ask."""

    title: str = Field(min_length=1, max_length=400, pattern=r"^[^\x00]*\S[^\x00]*$")
    kind: WorkKind = WorkKind.REVIEW
    board: Text = Field("", max_length=200)
    area: Text = Field("", max_length=120)
    year: int | None = Field(None, ge=1945, le=2200)
    where: Text = Field("", max_length=400)
    link: str = Field("", max_length=600, pattern=r"^(https?://[^\s\x00]+)?$")
    checked: date | None = None
    ask: Text = Field("", max_length=300, description="An office or a role, not a person’s name")


class EntryKept(EntrySaid):
    identifier: str


class Imported(Shape):
    kept: list[str] = Field(description="Identifiers")
    problems: list[str] = Field(description="Lines that could not be read, and why")


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


@router.get("/vocabulary", response=Vocabulary, **door(Scope.READ, anonymous=True))
def vocabulary(request: Caller) -> Vocabulary:
    """The closed lists of words that reviews are filed under, each with its label."""
    lists = {
        name: [Word(value=choice.value, label=choice.label) for choice in choices]
        for name, choices in _LISTS.items()
    }
    return Vocabulary(lists=lists)


@router.get("/holdings", response=list[HoldingShown], **door(Scope.READ, anonymous=True))
def holdings(request: Caller) -> list[HoldingShown]:
    """What this library holds and what it lacks, by area and year."""
    return [HoldingShown.model_validate(one, from_attributes=True) for one in held.holdings(request.viewer)]


@router.post("/catalogue", response=EntryKept, **door(Scope.CATALOGUE))
def add_entry(request: Caller, said: EntrySaid) -> EntryKept:
    """Keep a record of a review that the library does not hold."""
    return _entry(services.catalogue(CatalogueEntry(**said.model_dump()), by=request.viewer))


@router.post("/catalogue/import", response=Imported, **door(Scope.CATALOGUE))
def import_entries(request: Caller, file: File[UploadedFile]) -> Imported:
    """Keep many records, from CSV (title, board, area, year, kind, where, link, checked, ask) or RIS."""
    if not may(request.viewer, Permission.EDIT_CATALOGUE):
        raise NotAllowed("You cannot keep catalogue records.")
    entries, problems = read_entries(file.read(_MEGABYTES << 20), name=file.name or "")
    kept = [services.catalogue(entry, by=request.viewer).identifier for entry in entries]
    return Imported(kept=kept, problems=problems)


@router.put("/catalogue/{identifier}", response=EntryKept, **door(Scope.CATALOGUE))
def change_entry(request: Caller, identifier: Identifier, said: EntrySaid) -> EntryKept:
    """Change a record of the catalogue."""
    work = visible_works(request.viewer).filter(identifier=identifier, catalogued=True).first()
    if work is None:
        raise NotFound("There is no such record.")
    return _entry(services.catalogue(CatalogueEntry(**said.model_dump()), by=request.viewer, work=work))


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


def _entry(work: Work) -> EntryKept:
    return EntryKept(
        identifier=work.identifier,
        title=work.title,
        kind=WorkKind(work.kind),
        board=work.catalogue_board,
        area=work.catalogue_area,
        year=work.catalogue_year,
        where=work.catalogue_where,
        link=work.catalogue_link,
        checked=work.catalogue_checked,
        ask=work.catalogue_ask,
    )


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
