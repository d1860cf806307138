"""What boards submit and open to outside bodies: listed, read, submitted, opened, ended; and who read it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from ninja import Field, Query, Router

from heeded.api.actors import Actors
from heeded.api.door import Caller, door
from heeded.api.paging import Paging, part_by_instant, part_of, read_cursor, write_cursor
from heeded.api.practising import practising
from heeded.api.shapes.citations import Identifier
from heeded.api.shapes.outside import (
    BodyToTell,
    OpeningPart,
    OpeningSaid,
    OpeningShown,
    OutsideReadingPart,
    SubmissionPart,
    SubmissionShown,
    SubmittedPart,
    ToldSaid,
    body_of,
    opening_of,
    reading_of,
    submission_of,
    submitted_point,
)
from heeded.api.shapes.text import Text
from heeded.core.clock import now
from heeded.core.errors import NotAllowed, NotFound, Refused
from heeded.library.models import Document, Work
from heeded.library.queries import is_public
from heeded.library.services import note_readings
from heeded.people.models import Organisation
from heeded.people.permissions import Permission
from heeded.people.scopes import Scope
from heeded.people.viewer import Viewer
from heeded.practice import services
from heeded.practice.models import Opening, Submission
from heeded.practice.queries import (
    boards_kept,
    bodies_of,
    bodies_to_tell,
    items_to_submit,
    opening_for,
    openings_seen,
    plan_for,
    readings_of,
    reviews_on_plan,
    submission_for,
    submissions_seen,
    times_read,
    without_words,
)
from heeded.practice.services import Period

router = Router(tags=["Outside bodies"])
_BESIDE = ("board", "to", "work")


class ToldPaging(Paging):
    board: Text = Field("", max_length=40, description="Only of this board")
    to: Text = Field("", max_length=40, description="Only to this body")
    review: Text = Field("", max_length=40, description="Only of what answers this review")


class OpeningPaging(ToldPaging):
    open: bool | None = Field(None, description="Only those that can be read now, or only those that cannot")


@router.get("/boards/{identifier}/bodies", response=list[BodyToTell], **door(Scope.PRACTICE))
def bodies(request: Caller, identifier: Identifier) -> list[BodyToTell]:
    """The outside bodies that a board, whose plan you keep, can submit or open something to."""
    return [body_of(one) for one in bodies_to_tell(plan_for(practising(request), identifier))]


@router.get("/submissions", response=SubmissionPart, **door(Scope.PRACTICE))
def submissions(request: Caller, asked: Query[ToldPaging]) -> SubmissionPart:
    """What boards submitted to your body, and what your board submitted, newest first. The list has no words of a
    plan."""
    viewer = practising(request)
    rows = submissions_seen(viewer).select_related(*_BESIDE).defer("content").filter(**_wanted(asked))
    keys = ("submitted_at", "identifier")
    found, total, following = part_of(request, rows, asked, keys=keys, newest_first=True)
    return SubmissionPart(results=_submissions(viewer, found), total=total, next=following)


@router.get("/submissions/{identifier}", response=SubmissionShown, **door(Scope.PRACTICE))
def submission(request: Caller, identifier: Identifier) -> SubmissionShown:
    """One submission, without its points."""
    viewer = practising(request)
    return _submissions(viewer, [submission_for(viewer, identifier)])[0]


@router.get("/submissions/{identifier}/points", response=SubmittedPart, **door(Scope.PRACTICE))
def submitted_points(request: Caller, identifier: Identifier, asked: Query[Paging]) -> SubmittedPart:
    """The points of a submission with answers and actions, as submitted. The board sees each part that its body
    reads."""
    viewer = practising(request)
    held = submission_for(viewer, identifier)
    first = read_cursor(asked.cursor, [int])[0] if asked.cursor else 0
    found, following = _points(held, first, asked.limit)
    if held.to_id in bodies_of(viewer):
        services.note_reading(held, by=viewer)
    hidden = _hidden(viewer, found)
    note_readings(_documents(found) - hidden, by=viewer, door="api-submission")
    results = [submitted_point(one, hidden=hidden) for one in found]
    return SubmittedPart(results=results, total=len(held.content), next=following)


@router.get("/submissions/{identifier}/readings", response=OutsideReadingPart, **door(Scope.PRACTICE))
def submission_readings(request: Caller, identifier: Identifier, asked: Query[Paging]) -> OutsideReadingPart:
    """Who read a submission and when, newest first: for the board."""
    viewer = practising(request)
    return _readings(viewer, submission_for(viewer, identifier), asked)


@router.post("/boards/{identifier}/submissions", response=SubmissionShown, **door(Scope.PRACTICE))
def submit(request: Caller, identifier: Identifier, said: ToldSaid) -> SubmissionShown:
    """Submit what stands on your board's plan now. It stays as submitted. Sent twice within minutes, with nothing
    changed between, it is one."""
    viewer = practising(request)
    board, to, work = _meant(viewer, identifier, said)
    lacking = without_words(viewer, items_to_submit(viewer, board, work)).count()
    if lacking:
        raise Refused(
            f"The words of {lacking} on this plan stand in reports that you do not read by this token: they would be "
            "submitted without words.",
            advice="Take a token that reads restricted documents, or submit on the page, where you look at it first.",
        )
    made = services.submit(board, to, by=viewer, work=work)
    return _submissions(viewer, [submission_for(viewer, made.identifier)])[0]


@router.get("/openings", response=OpeningPart, **door(Scope.PRACTICE))
def openings(request: Caller, asked: Query[OpeningPaging]) -> OpeningPart:
    """What is open to your body now, and all that your board ever opened, newest first. What is opened is read by
    `/plan-items?board=…` and the like; the board sees each reading."""
    viewer = practising(request)
    rows = openings_seen(viewer).select_related(*_BESIDE).filter(**_wanted(asked))
    if asked.open is not None:
        current = Opening.objects.filter(since__lte=now(), until__gt=now()).values("pk")
        rows = rows.filter(pk__in=current) if asked.open else rows.exclude(pk__in=current)
    keys = ("opened_at", "identifier")
    found, total, following = part_of(request, rows, asked, keys=keys, newest_first=True)
    return OpeningPart(results=_openings(viewer, found), total=total, next=following)


@router.get("/openings/{identifier}", response=OpeningShown, **door(Scope.PRACTICE))
def opening(request: Caller, identifier: Identifier) -> OpeningShown:
    """One opening."""
    viewer = practising(request)
    return _openings(viewer, [opening_for(viewer, identifier)])[0]


@router.get("/openings/{identifier}/readings", response=OutsideReadingPart, **door(Scope.PRACTICE))
def opening_readings(request: Caller, identifier: Identifier, asked: Query[Paging]) -> OutsideReadingPart:
    """Who read what was opened and when, newest first: for the board."""
    viewer = practising(request)
    return _readings(viewer, opening_for(viewer, identifier), asked)


@router.post("/boards/{identifier}/openings", response=OpeningShown, **door(Scope.PRACTICE))
def open_plan(request: Caller, identifier: Identifier, said: OpeningSaid) -> OpeningShown:
    """Let an outside body read your board's plan, or what of it answers one review, for a named period. Sent twice
    within minutes it is opened once."""
    viewer = practising(request)
    board, to, work = _meant(viewer, identifier, said)
    period = Period.of_days(said.since, said.until, at=now())
    made = services.open_plan(board, to, period, by=viewer, work=work)
    return _openings(viewer, [opening_for(viewer, made.identifier)])[0]


@router.post("/openings/{identifier}/end", response=OpeningShown, **door(Scope.PRACTICE))
def end_opening(request: Caller, identifier: Identifier) -> OpeningShown:
    """End it now. Who read it until then stays on record."""
    viewer = practising(request)
    services.end_opening(opening_for(viewer, identifier), by=viewer)
    return _openings(viewer, [opening_for(viewer, identifier)])[0]


def _wanted(asked: ToldPaging) -> dict[str, str]:
    wanted = {
        "board__identifier": asked.board,
        "to__identifier": asked.to,
        "work__identifier": asked.review,
    }
    return {name: value for name, value in wanted.items() if value}


def _submissions(viewer: Viewer, found: Sequence[Submission]) -> list[SubmissionShown]:
    read, actors = times_read(viewer, found), Actors(viewer, [one.submitted_by for one in found])
    return [submission_of(one, read, actors) for one in found]


def _openings(viewer: Viewer, found: Sequence[Opening]) -> list[OpeningShown]:
    read = times_read(viewer, found)
    return [opening_of(one, read) for one in found]


def _points(held: Submission, first: int, limit: int) -> tuple[list[Mapping[str, Any]], str | None]:
    """Those from a place on, and the place after them: a place counts what was submitted, so that what is erased
    meanwhile moves nothing."""
    places = {item: place for place, item in enumerate(held.items)}
    rest = [row for row in held.content if places.get(row["item"], 0) >= first]
    found = rest[:limit]
    following = write_cursor([places[rest[limit]["item"]]]) if len(rest) > limit else None
    return found, following


def _hidden(viewer: Viewer, found: Sequence[Mapping[str, Any]]) -> set[str]:
    """The restricted reports, by identifier, whose words stand in these, for a token that reads none."""
    if Permission.READ_RESTRICTED in viewer.permissions:
        return set()
    named = _documents(found)
    public = Document.objects.filter(is_public(), identifier__in=named)
    return named - set(public.values_list("identifier", flat=True))


def _documents(found: Sequence[Mapping[str, Any]]) -> set[str]:
    return {one["document"] for one in found if one.get("document")}


def _readings(viewer: Viewer, held: Opening | Submission, asked: Paging) -> OutsideReadingPart:
    if held.board_id not in boards_kept(viewer):
        raise NotAllowed("Who read it is shown to the board.")
    found, total, following = part_by_instant(readings_of(viewer, held), asked)
    return OutsideReadingPart(results=[reading_of(one) for one in found], total=total, next=following)


def _meant(viewer: Viewer, board: str, said: ToldSaid) -> tuple[Organisation, Organisation, Work | None]:
    """The board, the body and the review that are meant.

    Raises:
        NoSuchItem: they do not keep a plan of such a board.
        NotFound: there is no such body to tell, or nothing on the plan answers such a review.
    """
    held = plan_for(viewer, board)
    to = _one(bodies_to_tell(held), said.to, "There is no such body to tell.")
    if not said.review:
        return held, to, None
    works = reviews_on_plan(viewer, held)
    return held, to, _one(works, said.review, "Nothing on the plan answers such a review.")


def _one(rows: QuerySet[Any], identifier: str, otherwise: str) -> Any:
    found = rows.filter(identifier=identifier).first()
    if found is None:
        raise NotFound(otherwise)
    return found
