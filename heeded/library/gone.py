"""What was public and is not any more: for those who keep copies and have promised to let go of them.

Only what everybody could once read is told of, by identifier, date and kind of reason. What was never public, or was
taken back before its time came, looks as if it had never been.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from heeded.core.clock import now
from heeded.core.models import AuditRow, Tombstone
from heeded.library.models import Document

_PUBLIC = ("document.publish", "follow.take")  # the second on a public node, where nothing else is published
_RESTRICTED = "document.restrict"


@dataclass(frozen=True, slots=True, order=True)
class Gone:
    """One document that everybody could read. `how` is withdrawn, restricted, replaced or erased; `reason` the kind
    of reason of an erasure, empty for the others; `replaced_by` the identifier of the newer one."""

    at: datetime
    document: str
    how: str
    reason: str = ""
    replaced_by: str = ""


def gone_documents() -> list[Gone]:
    """Everything that is gone at this moment, oldest first. What was published again is not in it."""
    return sorted([*_hidden(), *_replaced(), *_erased()])


def _hidden() -> Iterator[Gone]:
    rows = Document.objects.filter(published_at__isnull=False).exclude(state="published")
    for identifier, state, at, begins in rows.values_list(
        "identifier", "state", "withdrawn_at", "visible_from"
    ):
        if state == "restricted":
            at = _newest(identifier, _RESTRICTED)
        if at is not None and (begins is None or begins <= at):
            yield Gone(at, identifier, state)


def _replaced() -> Iterator[Gone]:
    rows = Document.objects.filter(
        state="published", replaced_is_public=False, replaced_by__published_at__isnull=False
    )
    names = ("replaced_by__identifier", "replaced_by__published_at", "replaced_by__visible_from")
    for identifier, begins, newer, published, shown in rows.values_list("identifier", "visible_from", *names):
        at = max(published, shown or published)
        if at <= now() and (begins is None or begins <= at):
            yield Gone(at, identifier, "replaced", replaced_by=newer)


def _erased() -> Iterator[Gone]:
    stones = Tombstone.objects.filter(thing_kind="document").values_list("thing", "erased_at", "reason")
    for identifier, at, reason in stones:
        if _was_public(identifier, at):
            yield Gone(at, identifier, "erased", reason)


def _was_public(identifier: str, at: datetime) -> bool:
    """Whether an erased document was published, and its time had come before somebody took it back."""
    rows = AuditRow.objects.filter(thing_kind="document", thing=identifier, action__in=_PUBLIC, at__lte=at)
    for published, details in rows.values_list("at", "details"):
        begins = datetime.fromisoformat(str((details or {}).get("from") or published.isoformat()))
        if begins <= _taken_back(identifier, after=published, before=at):
            return True
    return False


def _taken_back(identifier: str, *, after: datetime, before: datetime) -> datetime:
    """When a document that was published at `after` was taken back first; `before` where it never was."""
    rows = AuditRow.objects.filter(thing_kind="document", thing=identifier, at__gt=after, at__lt=before)
    rows = rows.filter(action__in=["document.withdraw", _RESTRICTED]).order_by("at")
    return rows.values_list("at", flat=True).first() or before


def _newest(identifier: str, action: str) -> datetime | None:
    rows = AuditRow.objects.filter(thing_kind="document", thing=identifier, action=action)
    return rows.order_by("-at").values_list("at", flat=True).first()
