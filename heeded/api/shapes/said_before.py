"""A text to compare, and what was said before that comes close."""

from ninja import Field

from heeded.api.shape import Sent, Shape
from heeded.api.shapes.citations import FoundBy, Quotation
from heeded.api.shapes.learning import point_of
from heeded.api.shapes.text import Text
from heeded.learning.queries import SaidBefore, SaidNear
from heeded.people.viewer import Viewer


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
