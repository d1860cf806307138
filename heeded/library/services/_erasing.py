"""Erasing a document: rows, bytes, pictures, index. A tombstone stays."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from heeded.core.actors import Actor
from heeded.core.clock import now
from heeded.core.erasure import Erased, empty_every_store, moment, write_down, written_down
from heeded.core.errors import NotAllowed, Refused
from heeded.core.models import Tombstone
from heeded.core.services import ChangeKind, note_change, record
from heeded.library import files, pictures
from heeded.library.keeping import may_keep
from heeded.library.models import Document, FactDecision, Work
from heeded.library.models._works import UNREAD
from heeded.library.services._publishing import must_be_named
from heeded.people.models import EmergencyAccess, Grant
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer

_STORED_FOR_SURE = 3600.0  # seconds after which a file without a row belongs to nobody
REASONS = ("court-order", "identified-someone", "wrong-file", "asked-by-family", "other")


def erase(document: Document, *, reason: str, by: Viewer) -> Erased:
    """Erase a document for good, everywhere. Nothing brings it back, a backup included.

    Raises:
        NotAllowed: they may not erase.
        Refused: no such kind of reason.
    """
    _must_erase(document, reason, by=by)
    erased = _write_down(document, reason)
    _forget(document, erased, by=by)
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
            _forget(document, one, by=by)
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
            _forget(document, copy, by=by)
            empty_every_store(copy)
    return found


def erased_before(sha256: str) -> Erased | None:
    """The erasure of a file with these bytes, if there was one."""
    return next((erased for erased in written_down() if sha256 in erased.hashes[:1]), None)


def _hashes(document: Document) -> tuple[str, ...]:
    kept = (getattr(document, column) for column in Document.FILES)
    return tuple(dict.fromkeys(sha256 for sha256 in kept if sha256))


@transaction.atomic
def _forget(document: Document, erased: Erased, *, by: Actor) -> None:
    work, key = document.work, document.pk
    _nobody_writes_of(document)
    for decision in FactDecision.objects.filter(work=work, proposals__document=document).distinct():
        if not decision.proposals.exclude(document=document).exists():
            decision.delete()
    Grant.objects.filter(thing_kind="document", thing=key).delete()
    EmergencyAccess.objects.filter(thing_kind="document", thing=key).delete()
    document.deliveries.update(name="erased", error="", advice="", sha256="")
    _close_the_gap(document, by=by)
    document.delete()
    _forget_work(work, by=by)
    Tombstone.objects.update_or_create(
        thing_kind="document",
        thing=erased.identifier,
        defaults={"erased_at": datetime.fromisoformat(erased.at), "reason": erased.reason},
    )
    record("document.erase", by=by, thing_kind="document", thing=erased.identifier, reason=erased.reason)
    note_change(ChangeKind.ERASED, thing_kind="document", thing=key)


def _nobody_writes_of(document: Document) -> None:
    """A step that is being saved this moment is seen, or fails because its document is gone."""
    Document.objects.select_for_update().filter(pk=document.pk).first()
    Work.objects.select_for_update().filter(pk=document.work_id).first()


def _close_the_gap(document: Document, *, by: Actor) -> None:
    """The version before the erased one does not become the newest again by itself: where readers could not see
    it, it is restricted. The version after follows the one before."""
    older = document.replaces
    document.replaced_by.update(replaces=older)
    hides = document.published_at is not None and older is not None and older.state == "published"
    if older is not None and hides and not older.replaced_is_public:
        Document.objects.filter(pk=older.pk).update(state="restricted")
        record("document.restrict", by=by, thing_kind="document", thing=older.identifier)
        note_change(ChangeKind.VISIBILITY, thing_kind="document", thing=older.pk)


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
        forget_file(sha256)
    files.remove_left_behind(named_files(), older_than=_STORED_FOR_SURE)


def forget_file(sha256: str) -> None:
    """Overwrite a file and its pictures, unless a row names it."""
    if not Document.objects.filter(_names(sha256)).exists() and sha256 not in files.named_elsewhere():
        pictures.forget(sha256)
        files.remove(sha256)


def named_files() -> set[str]:
    """The hash of every file that a row names."""
    rows = Document.objects.values_list(*Document.FILES)
    return {sha256 for row in rows.iterator() for sha256 in row if sha256} | files.named_elsewhere()


def _names(sha256: str) -> Q:
    found = Q()
    for column in Document.FILES:
        found |= Q(**{column: sha256})
    return found
