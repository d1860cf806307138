"""A person decides a fact: confirms, corrects or rejects what a machine proposed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from heeded.core.clock import now
from heeded.core.errors import Refused
from heeded.core.services import ChangeKind, note_change, record
from heeded.core.transactions import one_at_a_time
from heeded.engine.vocabulary import MANY_VALUED, NOT_STATED, OF_SUBJECT, FactName
from heeded.library.models import Fact, FactDecision, Subject, Work
from heeded.library.services._deciding import must_keep
from heeded.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class FactAnswer:
    """What a person says a fact is. No values: back to "not yet confirmed". `NOT_STATED` alone is a value."""

    name: FactName
    values: tuple[str, ...]
    subject: int = 0  # the child or adult reviewed, from 1; 0 is the review
    note: str = ""


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
