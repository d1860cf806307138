"""Every write leaves an audit row and, where others must hear of it, a change row, in its own transaction."""

from datetime import timedelta
from enum import StrEnum

from heeded import __version__
from heeded.core.actors import Actor
from heeded.core.clock import now
from heeded.core.models import AuditRow, Change, Node
from heeded.core.queries import Place
from heeded.core.transactions import numbers_of_another_server

_FORGOTTEN = timedelta(days=30)


class ChangeKind(StrEnum):
    """What followers of the change log can hear."""

    PASSAGES = "passages"  # a document's passages were made anew: index them
    VISIBILITY = "visibility"  # published, withdrawn, restricted, granted
    FACTS = "facts"  # what a work is filed under
    LEARNING_POINTS = "learning-points"
    VECTORS = "vectors"  # what search by meaning compares of a document was made anew
    CODINGS = "codings"  # what was coded of a work, or the themes of a framework
    LESSONS = "lessons"  # a lesson: its name, its members, or what was decided about it
    PRACTICE = "practice"  # what a board answered, did or showed of a point; what came back
    ERASED = "erased"


def record(
    action: str, *, by: Actor, thing_kind: str, thing: str, **details: str | int | bool | None
) -> None:
    """Write the audit row. `details` are identifiers, hashes and numbers, never text of a report."""
    AuditRow.objects.create(
        at=now(), actor=by.audit_name, action=action, thing_kind=thing_kind, thing=thing, details=details
    )


def note_change(kind: ChangeKind, *, thing_kind: str, thing: int) -> None:
    """Tell the followers. `thing` is the row's primary key, `thing_kind` "document" or "work", of learning also
    "framework" or "lesson", of practice "plan-item"; or 0 of the whole "library"."""
    Change.objects.create(at=now(), kind=kind, thing_kind=thing_kind, thing=thing)


def node_is_here(name: str, kind: str, *, words: Place | None = None, vectors: Place | None = None) -> None:
    """Say that a web process or worker is alive and how far its indexes have come. Who was silent for a month is
    forgotten."""
    at = {"words": words, "vectors": vectors}
    places = {f"{index}_transaction": place.transaction if place else None for index, place in at.items()}
    places |= {f"{index}_change": place.change if place else None for index, place in at.items()}
    values = {"kind": kind, "version": __version__, "seen_at": now(), **places}
    if not Node.objects.filter(name=name).update(**values):
        Node.objects.update_or_create(name=name, defaults=values)
        Node.objects.filter(seen_at__lt=now() - _FORGOTTEN).delete()


def settle_copied_log() -> bool:
    """A database copied here from another server brings its numbers of transactions, which this one will use again:
    they are set to 0, so that keys alone are the order of what was copied. Followers notice and start anew; until then
    no node has confirmed anything."""
    if not numbers_of_another_server():
        return False
    Change.objects.update(transaction=0)
    Node.objects.update(**dict.fromkeys(Node.PLACES))
    return True
