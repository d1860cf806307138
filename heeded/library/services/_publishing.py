"""Publishing is an act of its own, by a named role, after what must be settled is settled."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from heeded.core.clock import now
from heeded.core.errors import NotAllowed
from heeded.core.services import ChangeKind, note_change, record
from heeded.library.errors import CannotPublish
from heeded.library.keeping import may_keep
from heeded.library.models import Document
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Publication:
    """What the publisher states."""

    where: str = ""  # where it was already published
    rights: str = ""
    licence: str = ""
    restrictions_checked: bool = False
    visible_from: datetime | None = None
    replaced_is_public: bool = False  # the version that this one replaces stays readable


# Only what is decided here is saved: a worker may be writing the rest of the row.
_STATED = (
    "published_at",
    "published_by",
    "published_where",
    "rights",
    "licence",
    "visible_from",
    "restrictions_checked",
)
_WITHDRAWN = ("state", "withdrawn_at", "withdrawn_by", "withdrawn_reason")


@transaction.atomic
def publish(document: Document, publication: Publication, *, by: Viewer) -> Document:
    """Make a document public, now or from a time on.

    Raises:
        NotAllowed: they may not publish this document.
        CannotPublish: it is not read yet, holds hidden text or unsettled changes, or restrictions are unchecked.
    """
    must_be_named(by, Permission.PUBLISH, document)
    _check_settled(document, publication)
    document.state, document.published_at, document.published_by = "published", now(), by.audit_name
    document.published_where, document.rights = publication.where[:400], publication.rights[:300]
    document.licence, document.visible_from = publication.licence[:120], publication.visible_from
    document.restrictions_checked = publication.restrictions_checked
    document.withdrawn_at, document.withdrawn_by, document.withdrawn_reason = None, "", ""
    document.save(update_fields=[*_STATED, *_WITHDRAWN])
    if document.replaces:
        Document.objects.filter(pk=document.replaces.pk).update(
            replaced_is_public=publication.replaced_is_public
        )
        note_change(ChangeKind.VISIBILITY, thing_kind="document", thing=document.replaces.pk)
    begins = {"from": publication.visible_from.isoformat()} if publication.visible_from else {}
    record("document.publish", by=by, thing_kind="document", thing=document.identifier, **begins)
    note_change(ChangeKind.VISIBILITY, thing_kind="document", thing=document.pk)
    return document


@transaction.atomic
def withdraw(document: Document, *, reason: str, by: Viewer) -> Document:
    """Hide a document at once, everywhere. A public one can be hidden by whoever may withdraw, of whatever board:
    somebody may be recognised in it now, and those who look after it bring it back.

    Raises:
        NotAllowed: they may not withdraw it.
    """
    if document.state == "published":
        if not may(by, Permission.WITHDRAW):
            raise NotAllowed("You cannot withdraw documents.")
    else:
        must_be_named(by, Permission.WITHDRAW, document)
    document.state, document.withdrawn_at, document.withdrawn_by = "withdrawn", now(), by.audit_name
    document.withdrawn_reason = reason[:60]
    document.save(update_fields=_WITHDRAWN)
    record("document.withdraw", by=by, thing_kind="document", thing=document.identifier)
    note_change(ChangeKind.VISIBILITY, thing_kind="document", thing=document.pk)
    return document


@transaction.atomic
def hold_back(document: Document, *, by: Viewer) -> Document:
    """Make a published or withdrawn document restricted again: those named can read it, nobody else.

    Raises:
        NotAllowed: they do not look after its review.
    """
    if not may_keep(by, Permission.WITHDRAW, document.work):
        raise NotAllowed("You cannot hold this document back.")
    document.state = "restricted"
    document.save(update_fields=["state"])
    record("document.restrict", by=by, thing_kind="document", thing=document.identifier)
    note_change(ChangeKind.VISIBILITY, thing_kind="document", thing=document.pk)
    return document


def must_be_named(by: Viewer, permission: Permission, document: Document) -> None:
    """What is not public is only for those who are named for it, whatever their role allows.

    Raises:
        NotAllowed: they may not do this, or not with this document.
    """
    named = may(by, permission) and (
        by.is_operator
        or may(by, Permission.READ_RESTRICTED, thing_kind="document", thing=document.pk)
        or may(by, Permission.READ_RESTRICTED, thing_kind="work", thing=document.work_id)
    )
    if not named:
        raise NotAllowed("You cannot do this with this document.")


def _check_settled(document: Document, publication: Publication) -> None:
    if document.read_state != "read":
        raise CannotPublish("This file has not been read yet.", advice="Wait until every step is done.")
    if document.hidden:
        pages = ", ".join(str(page) for page in sorted({found["page"] for found in document.hidden}))
        raise CannotPublish(
            f"This file holds hidden text on p. {pages}.",
            advice="Download the cleaned copy, check it, and add that instead.",
        )
    if document.unsettled_changes:
        raise CannotPublish(
            f"This file holds {document.unsettled_changes} tracked changes or comments that nobody has settled.",
            advice="Accept or reject every change in Word, save, and add that file instead.",
        )
    if not publication.restrictions_checked:
        raise CannotPublish(
            "Nobody has said that reporting restrictions were checked.",
            advice="Check for court orders and reporting restrictions, then tick the box.",
        )
