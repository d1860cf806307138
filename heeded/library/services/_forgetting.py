"""Rows of a document that is erased, and what is left of its review and its versions."""

from datetime import datetime

from django.db import transaction

from heeded.core.actors import Actor
from heeded.core.clock import now
from heeded.core.erasure import Erased
from heeded.core.models import Tombstone
from heeded.core.services import ChangeKind, note_change, record
from heeded.library.models import Document, FactDecision, Work
from heeded.library.models._works import UNREAD
from heeded.people.models import EmergencyAccess, Grant


@transaction.atomic
def forget_rows(document: Document, erased: Erased, *, by: Actor) -> None:
    """Delete the rows of a document with all that hangs on them; a tombstone and an audit row stay."""
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
