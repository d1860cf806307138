"""Reviews and other works, their documents, and briefings on them as rows."""

from datetime import date, datetime

from ninja import Field

from heeded.api.paging import Part
from heeded.api.shape import Sent, Shape
from heeded.api.shapes.citations import Citation, FoundBy, citation_of
from heeded.api.shapes.facts import FactShown
from heeded.api.shapes.learning import Point
from heeded.engine.vocabulary import WorkKind
from heeded.library.layout import spans_from_row
from heeded.library.models import Document, Section, Work
from heeded.library.naming import Facts, board_of, document_title, year_of


class ReviewRow(Shape):
    """A review, or another work, in a list."""

    identifier: str
    kind: WorkKind
    title: str
    title_found_by: FoundBy
    board: str = Field(description="As decided or typed in; empty where nobody has")
    year: int | None
    held: bool = Field(description="Whether there is a document that you may read")
    restricted: bool = Field(description="Whether one of them is not public")
    fictional: bool
    added_at: datetime


class ReviewPart(Part):
    results: list[ReviewRow]


class Whereabouts(Shape):
    """Of a work in the catalogue: where it is or was, and whom to ask."""

    board: str
    area: str
    year: int | None
    where: str
    link: str
    checked: date | None
    ask: str


class DocumentRow(Shape):
    """One file of a review."""

    identifier: str
    review: str
    title: str = Field(description="What it calls itself, or else the name of its file")
    file: str
    media_type: str
    bytes: int
    pages: int
    paged: bool
    version: int
    replaces: str | None
    is_replaced: bool
    state: str = Field(description="restricted, published or withdrawn")
    read_state: str = Field(description="waiting, read, needs-ocr or refused")
    added_at: datetime
    published_at: datetime | None
    visible_from: datetime | None
    published_where: str
    rights: str
    licence: str


class Heading(Shape):
    """A heading of a document, in order."""

    number: str
    title: str
    level: int
    section: str = Field(description="What the part under it does")
    found_by: FoundBy = Field(description="Who says what it does")
    citation: Citation


class DocumentShown(DocumentRow):
    """One file, with its headings."""

    headings: list[Heading]


class ReviewShown(ReviewRow):
    """One review with all that is known of it."""

    whereabouts: Whereabouts | None = Field(description="Where it stands in the catalogue")
    documents: list[DocumentRow]
    facts: list[FactShown]
    area_is_hidden: bool = Field(description="Area and board are left out beside the features of a child")
    learning_points: list[Point]
    briefings: list[str] = Field(description="Identifiers of the briefings on it")
    address: str = Field(description="Path of the page where people read it")


class TitleSaid(Sent):
    title: str = Field(min_length=1, max_length=400, pattern=r"^[^\x00]*\S[^\x00]*$")


def row_of(work: Work, facts: Facts, *, held: bool, restricted: bool) -> dict[str, object]:
    """What every list says of a work. `facts` are those that its reader may know."""
    year = year_of(work, facts if held else {})
    return {
        "identifier": work.identifier,
        "kind": WorkKind(work.kind),
        "title": work.title,
        "title_found_by": FoundBy.MACHINE if work.title_is_guessed else FoundBy.PERSON,
        "board": board_of(work, facts if held else {}),
        "year": int(year) if year.isdecimal() else None,
        "held": held,
        "restricted": restricted,
        "fictional": work.fictional,
        "added_at": work.added_at,
    }


def whereabouts_of(work: Work) -> Whereabouts | None:
    if not work.catalogued:
        return None
    return Whereabouts(
        board=work.catalogue_board,
        area=work.catalogue_area,
        year=work.catalogue_year,
        where=work.catalogue_where,
        link=work.catalogue_link,
        checked=work.catalogue_checked,
        ask=work.catalogue_ask,
    )


def document_of(document: Document, *, work: Work, replaced: bool, replaces: str | None) -> DocumentRow:
    return DocumentRow(
        identifier=document.identifier,
        review=work.identifier,
        title=document_title(document),
        file=document.name,
        media_type=document.media_type,
        bytes=document.bytes,
        pages=document.page_count,
        paged=document.paged,
        version=document.version,
        replaces=replaces,
        is_replaced=replaced,
        state=document.state,
        read_state=document.read_state,
        added_at=document.added_at,
        published_at=document.published_at,
        visible_from=document.visible_from,
        published_where=document.published_where,
        rights=document.rights,
        licence=document.licence,
    )


def heading_of(document: Document, section: Section) -> Heading:
    return Heading(
        number=section.number,
        title=section.title,
        level=section.level,
        section=section.kind,
        found_by=FoundBy.PERSON if section.kind_decided_by else FoundBy.MACHINE,
        citation=citation_of(document.identifier, spans_from_row(section.spans), page=section.page),
    )
