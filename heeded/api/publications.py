"""For those who keep a public copy of the library: what became public, changed or went, in order, and the whole record
of each thing. All of it is what the anonymous viewer may see; the scope is there because it is a great deal at once,
and because its holder has promised to let go of what goes."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path

from django.http import FileResponse, HttpResponse
from ninja import Field, Query, Router

from heeded.api.door import Caller, door
from heeded.api.paging import CURSOR_LENGTH, read_cursor, write_cursor
from heeded.api.sending import file_answer
from heeded.api.shape import Shape
from heeded.api.shapes.citations import Identifier
from heeded.library import exports
from heeded.library.errors import NoSuchDocument
from heeded.library.models import Document, Publication
from heeded.people import terms
from heeded.people.scopes import Scope
from heeded.reach.following.numbering import newest_number
from heeded.reach.following.public import public_document
from heeded.reach.following.records import hash_of
from heeded.reach.following.telling import bring_up_to_date, publications_after, record_told

router = Router(tags=["Publications"])
_LARGEST = 1000
_RECORD = door(Scope.FOLLOW)
_RECORD["openapi_extra"]["responses"] = {
    200: {"description": "The record", "content": {"application/json": {"schema": {"type": "object"}}}}
}


class Kind(StrEnum):
    """In the order in which one stands on the other."""

    LIBRARY = "library"
    WORK = "work"
    DOCUMENT = "document"
    BRIEFING = "briefing"


class Which(StrEnum):
    """`file` is the file as readers get it, without its metadata; `pdf` the one that pictures of its pages are drawn
    from, where that is another."""

    FILE = "file"
    PDF = "pdf"


class Where(Shape):
    after: str = Field("", max_length=CURSOR_LENGTH, description="“next” of the part before; empty for all")
    limit: int = Field(500, ge=1, le=_LARGEST)


class Telling(Shape):
    """One thing, as it stands. What is not public any more stays in the list and says so."""

    kind: Kind
    identifier: str
    public: bool
    sha256: str = Field(description="Of its record, byte for byte; empty where it is not public any more")
    reason: str = Field(description="Of what went, where it is known: withdrawn, erased, replaced or hidden")
    at: datetime = Field(description="When this was told")


class Tellings(Shape):
    """What became public, changed or went, oldest first; each thing once, at its last telling."""

    items: list[Telling]
    next: str = Field(description="Where to go on: ask again with after=next, now or in a minute")
    more: bool = Field(description="Whether there is more to be had at once")
    newest: str = Field(
        description="The place of the last telling. One beyond it is of another life of this library"
    )
    terms_version: int


@router.get("/publications", response=Tellings, **door(Scope.FOLLOW))
def publications(request: Caller, asked: Query[Where]) -> Tellings:
    """What became public, changed or went after a place, in order.

    An embargo that ends, a withdrawal, a newer version and an erasure all show here as soon as they hold. The terms
    of the token bind its holder to let go of what went before showing anything new.
    """
    number = read_cursor(asked.after, [int])[0] if asked.after else 0
    complete = bring_up_to_date()
    rows = publications_after(number, limit=asked.limit)
    newest = newest_number()
    last = rows[-1].number if rows else number
    return Tellings(
        items=[_telling(row) for row in rows],
        next=write_cursor([last]),
        more=last < newest or not complete,
        newest=write_cursor([newest]),
        terms_version=terms.VERSION,
    )


def _telling(row: Publication) -> Telling:
    return Telling(
        kind=Kind(row.kind),
        identifier=row.identifier,
        public=not row.is_gone,
        sha256=row.sha256,
        reason=row.reason,
        at=row.at,
    )


@router.get("/publications/{kind}/{identifier}", **_RECORD)
def publication(request: Caller, kind: Kind, identifier: Identifier) -> HttpResponse:
    """The whole record of one public thing: of a document its pages with their layout, sections, passages and learning
    points. Its bytes have the hash of the telling unless it changed since; then it is told again."""
    content = record_told(kind.value, identifier)
    return HttpResponse(content, content_type="application/json", headers={"ETag": f'"{hash_of(content)}"'})


@router.get(
    "/publications/document/{identifier}/{which}",
    **door(Scope.FOLLOW, file="application/octet-stream"),
)
def publication_file(request: Caller, identifier: Identifier, which: Which) -> FileResponse:
    """A file of a public document. Its hash stands in the document's record."""
    document = public_document(identifier)
    path = exports.public_original(document) if which is Which.FILE else _pdf(document)
    return file_answer(path, name=document.name)


def _pdf(document: Document) -> Path:
    if not document.pdf_sha256:
        raise NoSuchDocument("There is no such file.")
    return exports.public_pdf(document)
