"""How far files have come, and the state of the whole library for the status page."""

from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet

from heeded import __version__
from heeded.core.clock import now
from heeded.core.models import Heartbeat, Node, Tombstone
from heeded.core.queries import Place, after, nodes, records_are_in
from heeded.core.services import ChangeKind
from heeded.engine.reading import _convert, _tesseract
from heeded.engine.sandbox import Sandbox
from heeded.intake.claims import unfinished
from heeded.intake.models import SILENT, Delivery, StepRun
from heeded.library.files import answers, free_bytes, where
from heeded.library.models import Document, LearningPoint, Page, Passage, Work
from heeded.library.queries import visible_documents
from heeded.people.viewer import Viewer
from heeded.search.queries import status as index_status
from heeded.search.queries import vector_status


def deliveries_for(viewer: Viewer) -> QuerySet[Delivery]:
    """What was handed in: one's own, or everything one may see."""
    rows = Delivery.objects.select_related("document", "document__work").order_by("-pk")
    if viewer.is_operator:
        return rows
    mine = rows.filter(by=viewer.audit_name)
    return mine | rows.filter(
        document__in=visible_documents(viewer).values("pk"), document__state="restricted"
    )


def steps_of_document(document: Document) -> list[StepRun]:
    """The steps of a document in order."""
    return list(document.steps.order_by("order"))


def library_state() -> dict[str, dict[str, Any]]:
    """Counts, workers, index, tools and limits, in plain words."""
    return {
        "library": _counts(),
        "intake": _intake(),
        "index": _index(),
        "meaning": _meaning(),
        "nodes": _nodes(),
        "records": dict(records_are_in()),
        "files": _files(),
        "machine": _machine(),
    }


def _counts() -> dict[str, Any]:
    documents = dict(Document.objects.values_list("state").annotate(Count("pk")))
    return {
        "version": __version__,
        "reviews": Work.objects.filter(documents__isnull=False).distinct().count(),
        "known but not held": Work.objects.filter(catalogued=True, documents__isnull=True).count(),
        "documents": sum(documents.values()),
        "published": documents.get("published", 0),
        "restricted": documents.get("restricted", 0),
        "withdrawn": documents.get("withdrawn", 0),
        "erased": Tombstone.objects.filter(thing_kind="document").count(),
        "pages": Page.objects.count(),
        "passages": Passage.objects.count(),
        "recommendations": LearningPoint.objects.filter(kind="recommendation", found=True).count(),
    }


def _intake() -> dict[str, Any]:
    alive = Heartbeat.objects.filter(seen_at__gt=now() - SILENT)
    states = dict(Document.objects.values_list("read_state").annotate(Count("pk")))
    return {
        "waiting": unfinished(),
        "need OCR": states.get("needs-ocr", 0),
        "could not be read": states.get("refused", 0),
        "workers heard of in the last minute": alive.count(),
    }


def _index() -> dict[str, Any]:
    state = index_status()
    return {
        "state": state.state,
        "passages": state.passages,
        "changes behind": state.behind,
        "bytes": state.bytes,
    }


def _meaning() -> dict[str, Any]:
    """Whether questions find what means the same, and for how many documents."""
    state = vector_status()
    said = {"what that means": state.note} if state.note and state.state != "ready" else {}
    return {
        "state": state.state,
        **said,
        "documents found by meaning": state.documents,
        "documents that wait": state.without,
        "passages": state.passages,
        "changes behind": state.behind,
        "bytes": state.bytes,
        "model": state.model or "none",
    }


def _nodes() -> dict[str, Any]:
    """Every machine that keeps indexes of its own: how far behind it is, and what it has not erased yet."""
    return {
        one.node.name: {
            "kind": one.node.kind,
            "words behind": one.words_behind,
            "vectors behind": one.vectors_behind,
            "erasures to confirm": _unconfirmed(one.node),
            "seconds since heard of": round((now() - one.node.seen_at).total_seconds()),
        }
        for one in nodes()
    }


def _unconfirmed(node: Node) -> int:
    """How many erasures a node has not carried out yet, as far as it has said: none counts as done before that."""
    place = Place(node.words_transaction or 0, node.words_change or 0)
    return after(place).filter(kind=ChangeKind.ERASED).count()


def _files() -> dict[str, Any]:
    return {"in": where(), "does the store answer": answers()}


def _machine() -> dict[str, Any]:
    tools = _tesseract.tools()
    return {
        "free disk (bytes)": free_bytes(),
        "OCR": "installed" if not tools.missing else f"missing. To have it: {tools.install}",
        "LibreOffice": "installed"
        if _convert.office()
        else "missing: DOCX, HTML and text are read without pages",
        "limits on processes that open files": _limits(),
        "second factor for restricted documents": settings.SECOND_FACTOR_FOR_RESTRICTED,
    }


def _limits() -> dict[str, Any]:
    with Sandbox() as sandbox:
        return sandbox.describe()
