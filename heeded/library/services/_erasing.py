"""Erasing a document: rows, bytes, pictures, index. A tombstone stays."""

from datetime import datetime

from django.db import transaction

from heeded.core.actors import Actor
from heeded.core.clock import now
from heeded.core.erasure import Erased, empty_every_store, moment, write_down, written_down
from heeded.core.errors import NotAllowed, Refused
from heeded.core.models import Tombstone
from heeded.core.services import ChangeKind, note_change, record
from heeded.library import files, pictures
from heeded.library.models import Document, FactDecision, Work
from heeded.library.services._titles import UNREAD
from heeded.people.models import EmergencyAccess, Grant
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.people.viewer import Viewer

REASONS = ("court-order", "identified-someone", "wrong-file", "asked-by-family", "other")


def erase(document: Document, *, reason: str, by: Viewer) -> Erased:
    """Erase a document for good, everywhere. Nothing brings it back, a backup included.

    Raises:
        NotAllowed: they may not erase.
        Refused: no such kind of reason.
    """
    if not may(by, Permission.ERASE):
        raise NotAllowed("You cannot erase documents.")
    if reason not in REASONS:
        raise Refused("Say why, as one of these: " + ", ".join(REASONS) + ".")
    erased = Erased(document.identifier, _hashes(document), reason, moment(), document.pk)
    write_down(erased)
    _forget(document, erased, by=by)
    empty_every_store(erased)
    return erased


def replay_erasures(*, by: Actor) -> int:
    """After a backup was restored: erase again whatever had been erased since; how many were found."""
    found = 0
    for erased in list(written_down()):
        again = Document.objects.filter(identifier=erased.identifier) | Document.objects.filter(sha256__in=erased.hashes)
        for document in again:
            found += 1
            copy = Erased(document.identifier, _hashes(document), erased.reason, erased.at, document.pk)
            _forget(document, copy, by=by)
            empty_every_store(copy)
    return found


def _hashes(document: Document) -> tuple[str, ...]:
    kept = (document.sha256, document.pdf_sha256, document.clean_sha256, document.public_sha256)
    return tuple(dict.fromkeys(sha256 for sha256 in kept if sha256))


@transaction.atomic
def _forget(document: Document, erased: Erased, *, by: Actor) -> None:
    work, key = document.work, document.pk
    for decision in FactDecision.objects.filter(work=work, proposals__document=document).distinct():
        if not decision.proposals.exclude(document=document).exists():
            decision.delete()
    Grant.objects.filter(thing_kind="document", thing=key).delete()
    EmergencyAccess.objects.filter(thing_kind="document", thing=key).delete()
    document.deliveries.update(name="erased", error="", advice="", sha256="")
    document.delete()
    _forget_work(work, by=by)
    Tombstone.objects.update_or_create(
        thing_kind="document",
        thing=erased.identifier,
        defaults={"erased_at": datetime.fromisoformat(erased.at), "reason": erased.reason},
    )
    record("document.erase", by=by, thing_kind="document", thing=erased.identifier, reason=erased.reason)
    note_change(ChangeKind.ERASED, thing_kind="document", thing=key)


def _forget_work(work: Work, *, by: Actor) -> None:
    """A work whose last document went keeps nothing that was read from it."""
    if work.documents.exists():
        if not work.title_is_confirmed:
            work.title = UNREAD + work.identifier
            work.save(update_fields=["title"])
        return
    if work.catalogued:
        work.fact_decisions.all().delete()
        return
    Grant.objects.filter(thing_kind="work", thing=work.pk).delete()
    Tombstone.objects.update_or_create(
        thing_kind="work", thing=work.identifier, defaults={"erased_at": now(), "reason": "last-document"}
    )
    record("work.erase", by=by, thing_kind="work", thing=work.identifier)
    work.delete()


def erase_files(erased: Erased) -> None:
    """The library's own eraser of what is not in the database: bytes and pictures."""
    for sha256 in erased.hashes:
        pictures.forget(sha256)
        if not Document.objects.filter(sha256=sha256).exists():
            files.remove(sha256)
