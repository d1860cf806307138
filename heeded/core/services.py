"""Every write leaves an audit row and, where others must hear of it, a change row, in its own transaction."""

from enum import StrEnum

from heeded.core.actors import Actor
from heeded.core.clock import now
from heeded.core.models import AuditRow, Change


class ChangeKind(StrEnum):
    """What followers of the change log can hear."""

    PASSAGES = "passages"  # a document's passages were made anew: index them
    VISIBILITY = "visibility"  # published, withdrawn, restricted, granted
    FACTS = "facts"  # what a work is filed under
    LEARNING_POINTS = "learning-points"
    ERASED = "erased"


def record(
    action: str, *, by: Actor, thing_kind: str, thing: str, **details: str | int | bool | None
) -> None:
    """Write the audit row. `details` are identifiers, hashes and numbers, never text of a report."""
    AuditRow.objects.create(
        at=now(), actor=by.audit_name, action=action, thing_kind=thing_kind, thing=thing, details=details
    )


def note_change(kind: ChangeKind, *, thing_kind: str, thing: int) -> None:
    """Tell the followers. `thing` is the row's primary key, `thing_kind` "document" or "work"."""
    Change.objects.create(at=now(), kind=kind, thing_kind=thing_kind, thing=thing)
