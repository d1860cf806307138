"""Lessons that come back: what teaches them, through time, and what was said before."""

from collections.abc import Sequence
from typing import Any, Literal, cast

from ninja import Field

from heeded.api.paging import Part
from heeded.api.shape import Sent, Shape
from heeded.api.shapes.citations import FoundBy, Quotation
from heeded.api.shapes.learning import Point, point_of
from heeded.api.shapes.text import Text
from heeded.learning.models import LessonMember
from heeded.learning.queries import (
    LessonShown,
    Remedy,
    SaidBefore,
    SaidNear,
    Taught,
    TaughtBy,
    Throughline,
)
from heeded.people.viewer import Viewer

State = Literal["confirmed", "proposed", "rejected"]
MemberState = Literal["proposed", "confirmed", "rejected"]
DatedBy = Literal["period", "publication", ""]


class LessonRow(Shape):
    """Learning points of different reviews that say the same thing."""

    identifier: str
    title: str = Field(description="Its name, or else the words of one of its learning points")
    is_named: bool = Field(description="False: nobody named it, or its name is not for you")
    state: State
    found_by: FoundBy
    points: int
    reviews: int


class LessonPart(Part):
    results: list[LessonRow]


class Member(Shape):
    """A learning point that teaches it."""

    state: MemberState
    found_by: FoundBy
    score: float | None = Field(description="How like the others the machine found it")
    reason: str
    point: Point


class Lesson(LessonRow):
    """One lesson with all that teaches it: what is confirmed, and for staff what is proposed."""

    members: list[Member]


class PointPrinted(Shape):
    """A learning point of a review, once however often it is printed there."""

    identifier: str
    kind: str
    number: str
    text: str
    pages: list[int] = Field(description="Empty where its document has no pages")
    state: MemberState


class ReviewTaught(Shape):
    """One review that taught it."""

    review: str
    review_title: str
    fictional: bool
    area: str
    board: str
    period_from: str = Field(description="Of the period under review, as exact as it is known")
    period_to: str
    year: int | None = Field(description="Of publication")
    dated_by: DatedBy = Field(description="What it stands in order by")
    unconfirmed: list[str] = Field(description="Which of area, board, period and year nobody has confirmed")
    points: list[PointPrinted]


class RemedyShown(Shape):
    """Recommendations that ask for the same kind of thing."""

    kind: str | None = Field(description="Null: nobody has decided it")
    is_guess: bool = Field(description="A machine told it from the words of one of them at least")
    points: list[str] = Field(description="Their identifiers")


class ThroughlineShown(Shape):
    """A lesson through time: by the period under review, else by publication; what cannot be dated comes last."""

    lesson: str
    title: str
    is_proposed: bool = Field(description="Nobody has confirmed the lesson")
    taught: list[ReviewTaught]
    remedies: list[RemedyShown]
    reviews: int
    boards: int
    areas: int
    years: int | None = Field(description="Whole years from the first to the last")
    first: str | None = Field(description="The earliest review that can be dated")
    last: str | None
    board_unknown: int
    undated: int
    outcome: str


class TextSaid(Sent):
    """A text to compare. It is stored nowhere."""

    text: Text = Field(min_length=1, max_length=20_000)
    most: int = Field(10, ge=1, le=50)
    besides: Text = Field("", max_length=40, description="A review whose own learning points are left out")


class NearPoint(Shape):
    """A learning point that comes close."""

    point: str
    kind: str
    number: str
    text: str
    review: str
    review_title: str
    fictional: bool
    board: str
    year: int | None
    page: int | None
    unconfirmed: list[str]
    score: float
    is_same: bool = Field(description="The machine takes it for the same; else it only comes close")
    found_by: FoundBy
    citation: Quotation | None


class SaidBeforeShown(Shape):
    """What comes closest, surest first, and how often it was recommended before. A machine compared."""

    results: list[NearPoint]
    times: int = Field(description="Reviews that recommended the same, each counted once")
    boards: int
    since: int | None
    board_unknown: int
    year_unknown: int
    unconfirmed: bool = Field(description="A board or year that counts here is one that nobody has confirmed")
    by_words: bool = Field(description="There is no sentence model: compared by words alone")


class NameSaid(Sent):
    """What a lesson is called. `is_open`: you say that the name repeats no single report, so that all may read it."""

    title: Text = Field(min_length=1, max_length=300)
    is_open: bool = False


class Gathered(NameSaid):
    points: list[Text] = Field(min_length=1, max_length=200, description="Identifiers of learning points")


class LessonDecided(Sent):
    """That a lesson is one, or none. `without`: what is proposed for it and is none of it."""

    state: Literal["confirmed", "rejected"]
    name: NameSaid | None = None
    without: list[Text] = Field([], max_length=200)


class PointsChanged(Sent):
    """Learning points that teach a lesson too, and those that do not."""

    add: list[Text] = Field([], max_length=200)
    take_out: list[Text] = Field([], max_length=200)


def lesson_row(shown: LessonShown) -> LessonRow:
    """A lesson in a list."""
    return LessonRow(**_row(shown))


def lesson_of(viewer: Viewer, shown: LessonShown) -> Lesson:
    """One lesson; the places of its learning points are at hand."""
    members = [_member(viewer, one) for one in counted(shown)]
    return Lesson(**_row(shown), members=members)


def counted(shown: LessonShown) -> Sequence[LessonMember]:
    """What teaches it, as far as this viewer may know; what was taken out is no part of it."""
    return [one for one in shown.members if one.state != "rejected"]


def _row(shown: LessonShown) -> dict[str, Any]:
    members = shown.confirmed if shown.is_decided else counted(shown)
    return {
        "identifier": shown.lesson.identifier,
        "title": shown.title,
        "is_named": shown.is_named,
        "state": shown.lesson.state,
        "found_by": FoundBy.PERSON if shown.is_decided else FoundBy.MACHINE,
        "points": len(members),
        "reviews": len({one.learning_point.work_id for one in members}),
    }


def _member(viewer: Viewer, one: LessonMember) -> Member:
    return Member(
        state=cast(MemberState, one.state),
        found_by=FoundBy.MACHINE if one.state == "proposed" else FoundBy.PERSON,
        score=one.score,
        reason=one.reason,
        point=point_of(viewer, one.learning_point),
    )


def throughline_of(shown: LessonShown, line: Throughline) -> ThroughlineShown:
    """A lesson through time."""
    return ThroughlineShown(
        lesson=shown.lesson.identifier,
        title=shown.title,
        is_proposed=line.is_proposed,
        taught=[_taught(one) for one in line.taught],
        remedies=[_remedy(one) for one in line.remedies],
        reviews=line.reviews,
        boards=line.boards,
        areas=line.areas,
        years=line.years,
        first=line.first.review.work.identifier if line.first else None,
        last=line.last.review.work.identifier if line.last else None,
        board_unknown=line.board_unknown,
        undated=line.undated,
        outcome=line.outcome,
    )


def _taught(one: Taught) -> ReviewTaught:
    known = one.review
    return ReviewTaught(
        review=known.work.identifier,
        review_title=known.work.title,
        fictional=known.work.fictional,
        area=known.area,
        board=known.board,
        period_from=known.period_from,
        period_to=known.period_to,
        year=known.year,
        dated_by=cast(DatedBy, known.dated_by),
        unconfirmed=sorted(known.guessed),
        points=[_printed(by) for by in one.by],
    )


def _printed(by: TaughtBy) -> PointPrinted:
    return PointPrinted(
        identifier=by.point.identifier,
        kind=by.point.kind,
        number=by.point.number,
        text=by.point.text,
        pages=list(by.pages),
        state=cast(MemberState, by.member.state),
    )


def _remedy(one: Remedy) -> RemedyShown:
    return RemedyShown(
        kind=one.kind.value if one.kind else None,
        is_guess=one.is_guess,
        points=[by.point.identifier for by in one.by],
    )


def said_before_of(viewer: Viewer, found: SaidBefore) -> SaidBeforeShown:
    """What was said before; the places of the learning points are at hand."""
    return SaidBeforeShown(
        results=[_near(viewer, one) for one in found.near],
        times=found.times,
        boards=found.boards,
        since=found.since,
        board_unknown=found.board_unknown,
        year_unknown=found.year_unknown,
        unconfirmed=found.is_guessed,
        by_words=found.by_words,
    )


def _near(viewer: Viewer, one: SaidNear) -> NearPoint:
    point, known = point_of(viewer, one.point), one.review
    return NearPoint(
        point=point.identifier,
        kind=point.kind,
        number=point.number,
        text=point.text,
        review=known.work.identifier,
        review_title=known.work.title,
        fictional=known.work.fictional,
        board=known.board,
        year=known.year,
        page=one.page,
        unconfirmed=sorted(known.guessed & {"board", "year"}),
        score=round(one.score, 4),
        is_same=one.is_same,
        found_by=point.found_by,
        citation=point.places[0] if point.places else None,
    )
