"""Documents: pages, passages, places; and for staff the record of one, its readers and what was handed in."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal

from ninja import Field

from heeded.api.actors import Actor
from heeded.api.paging import Part
from heeded.api.shape import Sent, Shape
from heeded.api.shapes.citations import Citation, FoundBy, Quotation, citation_of
from heeded.api.shapes.reviews import DocumentRow, document_of
from heeded.api.shapes.text import Text
from heeded.engine.records import spans_of
from heeded.library.layout import pieces_from_row
from heeded.library.models import Document, Page, Passage, Work


class PageShown(Shape):
    """A page as printed. Citations count characters of `text`."""

    document: str
    number: int = Field(description="In the file, from 1")
    label: str = Field(description="As printed, where it has one")
    text: str
    source: str = Field(description="text, ocr or empty")
    width: float
    height: float


class PagePart(Part):
    results: list[PageShown]


class PassageShown(Shape):
    """A stretch of some 60 to 180 words inside one section: the unit of search."""

    citation: Citation
    order: int
    text: str
    heading: str
    section: str
    speaker: str
    ocr: bool


class PassagePart(Part):
    results: list[PassageShown]


class PlaceShown(Quotation):
    """What stands at a place of a document."""

    review: str
    review_title: str
    document_title: str
    label: str
    found_by: FoundBy = Field(description="Who says that this is the title of the review")
    fictional: bool


class StepShown(Shape):
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


class HiddenText(Shape):
    """Where text is hidden in the file, and how; never the words."""

    page: int
    reason: str
    count: int


class Happening(Shape):
    """One row of the audit."""

    at: datetime
    by: Actor
    action: str
    details: dict[str, str | int | bool | None]


class RecordShown(Shape):
    """A document's record for its staff."""

    document: DocumentRow
    steps: list[StepShown]
    hidden: list[HiddenText]
    unsettled_changes: int
    notes: list[str]
    restrictions_checked: bool
    withdrawn_at: datetime | None
    withdrawn_reason: str
    history: list[Happening]


class StepAsked(Sent):
    alone: bool = Field(False, description="Only this step, and none of those that follow")


class PublicationSaid(Sent):
    """What a publisher states."""

    restrictions_checked: bool = Field(description="Court orders and reporting restrictions were checked")
    where: Text = Field("", max_length=400, description="Where it was already published")
    rights: Text = Field("", max_length=300)
    licence: Text = Field("", max_length=120)
    visible_from: datetime | None = Field(None, description="Before this it exists for nobody else")
    replaced_is_public: bool = Field(False, description="The version that it replaces stays readable")


class WithdrawalSaid(Sent):
    reason: Text = Field(min_length=1, max_length=60, description="In a few words and without names")


class ErasureSaid(Sent):
    """It cannot be undone, so it is said in full."""

    reason: Literal["court-order", "identified-someone", "wrong-file", "asked-by-family", "other"]
    confirm: Literal["erase"]


class Erased(Shape):
    erased: list[str] = Field(description="Identifiers of the documents. A tombstone of each stays.")


class ReaderShown(Shape):
    """Who is named for a document that is not public."""

    identifier: str
    who: str = Field(description="A person, a team, or a role in an organisation")
    role: str
    since: datetime
    until: datetime | None


class ReaderSaid(Sent):
    """Whom to name: a person by the address of their account, or a team or organisation by its identifier."""

    email: Text = Field("", max_length=254)
    team: Text = Field("", max_length=20)
    organisation: Text = Field("", max_length=20)
    role: Text = Field("", max_length=20, description="With an organisation: who holds this role there")
    since: datetime | None = None
    until: datetime | None = None


class DeliveryShown(Shape):
    """One file as it was handed in, and how far it has come."""

    batch: str
    file: str
    at: datetime
    state: str = Field(
        description="refused, known, or of what was accepted: waiting, read, needs-ocr, refused"
    )
    done: bool = Field(description="Whether nothing more happens to it by itself")
    error: str
    advice: str
    document: str | None
    review: str | None


class DeliveryPart(Part):
    results: list[DeliveryShown]


def document_rows(work: Work, documents: Sequence[Document]) -> list[DocumentRow]:
    """The documents of one review that somebody may see."""
    replaced = {one.replaces_id for one in documents if one.state == "published"}
    names = {one.pk: one.identifier for one in documents}
    return [
        document_of(one, work=work, replaced=one.pk in replaced, replaces=names.get(one.replaces_id or 0))
        for one in documents
    ]


def page_of(document: Document, page: Page) -> PageShown:
    return PageShown(
        document=document.identifier,
        number=page.number,
        label=page.label,
        text=page.text,
        source=page.source,
        width=page.width,
        height=page.height,
    )


def passages_of(document: Document, passages: Iterable[Passage]) -> list[PassageShown]:
    return [
        PassageShown(
            citation=citation_of(
                document.identifier,
                spans_of(pieces_from_row(one.pieces), 0, len(one.text)),
                page=one.page,
            ),
            order=one.order,
            text=one.text,
            heading=one.heading,
            section=one.kind,
            speaker=one.speaker,
            ocr=one.ocr,
        )
        for one in passages
    ]
