"""Erasing a document: rows, bytes, pictures, index. A tombstone stays."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from heeded.core.actors import Actor
from heeded.core.erasure import Erased, empty_every_store, moment, write_down, written_down
from heeded.core.errors import NotAllowed, Refused
from heeded.library.keeping import may_keep
from heeded.library.models import Document, Work
from heeded.library.services._forgetting import forget_rows
from heeded.library.services._publishing import must_be_named
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer

REASONS = ("court-order", "identified-someone", "wrong-file", "asked-by-family", "other")


def erase(document: Document, *, reason: str, by: Viewer) -> Erased:
    """Erase a document for good, everywhere. Nothing brings it back, a backup included.

    Raises:
        NotAllowed: they may not erase.
        Refused: no such kind of reason.
    """
    _must_erase(document, reason, by=by)
    erased = _write_down(document, reason)
    forget_rows(document, erased, by=by)
    empty_every_store(erased)
    return erased


def erase_review(work: Work, *, reason: str, by: Viewer) -> list[Erased]:
    """Erase every document of a review, and with the last one the review; one that was catalogued stays known.

    Raises:
        NotAllowed: there is a document of it that they may not erase; then none is.
        Refused: no such kind of reason, or nothing is held of it.
    """
    documents = list(work.documents.select_related("work").order_by("-version", "-pk"))
    if not documents:
        raise Refused("The library holds no document of this review.")
    for document in documents:
        _must_erase(document, reason, by=by)
    erased = [_write_down(document, reason) for document in documents]
    with transaction.atomic():
        for document, one in zip(documents, erased, strict=True):
            document.refresh_from_db()
            forget_rows(document, one, by=by)
    empty_every_store(*erased)
    return erased


def _must_erase(document: Document, reason: str, *, by: Viewer) -> None:
    if not may_keep(by, Permission.ERASE, document.work):
        raise NotAllowed("You cannot erase this document.")
    if document.published_at is None:
        must_be_named(by, Permission.ERASE, document)
    if reason not in REASONS:
        raise Refused("Say why, as one of these: " + ", ".join(REASONS) + ".")


def _write_down(document: Document, reason: str) -> Erased:
    erased = Erased(document.identifier, _hashes(document), reason, moment(), document.pk)
    write_down(erased)
    return erased


def replay_erasures(*, by: Actor) -> int:
    """After a backup was restored: erase again whatever had been erased since; how many were found."""
    found = 0
    for erased in list(written_down()):
        # The first hash is the file's own: a cleaned copy of it that was added instead is not erased with it. Nor is
        # the same file where the operator took it again since.
        same_file = Q(sha256__in=erased.hashes[:1], added_at__lt=datetime.fromisoformat(erased.at))
        again = Document.objects.filter(Q(identifier=erased.identifier) | same_file)
        for document in again:
            found += 1
            copy = Erased(document.identifier, _hashes(document), erased.reason, erased.at, document.pk)
            forget_rows(document, copy, by=by)
            empty_every_store(copy)
    return found


def erased_before(sha256: str) -> Erased | None:
    """The erasure of a file with these bytes, if there was one."""
    return next((erased for erased in written_down() if sha256 in erased.hashes[:1]), None)


def _hashes(document: Document) -> tuple[str, ...]:
    kept = (getattr(document, column) for column in Document.FILES)
    return tuple(dict.fromkeys(sha256 for sha256 in kept if sha256))
