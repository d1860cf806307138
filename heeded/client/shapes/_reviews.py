"""Reviews with what is filed of them."""

from datetime import date, datetime
from typing import Any

from heeded.client._decoding import record
from heeded.client.shapes._where import Quotation


@record("Proposal")
class Proposal:
    """What the machine proposes, with the words that it rests on."""

    value: str
    confidence: float
    found_by: str
    rests_on: Quotation


@record("FactShown")
class Fact:
    """One fact of a review, or of one child or adult in it."""

    name: str
    label: str
    subject: int  # the child or adult reviewed, from 1; 0 is the review
    values: tuple[str, ...]  # as decided, or else as proposed, surest first
    not_stated: bool  # a person decided that the report does not say
    found_by: str
    proposals: tuple[Proposal, ...]  # only for those who may see what is not confirmed


@record("FactDecided")
class FactDecided:
    """One decision, now in force or in the past."""

    name: str
    subject: int
    values: tuple[str, ...]
    at: datetime
    note: str
    counts: bool  # whether it is the one in force


@record("FactsHeld")
class FactsHeld:
    """The facts of one review with the history of their decisions."""

    facts: tuple[Fact, ...]
    history: tuple[FactDecided, ...]


@record("FactsOfReview")
class FactsOfReview:
    """The facts of one review."""

    review: str
    review_title: str
    facts: tuple[Fact, ...]


@record("Point")
class LearningPoint:
    """A recommendation, finding, question, learning point or good practice, in the words of the report."""

    identifier: str
    review: str
    review_title: str
    document: str
    kind: str
    number: str  # as printed
    text: str
    addressees: tuple[str, ...]  # as printed
    agencies: tuple[str, ...]  # the machine’s guess; only for those who may see what is not confirmed
    state: str
    found_by: str  # the machine, until a person confirms it
    entered_by_hand: bool
    places: tuple[Quotation, ...]  # where it is printed, the fullest first
    fictional: bool


@record("AskedFor")
class AskedFor:
    """What a recommendation asks for: as a person decided, or else as the machine guesses, for those who may see
    that."""

    identifier: str  # the recommendation
    kinds: tuple[str, ...]  # the main one first
    agencies: tuple[str, ...]  # who must act
    addressees: tuple[str, ...]  # as printed, or else the agencies in words
    by_when: str
    found_by: str
    decided: bool


@record("Whereabouts")
class Whereabouts:
    """Of a work in the catalogue: where it is or was, and whom to ask."""

    board: str
    area: str
    year: int | None
    where: str
    link: str
    checked: date | None
    ask: str


@record("ReviewRow")
class ReviewRow:
    """A review, or another work, in a list."""

    identifier: str
    kind: str
    title: str
    title_found_by: str
    board: str  # as decided or typed in; empty where nobody has
    year: int | None
    held: bool  # whether there is a document that you may read
    restricted: bool  # whether one of them is not public
    fictional: bool
    added_at: datetime


@record("DocumentRow")
class DocumentRow:
    """One file of a review."""

    identifier: str
    review: str
    title: str  # what it calls itself, or else the name of its file
    file: str
    media_type: str
    bytes: int
    pages: int
    paged: bool
    version: int
    replaces: str | None
    is_replaced: bool
    state: str  # restricted, published or withdrawn
    read_state: str  # waiting, read, needs-ocr or refused
    added_at: datetime
    published_at: datetime | None
    visible_from: datetime | None
    published_where: str
    rights: str
    licence: str


@record("ReviewShown")
class Review(ReviewRow):
    """One review with all that is known of it."""

    whereabouts: Whereabouts | None  # where it stands in the catalogue
    documents: tuple[DocumentRow, ...]
    facts: tuple[Fact, ...]
    area_is_hidden: bool  # area and board are left out beside the features of a child
    learning_points: tuple[LearningPoint, ...]
    briefings: tuple[str, ...]  # identifiers of the briefings on it
    address: str  # path of the page where people read it


@record("Withdrawal")
class Withdrawal:
    """One document that everybody could read and now cannot: let go of every copy of it."""

    document: str
    at: datetime
    how: str  # withdrawn, restricted, replaced or erased
    reason: str  # of an erasure, its kind of reason
    replaced_by: str | None  # identifier of the newer version


@record("HoldingShown")
class Holding:
    """One area by year: reviews held, and those that are known but not held. Empty names are not yet confirmed."""

    area: str
    held: dict[str, Any]
    known: dict[str, Any]
