"""Documents with their pages, and how they came in."""

from datetime import datetime
from typing import Any

from heeded.client._decoding import record
from heeded.client.shapes._reviews import DocumentRow
from heeded.client.shapes._where import Citation, Quotation


@record("Heading")
class Heading:
    """A heading of a document, in order."""

    number: str
    title: str
    level: int
    section: str  # what the part under it does
    found_by: str  # who says what it does
    citation: Citation


@record("DocumentShown")
class Document(DocumentRow):
    """One file, with its headings."""

    headings: tuple[Heading, ...]


@record("PageShown")
class Page:
    """A page as printed. Citations count characters of `text`."""

    document: str
    number: int  # in the file, from 1
    label: str  # as printed, where it has one
    text: str
    source: str  # text, ocr or empty
    width: float
    height: float


@record("PassageShown")
class PassageRow:
    """A stretch of some 60 to 180 words inside one section: the unit of search."""

    citation: Citation
    order: int
    text: str
    heading: str
    section: str
    speaker: str
    ocr: bool


@record("PlaceShown")
class Place(Quotation):
    """What stands at a place of a document."""

    review: str
    review_title: str
    document_title: str
    label: str
    found_by: str  # who says that this is the title of the review
    fictional: bool


@record("DeliveryShown")
class Delivery:
    """One file as it was handed in, and how far it has come."""

    batch: str
    file: str
    at: datetime
    state: str  # refused, known, or of what was accepted: waiting, read, needs-ocr, refused
    done: bool  # whether nothing more happens to it by itself
    error: str
    advice: str
    document: str | None
    review: str | None


@record("StepShown")
class Step:
    """One step of reading a file."""

    name: str
    state: str
    error: str
    advice: str
    tool: str
    seconds: float
    attempts: int
    began_at: datetime | None
    ended_at: datetime | None


@record("HiddenText")
class HiddenText:
    """Where text is hidden in the file, and how; never the words."""

    page: int
    reason: str
    count: int


@record("Actor")
class Actor:
    """Whoever did something."""

    kind: str  # account, operator, system or anonymous
    account: str | None  # identifier of the account, for those who may know it
    roles: tuple[str, ...]
    you: bool  # whether it was the owner of this token


@record("Happening")
class Happening:
    """One row of the audit."""

    at: datetime
    by: Actor
    action: str
    details: dict[str, Any]


@record("RecordShown")
class Record:
    """A document's record for its staff."""

    document: DocumentRow
    steps: tuple[Step, ...]
    hidden: tuple[HiddenText, ...]
    unsettled_changes: int
    notes: tuple[str, ...]
    restrictions_checked: bool
    withdrawn_at: datetime | None
    withdrawn_reason: str
    history: tuple[Happening, ...]
