"""Reading documents: pages, passages, places, files."""

from typing import Annotated

from django.http import FileResponse, HttpResponse
from ninja import Path, Query, Router

from heeded.api.door import Caller, door
from heeded.api.paging import Paging, part_of
from heeded.api.sending import export_answer, file_answer
from heeded.api.shapes.citations import FoundBy, Identifier, quotation_of
from heeded.api.shapes.documents import (
    PagePart,
    PageShown,
    PassagePart,
    PlaceShown,
    document_rows,
    page_of,
    passages_of,
)
from heeded.api.shapes.reviews import DocumentShown, heading_of
from heeded.engine.citation import BadAddress, cite, from_text
from heeded.engine.records import Page as PageRead
from heeded.engine.records import Span
from heeded.library import exports, files
from heeded.library.errors import NoSuchDocument
from heeded.library.layout import spans_to_row
from heeded.library.models import Document
from heeded.library.naming import document_title
from heeded.library.pictures import WIDTHS, picture_of
from heeded.library.queries import document_for, visible_documents, visible_passages
from heeded.library.services import note_reading
from heeded.people.permissions import Permission
from heeded.people.scopes import Scope

router = Router(tags=["Documents"])
PageNumber = Annotated[int, Path(ge=1, le=999_999)]
PlaceText = Annotated[
    str, Path(max_length=8_000, pattern=r"^p[0-9]+\.[0-9]+-[0-9]+([+]p[0-9]+\.[0-9]+-[0-9]+)*$")
]


@router.get("/documents/{identifier}", response=DocumentShown, **door(Scope.READ, anonymous=True))
def document(request: Caller, identifier: Identifier) -> DocumentShown:
    """One file of a review, with its headings."""
    shown = _document(request, identifier, door="api-document")
    family = list(visible_documents(request.viewer).filter(work=shown.work))
    row = next(one for one in document_rows(shown.work, family) if one.identifier == identifier)
    sections = shown.sections.filter(found=True).order_by("order")
    return DocumentShown(**row.model_dump(), headings=[heading_of(shown, one) for one in sections])


@router.get("/documents/{identifier}/pages", response=PagePart, **door(Scope.READ))
def pages(request: Caller, identifier: Identifier, asked: Query[Paging]) -> PagePart:
    """The pages of a document in order. Without a token they are read one at a time."""
    shown = _document(request, identifier, door="api-pages")
    rows, total, following = part_of(
        request, shown.pages.defer("lines", "blocks", "words"), asked, keys=("number",)
    )
    return PagePart(results=[page_of(shown, one) for one in rows], total=total, next=following)


@router.get("/documents/{identifier}/pages/{number}", response=PageShown, **door(Scope.READ, anonymous=True))
def page(request: Caller, identifier: Identifier, number: PageNumber) -> PageShown:
    """One page: the raw text that citations count in."""
    shown = _document(request, identifier, door="api-page")
    found = shown.pages.defer("lines", "blocks", "words").filter(number=number).first()
    if found is None:
        raise NoSuchDocument("There is no such page.")
    return page_of(shown, found)


@router.get(
    "/documents/{identifier}/pages/{number}/picture",
    **door(Scope.READ, anonymous=True, file="image/webp"),
)
def picture(request: Caller, identifier: Identifier, number: PageNumber, large: bool = False) -> FileResponse:
    """The picture of one page."""
    shown = document_for(request.viewer, identifier)
    if not shown.paged or not shown.pages.filter(number=number).exists():
        raise NoSuchDocument("There is no such page.")
    note_reading(shown, by=request.viewer, door="api-picture")
    path = picture_of(shown, number, width=WIDTHS[1] if large else WIDTHS[0])
    return file_answer(path, name=f"{identifier}-{number}.webp", media_type="image/webp")


@router.get("/documents/{identifier}/passages", response=PassagePart, **door(Scope.READ))
def passages(request: Caller, identifier: Identifier, asked: Query[Paging]) -> PassagePart:
    """The passages that search finds, in order."""
    shown = _document(request, identifier, door="api-passages")
    rows = visible_passages(request.viewer).filter(document=shown)
    found, total, following = part_of(request, rows, asked, keys=("order",))
    return PassagePart(results=passages_of(shown, found), total=total, next=following)


@router.get("/documents/{identifier}/at/{place}", response=PlaceShown, **door(Scope.READ, anonymous=True))
def place(request: Caller, identifier: Identifier, place: PlaceText) -> PlaceShown:
    """What stands at a citation, such as p12.340-512+p13.0-80: the words, and a few before and after them."""
    shown = _document(request, identifier, door="api-place")
    spans = _spans(place)
    rows = shown.pages.filter(number__in={span.page for span in spans}).values_list("number", "text", "label")
    try:
        found = cite([PageRead(number, text, ()) for number, text, _ in rows], spans)
    except ValueError as error:
        raise NoSuchDocument("There is no such place in the document.") from error
    words = quotation_of(
        identifier, spans_to_row(spans), quote=found.quote, before=found.before, after=found.after
    )
    labels = {number: label for number, _, label in rows}
    return PlaceShown(
        **words.model_dump(),
        review=shown.work.identifier,
        review_title=shown.work.title,
        document_title=document_title(shown),
        label=labels.get(spans[0].page, ""),
        found_by=FoundBy.MACHINE if shown.work.title_is_guessed else FoundBy.PERSON,
        fictional=shown.work.fictional,
    )


@router.get("/documents/{identifier}/text", **door(Scope.READ, file="text/plain"))
def text(request: Caller, identifier: Identifier) -> HttpResponse:
    """The cleaned text of a document, with the numbers of its pages."""
    return export_answer(exports.as_text(_document(request, identifier, door="api-text")))


@router.get("/documents/{identifier}/file", **door(Scope.READ, file="application/octet-stream"))
def original(request: Caller, identifier: Identifier) -> FileResponse:
    """The file itself: a published one without its metadata, a restricted one as it is."""
    shown = _document(request, identifier, door="api-file")
    published = shown.state == "published"
    path = exports.public_original(shown) if published else files.path_of(shown.sha256)
    return file_answer(path, name=shown.name)


@router.get("/documents/{identifier}/cleaned", **door(Scope.PUBLISH, file="application/octet-stream"))
def cleaned(request: Caller, identifier: Identifier) -> FileResponse:
    """The copy of the file in which hidden text is gone, for those who publish."""
    if Permission.PUBLISH not in request.viewer.permissions:
        raise NoSuchDocument("There is no such file.")
    shown = _document(request, identifier, door="api-cleaned")
    return file_answer(exports.cleaned_original(shown), name=f"cleaned-{shown.name}")


def _document(request: Caller, identifier: str, *, door: str) -> Document:
    """Fetch and check; reading what is not public leaves its trace."""
    found = document_for(request.viewer, identifier)
    note_reading(found, by=request.viewer, door=door)
    return found


def _spans(place: str) -> tuple[Span, ...]:
    try:
        return from_text(place)
    except BadAddress as error:
        raise NoSuchDocument("There is no such place in the document.") from error
