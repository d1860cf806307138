"""Could it happen here? A board takes up what another area was taught."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from heeded.core.clock import now
from heeded.library.models import LearningPoint
from heeded.people.models import Organisation
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer
from heeded.practice.errors import NoSuchPoint, NotToBeAnswered
from heeded.practice.kinds import TakenUpAs
from heeded.practice.models import PlanItem, Point, TakenUp
from heeded.practice.queries import visible_points
from heeded.practice.services._evidence import EvidenceGiven, put_down, shows_practice
from heeded.practice.services._holding import checked_words, held_item, must_for, tell
from heeded.practice.services._points import point_of, put_on_plan


@dataclass(frozen=True, slots=True)
class TakenUpSaid:
    """What a board says of another area's point. "Already so" needs evidence, "does not apply" a reason."""

    answer: TakenUpAs
    reason: str = ""
    evidence: Sequence[EvidenceGiven] = ()


@transaction.atomic
def take_up(point: Point | LearningPoint, board: Organisation, said: TakenUpSaid, *, by: Viewer) -> PlanItem:
    """Put another area's point on a board's plan and say whether it could happen here. What was said before stays on
    record; the same said twice is said once.

    Raises:
        NotAllowed: they do not keep that board's plan.
        NoSuchPoint: there is none that they may see.
        NotToBeAnswered: the reason or the evidence is missing.
    """
    must_for(by, Permission.MANAGE_PLAN, board)
    found = point_of(point, by=by) if isinstance(point, LearningPoint) else point
    if not visible_points(by).filter(pk=found.pk).exists():
        raise NoSuchPoint("There is no such point to be learnt.")
    item = held_item(put_on_plan(found, board, origin="taken-up", by=by), by=by)
    reason = checked_words(said.reason, what="why")
    before = item.taken_up.order_by("-pk").first()
    if before is not None and (before.answer, before.reason) == (said.answer, reason) and not said.evidence:
        return item
    evidence = [put_down(item, one, by=by) for one in said.evidence]
    there = [*evidence, *(before.evidence.all() if before is not None else ())]
    if said.answer == TakenUpAs.ALREADY_SO and not shows_practice(there):
        raise NotToBeAnswered("“Already so” needs evidence.")
    if said.answer == TakenUpAs.DOES_NOT_APPLY and not reason:
        raise NotToBeAnswered("Say why it does not apply here.")
    made = TakenUp.objects.create(
        item=item, answer=TakenUpAs(said.answer), reason=reason, by=by.audit_name, at=now()
    )
    made.evidence.set(there)
    tell("plan.take-up", item, by=by, answer=str(made.answer))
    return item
