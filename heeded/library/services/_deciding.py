"""A person decides: facts and learning points. What was decided before stays as history."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from heeded.core.clock import now
from heeded.core.errors import NotAllowed, Refused
from heeded.core.services import ChangeKind, note_change, record
from heeded.core.transactions import one_at_a_time
from heeded.engine.vocabulary import MANY_VALUED, NOT_STATED, OF_SUBJECT, FactName, LearningPointKind
from heeded.library.keeping import may_keep
from heeded.library.models import Fact, FactDecision, LearningPoint, Section, Subject, Work
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class FactAnswer:
    """What a person says a fact is. No values: back to "not yet confirmed". `NOT_STATED` alone is a value."""

    name: FactName
    values: tuple[str, ...]
    subject: int = 0  # the child or adult reviewed, from 1; 0 is the review
    note: str = ""


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
def decide_fact(
    work: Work, answer: FactAnswer, *, by: Viewer, proposals: Sequence[Fact] = ()
) -> FactDecision:
    """Confirm or correct one fact of a review. The decision before it is kept.

    Raises:
        NotAllowed: they do not look after this review.
        Refused: several values where only one can be, or a person for a fact of the review.
    """
    must_keep(by, work)
    _check_answer(answer)
    one_at_a_time("facts", work.pk)
    subject = None
    if answer.name in OF_SUBJECT:
        subject = Subject.objects.get_or_create(work=work, number=answer.subject or 1)[0]
    FactDecision.objects.filter(work=work, subject=subject, name=answer.name, current=True).update(
        current=False
    )
    decision = FactDecision.objects.create(
        work=work,
        subject=subject,
        name=answer.name,
        values=list(answer.values),
        decided_by=by.audit_name,
        decided_at=now(),
        note=answer.note[:300],
    )
    decision.proposals.set(proposals)
    record("fact.decide", by=by, thing_kind="work", thing=work.identifier, fact=answer.name.value)
    note_change(ChangeKind.FACTS, thing_kind="work", thing=work.pk)
    return decision


def _check_answer(answer: FactAnswer) -> None:
    if len(answer.values) > 1 and (answer.name not in MANY_VALUED or NOT_STATED in answer.values):
        raise Refused(f"{answer.name.label} can have one value only.", advice="Choose one.")
    if answer.subject and answer.name not in OF_SUBJECT:
        raise Refused(f"{answer.name.label} is a fact of the review, not of a person.")


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
