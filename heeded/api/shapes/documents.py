"""Documents: pages, passages, places."""

from collections.abc import Iterable, Sequence

from ninja import Field

from heeded.api.paging import Part
from heeded.api.shape import Shape
from heeded.api.shapes.citations import Citation, FoundBy, Quotation, citation_of
from heeded.api.shapes.reviews import DocumentRow, document_of
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
