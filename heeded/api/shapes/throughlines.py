"""A lesson through time: every review that taught it, and what was recommended."""

from typing import Literal, cast

from ninja import Field

from heeded.api.shape import Shape
from heeded.api.shapes.lessons import MemberState
from heeded.learning.queries import LessonShown, Remedy, Taught, TaughtBy, Throughline

DatedBy = Literal["period", "publication", ""]


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
