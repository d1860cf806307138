"""The record of a document: its pages as they were read, what was found on them, and the hashes of the files that a
reader may have."""

from typing import Any

from django.db.models import QuerySet

from heeded.library import exports, files
from heeded.library.models import Document, Passage
from heeded.library.queries import visible_learning_points
from heeded.people.viewer import ANONYMOUS
from heeded.reach.following._instants import as_text
from heeded.reach.following._points_record import points_of
from heeded.reach.following.public import FORM, public_documents

PAGE = ("number", "label", "text", "lines", "blocks", "words", "width", "height", "source")
SECTION = ("order", "number", "title", "level", "kind", "page", "spans", "first_block", "last_block")
PASSAGE = ("order", "page", "text", "pieces", "kind", "speaker", "heading", "ocr")


def document_record(document: Document) -> dict[str, Any]:
    """The record of a document that everybody may see. Makes the copies for readers where there are none yet.

    Raises:
        ReadingError: no copy without metadata can be made.
    """
    points = visible_learning_points(ANONYMOUS).filter(document=document)
    return {
        "form": FORM,
        "kind": "document",
        "identifier": document.identifier,
        "work": document.work.identifier,
        "name": document.name,
        "document_kind": document.kind,
        "media_type": document.media_type,
        "paged": document.paged,
        "page_count": document.page_count,
        "version": document.version,
        "replaces": _visible_identifier(document.replaces_id),
        "replaced_is_public": document.replaced_is_public,
        "published_at": as_text(document.published_at),
        "visible_from": as_text(document.visible_from),
        "published_where": document.published_where,
        "rights": document.rights,
        "licence": document.licence,
        "file": _file(public_file(document)),
        "pdf": _file(public_pdf(document)) if document.pdf_sha256 else None,
        "pages": list(document.pages.order_by("number").values(*PAGE)),
        "sections": _sections(document),
        "passages": _passages(document),
        "points": points_of(points.order_by("order", "pk").prefetch_related("places")),
    }


def public_file(document: Document) -> str:
    """The hash of the file as readers get it, without its metadata.

    Raises:
        ReadingError: it cannot be made.
    """
    exports.public_original(document)
    return document.public_sha256


def public_pdf(document: Document) -> str:
    """The hash of the PDF that the pictures of its pages are drawn from, without its metadata: office software
    writes into it who wrote the file that it was made of.

    Raises:
        ReadingError: it cannot be made.
    """
    exports.public_pdf(document)
    return document.public_pdf_sha256


def _file(sha256: str) -> dict[str, Any]:
    return {"sha256": sha256, "bytes": files.path_of(sha256).stat().st_size}


def _visible_identifier(key: int | None) -> str:
    if key is None:
        return ""
    return public_documents().filter(pk=key).values_list("identifier", flat=True).first() or ""


def _sections(document: Document) -> list[dict[str, Any]]:
    rows = document.sections.filter(found=True).order_by("order", "pk")
    return [
        {name: row[name] for name in SECTION} | {"kind_is_decided": bool(row["kind_decided_by"])}
        for row in rows.values(*SECTION, "kind_decided_by")
    ]


def _passages(document: Document) -> list[dict[str, Any]]:
    """Passages, each with the order of its section; none where that section was found by an earlier reading only."""
    orders = dict(document.sections.filter(found=True).values_list("pk", "order"))
    rows: QuerySet[Passage, dict[str, Any]] = document.passages.order_by("order", "pk").values(
        *PASSAGE, "section"
    )
    return [row | {"section": orders.get(row["section"])} for row in rows]
