"""A person decides: facts and learning points. What was decided before stays as history."""

from django.db import transaction

from heeded.core.clock import now
from heeded.core.errors import NotAllowed, Refused
from heeded.core.services import ChangeKind, note_change, record
from heeded.engine.vocabulary import LearningPointKind
from heeded.library.keeping import may_keep
from heeded.library.models import LearningPoint, Section, Work
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer


def must_keep(by: Viewer, work: Work) -> None:
    """Only those who look after a review decide what is filed of it.

    Raises:
        NotAllowed: their role does not confirm, or another board looks after the review.
    """
    if not may_keep(by, Permission.CONFIRM, work):
        raise NotAllowed(
            "You cannot confirm or correct what is filed of this review.",
            advice="The staff of the board that looks after it can.",
        )


@transaction.atomic
def decide_learning_point(point: LearningPoint, state: str, *, by: Viewer) -> LearningPoint:
    """Confirm that a learning point is one, say that it is not, or take that back.

    Raises:
        NotAllowed: they do not look after its review.
        Refused: no such state.
    """
    must_keep(by, point.work)
    if state not in {"confirmed", "rejected", "proposed"}:
        raise Refused("Say whether it is one or not.")
    point.state = state
    point.decided_by = "" if state == "proposed" else by.audit_name
    point.decided_at = None if state == "proposed" else now()
    point.save(update_fields=["state", "decided_by", "decided_at"])
    record(f"learning-point.{state}", by=by, thing_kind="learning-point", thing=point.identifier)
    note_change(ChangeKind.LEARNING_POINTS, thing_kind="document", thing=point.document_id)
    return point


@transaction.atomic
def correct_learning_point(
    point: LearningPoint, *, kind: str, number: str, text: str, by: Viewer
) -> LearningPoint:
    """Correct what the machine took down. From then on it is the person's.

    Raises:
        NotAllowed: they do not look after its review.
        Refused: no text, or a kind that there is not.
    """
    must_keep(by, point.work)
    if not text.strip() or kind not in set(LearningPointKind):
        raise Refused("Give the words and the kind.")
    point.kind, point.number, point.text = kind, number.strip()[:30], text.strip()
    point.save(update_fields=["kind", "number", "text"])
    return decide_learning_point(point, "confirmed", by=by)


@transaction.atomic
def decide_section_kind(section: Section, kind: str, *, by: Viewer) -> Section:
    """Say what a section does. Passages take the kind at the next run of their step."""
    must_keep(by, section.document.work)
    section.kind, section.kind_decided_by = kind, by.audit_name
    section.save(update_fields=["kind", "kind_decided_by"])
    section.passages.update(kind=kind)
    record("section.kind", by=by, thing_kind="document", thing=str(section.document_id), section=section.pk)
    note_change(ChangeKind.PASSAGES, thing_kind="document", thing=section.document_id)
    return section
