"""Why: whether a learning point explains, and by which pattern of causes. A machine proposes, a person decides."""

from dataclasses import dataclass

from django.db import transaction

from heeded.core.actors import Actor
from heeded.core.clock import now
from heeded.core.services import ChangeKind, note_change, record
from heeded.core.transactions import one_at_a_time
from heeded.engine.briefing import CausePattern, Is
from heeded.learning.errors import NoSuchLearningPoint, NotToBeCoded
from heeded.learning.models import Why
from heeded.learning.services._laying_down import checked_note
from heeded.learning.services._permission import must
from heeded.library.models import LearningPoint
from heeded.library.queries import visible_learning_points
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class WhySaid:
    """What is said of a learning point. Only one that explains has a pattern; `Is.DESCRIBES` is "described, not
    explained"."""

    says: Is
    pattern: CausePattern | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class WhyProposed:
    """What a machine would say, how sure it is between 0 and 1, and its reason in plain words."""

    says: Is
    score: float
    reason: str
    pattern: CausePattern | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    """What stands in a row, however it came there."""

    says: Is
    pattern: CausePattern | None

    def __post_init__(self) -> None:
        if self.pattern is not None and self.says != Is.EXPLAINS:
            raise NotToBeCoded("Only what explains has a pattern of causes.")
        if self.says not in set(Is) or (self.pattern is not None and self.pattern not in set(CausePattern)):
            raise NotToBeCoded("Say whether it explains or describes, and choose a pattern from the list.")


@transaction.atomic
def decide_why(point: LearningPoint, said: WhySaid, *, by: Viewer) -> Why:
    """Say why things were as they were, or that the review describes without explaining. The decision before it stays
    on record, and so does what a machine proposed. Said twice it is said once.

    Raises:
        NotAllowed: they may not code.
        NoSuchLearningPoint: there is none that they may see.
        NotToBeCoded: a pattern for what only describes, or too long a note.
    """
    held = _held(point, by=by)
    row, note = _Row(said.says, said.pattern), checked_note(said.note)
    before = Why.objects.filter(learning_point=held, state="decided").first()
    same = before is not None and (before.says, before.pattern) == (row.says, row.pattern or "")
    if before is not None and same and before.note == note:
        return before
    Why.objects.filter(learning_point=held, state="decided").update(state="replaced")
    made = Why.objects.create(
        learning_point=held,
        says=row.says,
        pattern=row.pattern or "",
        state="decided",
        note=note,
        made_by=by.audit_name,
        made_at=now(),
    )
    _answered(held, row, by=by)
    _tell("why.decide", held, by=by)
    return made


@transaction.atomic
def reject_why(why: Why, *, by: Viewer) -> Why:
    """Say that what a machine proposes is wrong, or take a decision back. Twice is once.

    Raises:
        NotAllowed, NoSuchLearningPoint: as `decide_why`.
    """
    point = _held(why.learning_point, by=by)
    held = Why.objects.select_for_update().get(pk=why.pk)
    if held.state not in {"proposed", "decided"}:
        return held
    held.state, held.decided_by, held.decided_at = "rejected", by.audit_name, now()
    held.save(update_fields=["state", "decided_by", "decided_at"])
    _tell("why.reject", point, by=by)
    return held


@transaction.atomic
def propose_why(point: LearningPoint, proposed: WhyProposed, *, proposer: str, by: Actor) -> Why | None:
    """Put down what a machine proposes, in the place of what it proposed before; nothing where a person has decided
    or has said no to the same.

    Raises:
        NotToBeCoded: as `decide_why`.
    """
    row = _Row(proposed.says, proposed.pattern)
    one_at_a_time("why", point.pk)
    rows = Why.objects.filter(learning_point=point)
    answer = {"says": row.says, "pattern": row.pattern or ""}
    if rows.filter(state="decided").exists() or rows.filter(state="rejected", made_by="", **answer).exists():
        rows.filter(state="proposed").update(state="dropped")  # what it said before it says no more
        return None
    held = rows.filter(state="proposed", **answer).first() or Why(
        learning_point=point, state="proposed", **answer
    )
    rows.filter(state="proposed").exclude(pk=held.pk or 0).update(state="dropped")
    held.made_at, held.proposer, held.score = now(), proposer[:120], proposed.score
    held.reason = proposed.reason[:400]
    held.save()
    _tell("why.propose", point, by=by)
    return held


def _held(point: LearningPoint, *, by: Viewer) -> LearningPoint:
    """The learning point, where they may see it; nobody else decides on it until this transaction ends."""
    must(by, Permission.CODE)
    one_at_a_time("why", point.pk)
    held = visible_learning_points(by).filter(pk=point.pk).first()
    if held is None:
        raise NoSuchLearningPoint("There is no such learning point.")
    return held


def _answered(point: LearningPoint, row: _Row, *, by: Viewer) -> None:
    """What a machine had proposed was answered by a person: with the same, or with something else."""
    waiting = Why.objects.filter(learning_point=point, state="proposed")
    same = {"says": row.says, "pattern": row.pattern or ""}
    answered = {"decided_by": by.audit_name, "decided_at": now()}
    waiting.exclude(**same).update(state="rejected", **answered)
    waiting.filter(**same).update(state="accepted", **answered)


def _tell(action: str, point: LearningPoint, *, by: Actor) -> None:
    record(action, by=by, thing_kind="learning-point", thing=point.identifier)
    note_change(ChangeKind.CODINGS, thing_kind="work", thing=point.work_id)
