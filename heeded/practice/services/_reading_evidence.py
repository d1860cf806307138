"""Reading evidence that is not shown to everybody leaves its trace."""

from django.db import transaction

from heeded.core.services import record
from heeded.people.viewer import Viewer
from heeded.practice.models import Evidence


@transaction.atomic
def note_evidence_read(evidence: Evidence, *, by: Viewer) -> None:
    """Record that somebody took the file of restricted evidence. What everybody may take leaves no trace."""
    if evidence.shown_at is None or evidence.item.shown_at is None:
        record(
            "evidence.read", by=by, thing_kind="evidence", thing=evidence.identifier, sha256=evidence.sha256
        )
