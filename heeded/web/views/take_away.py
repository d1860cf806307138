"""Downloads. Each goes through the same check as the page it is taken from."""

from django.http import FileResponse, HttpResponse
from django.urls import reverse

from heeded.engine.citation import as_text
from heeded.engine.records import Span
from heeded.engine.vocabulary import FactName
from heeded.library import exports, files
from heeded.library.errors import NoSuchReview
from heeded.library.exports import Export
from heeded.library.filing import filed
from heeded.library.models import Document
from heeded.library.queries import document_for, visible_learning_points, work_for
from heeded.library.services import note_reading
from heeded.people.permissions import Permission
from heeded.web.presenters.reviews import list_facts
from heeded.web.requests import Asking


def original(request: Asking, identifier: str) -> HttpResponse:
    """The file. Readers get a published one without its metadata; those named for a restricted one as it is."""
    document = document_for(request.viewer, identifier)
    note_reading(document, by=request.viewer, door="original")
    published = document.state == "published"
    path = exports.public_original(document) if published else files.path_of(document.sha256)
    return sent_safely(FileResponse(path.open("rb"), as_attachment=True, filename=document.name))


def cleaned(request: Asking, identifier: str) -> HttpResponse:
    """The copy in which hidden text is gone, for staff."""
    document = document_for(request.viewer, identifier)
    if Permission.PUBLISH not in request.viewer.permissions:
        raise NoSuchReview("There is no such file.")
    note_reading(document, by=request.viewer, door="cleaned")
    path = exports.cleaned_original(document)
    return sent_safely(FileResponse(path.open("rb"), as_attachment=True, filename=f"cleaned-{document.name}"))


def text(request: Asking, identifier: str) -> HttpResponse:
    """The cleaned text with its page numbers."""
    document = document_for(request.viewer, identifier)
    note_reading(document, by=request.viewer, door="text")
    return sent_export(exports.as_text(document))


def recommendations(request: Asking, identifier: str, kind: str) -> HttpResponse:
    """The recommendations of a review as CSV, XLSX or DOCX."""
    work = work_for(request.viewer, identifier)
    if kind not in {"csv", "xlsx", "docx"}:
        raise NoSuchReview("There is no such file.")
    points = visible_learning_points(request.viewer).filter(work=work, kind="recommendation")
    points = points.select_related("document").prefetch_related("places").order_by("document", "order")
    for document in {point.document for point in points}:
        note_reading(document, by=request.viewer, door="recommendations")

    def address_of(document: Document, spans: tuple[Span, ...]) -> str:
        where = as_text(spans)
        return request.build_absolute_uri(reverse("cite", args=[document.identifier, where])) if where else ""

    rows = exports.recommendation_rows(work, list(points), address_of)
    name = f"recommendations-{work.identifier}"
    if kind == "csv":
        return sent_export(exports.as_csv(rows, name))
    return sent_export(exports.as_xlsx(rows, name) if kind == "xlsx" else exports.as_docx(work, rows, name))


def ris(request: Asking, identifier: str) -> HttpResponse:
    """The citation for a reference manager."""
    work = work_for(request.viewer, identifier)
    facts = filed(request.viewer, [work]).get(work.pk, {})
    known = list_facts(work, facts)
    board = known[0] if (FactName.BOARD, 0) in facts and known else work.catalogue_board
    year = next((value for value in known if value.isdigit()), "")
    address = request.build_absolute_uri(reverse("review", args=[work.identifier]))
    return sent_export(exports.as_ris(work, address=address, board=board, year=year))


def sent_export(export: Export) -> HttpResponse:
    """A file made for a reader, sent for saving."""
    response = HttpResponse(export.content, content_type=export.media_type)
    response["Content-Disposition"] = (
        f'attachment; filename="{export.name.encode("ascii", "replace").decode()}"'
    )
    return sent_safely(response)


def sent_safely(response: HttpResponse | FileResponse) -> HttpResponse:
    """A file of a stranger is never opened inside the site, nor guessed at, nor kept by a proxy."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-cache"
    return response  # type: ignore[return-value]
