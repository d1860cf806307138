"""Lessons that come back, through time, and what was said before."""

from heeded.client._decoding import record
from heeded.client.shapes._reviews import LearningPoint
from heeded.client.shapes._where import Quotation


@record("LessonRow")
class LessonRow:
    """Learning points of different reviews that say the same thing."""

    identifier: str
    title: str  # its name, or else the words of one of its learning points
    is_named: bool  # false: nobody named it, or its name is not for you
    state: str  # confirmed, proposed (by the machine) or rejected
    found_by: str
    points: int
    reviews: int


@record("Member")
class LessonMember:
    """A learning point that teaches a lesson."""

    state: str  # confirmed or proposed
    found_by: str
    score: float | None  # how like the others the machine found it
    reason: str
    point: LearningPoint


@record("Lesson")
class Lesson(LessonRow):
    """One lesson with all that teaches it."""

    members: tuple[LessonMember, ...]


@record("PointPrinted")
class PointPrinted:
    """A learning point of a review, once however often it is printed there."""

    identifier: str
    kind: str
    number: str
    text: str
    pages: tuple[int, ...]  # empty where its document has no pages
    state: str


@record("ReviewTaught")
class ReviewTaught:
    """One review that taught a lesson."""

    review: str
    review_title: str
    fictional: bool
    area: str
    board: str
    period_from: str  # of the period under review, as exact as it is known
    period_to: str
    year: int | None  # of publication
    dated_by: str  # what it stands in order by: period, publication or nothing
    unconfirmed: tuple[str, ...]  # which of area, board, period and year nobody has confirmed
    points: tuple[PointPrinted, ...]


@record("RemedyShown")
class Remedy:
    """Recommendations of a lesson that ask for the same kind of thing."""

    kind: str | None  # none: nobody has decided it
    is_guess: bool
    points: tuple[str, ...]  # their identifiers


@record("ThroughlineShown")
class Throughline:
    """A lesson through time. What cannot be dated stands last."""

    lesson: str
    title: str
    is_proposed: bool
    taught: tuple[ReviewTaught, ...]
    remedies: tuple[Remedy, ...]
    reviews: int
    boards: int
    areas: int
    years: int | None  # whole years from the first to the last
    first: str | None  # the earliest review that can be dated
    last: str | None
    board_unknown: int
    undated: int
    outcome: str


@record("NearPoint")
class NearPoint:
    """A learning point that comes close to a text."""

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
    unconfirmed: tuple[str, ...]
    score: float
    is_same: bool  # the machine takes it for the same; else it only comes close
    found_by: str
    citation: Quotation | None


@record("SaidBeforeShown")
class SaidBefore:
    """What comes closest to a text, surest first, and how often it was recommended before. A machine compared."""

    results: tuple[NearPoint, ...]
    times: int  # reviews that recommended the same, each counted once
    boards: int
    since: int | None
    board_unknown: int
    year_unknown: int
    unconfirmed: bool  # a board or year that counts here is one that nobody has confirmed
    by_words: bool  # there is no sentence model: compared by words alone
