"""Who is asked, what they answer, and what a board shows of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from heeded.core.clock import now
from heeded.people.models import Organisation
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer
from heeded.practice.errors import NoSuchAddressee, NotToBeAnswered
from heeded.practice.kinds import AnswerKind
from heeded.practice.models import Addressee, Evidence, PlanItem, Response
from heeded.practice.queries import visible_addressees
from heeded.practice.services._days import checked_day
from heeded.practice.services._evidence import EvidenceGiven, put_down, shows_practice
from heeded.practice.services._holding import checked_words, held_item, kept_item, may_for, must_for, tell


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer: "not accepted" and "in part" need reasons, "already so" evidence that is more than a training
    record. Evidence is what the item has already, or is given with the answer."""

    answer: AnswerKind
    reasons: str = ""
    evidence: Sequence[Evidence | EvidenceGiven] = ()


@transaction.atomic
def ask(item: PlanItem, organisation: Organisation, *, by: Viewer, due: date | None = None) -> Addressee:
    """Ask an organisation to answer a point. Asked twice it is asked once, with the newer date.

    Raises:
        NoSuchItem, NotAllowed: they do not keep the plan.
        NotToBeDone: the date is too far off.
    """
    held = kept_item(item, by=by)
    checked_day(due, field="due")
    defaults = {"due": due, "asked_by": by.audit_name, "asked_at": now()}
    asked, is_new = Addressee.objects.get_or_create(item=held, organisation=organisation, defaults=defaults)
    if not is_new and (due is None or asked.due == due):
        return asked
    asked.due = due
    asked.save(update_fields=["due"])
    thing = ("addressee", asked.identifier)
    tell("answer.ask", held, by=by, thing=thing, organisation=organisation.identifier)
    return asked


@transaction.atomic
def answer(addressee: Addressee, said: Answered, *, by: Viewer) -> Response:
    """Answer for an addressee. What was answered before stays on record. The same said twice is said once.

    Raises:
        NoSuchAddressee: there is none that they may see.
        NotAllowed: they neither answer for it nor keep the plan.
        NotToBeAnswered: reasons or evidence are missing.
    """
    held = _held(addressee, by=by)
    reasons = checked_words(said.reasons, what="your reasons")
    before = held.responses.order_by("-pk").first()
    if before is not None and _is_same(before, said, reasons):
        return before
    evidence = [put_down(held.item, one, by=by) for one in said.evidence]
    _must_be_whole(AnswerKind(said.answer), reasons, evidence)
    made = Response.objects.create(
        addressee=held,
        answer=AnswerKind(said.answer),
        reasons=reasons,
        made_by=by.audit_name,
        made_at=now(),
    )
    made.evidence.set(evidence)
    tell("answer.make", held.item, by=by, thing=("response", made.identifier), answer=str(made.answer))
    return made


@transaction.atomic
def show_item(item: PlanItem, *, by: Viewer) -> PlanItem:
    """Show everybody who may see the point what was answered and what is done: the newest answer of each addressee
    is published, with all of it that is published later. Evidence is shown one by one.

    Raises:
        NoSuchItem, NotAllowed: they do not keep the plan.
    """
    held = kept_item(item, by=by)
    fresh = [one.responses.order_by("-pk").first() for one in held.addressees.order_by("pk")]
    new = [one for one in fresh if one is not None and one.published_at is None]
    for response in new:
        response.published_by, response.published_at = by.audit_name, now()
        response.save(update_fields=["published_by", "published_at"])
    if held.shown_at is not None and not new:
        return held
    if held.shown_at is None:
        held.shown_by, held.shown_at = by.audit_name, now()
        held.save(update_fields=["shown_by", "shown_at"])
    tell("plan.show", held, by=by, answers=len(new))
    return held


@transaction.atomic
def hide_item(item: PlanItem, *, by: Viewer) -> PlanItem:
    """Show nothing of it any more. Twice is once.

    Raises:
        NoSuchItem, NotAllowed: they do not keep the plan.
    """
    held = kept_item(item, by=by)
    if held.shown_at is not None:
        held.shown_by, held.shown_at = "", None
        held.save(update_fields=["shown_by", "shown_at"])
        tell("plan.hide", held, by=by)
    return held


@transaction.atomic
def say_own_words(item: PlanItem, says: bool, *, by: Viewer) -> PlanItem:
    """Say that what is written under an item repeats no report's words, so that it stays when a report is erased; or
    take that back.

    Raises:
        NoSuchItem, NotAllowed: they do not keep the plan.
    """
    held = kept_item(item, by=by)
    if held.own_words != says:
        held.own_words = says
        held.save(update_fields=["own_words"])
        tell("plan.own-words", held, by=by, says=says)
    return held


def _held(addressee: Addressee, *, by: Viewer) -> Addressee:
    """The addressee, held with its item, for those who answer for it or keep the board's plan."""
    if not visible_addressees(by).filter(pk=addressee.pk).exists():
        raise NoSuchAddressee("Nobody such is asked.")
    held_item(addressee.item, by=by)
    held = Addressee.objects.select_related("item", "item__board").get(pk=addressee.pk)
    if not may_for(by, Permission.MANAGE_PLAN, held.item.board_id):
        must_for(by, Permission.ANSWER, held.organisation_id)
    return held


def _is_same(before: Response, said: Answered, reasons: str) -> bool:
    if any(isinstance(one, EvidenceGiven) for one in said.evidence):
        return False
    there = set(before.evidence.values_list("pk", flat=True))
    given = {one.pk for one in said.evidence if isinstance(one, Evidence)}
    return (before.answer, before.reasons, there) == (said.answer, reasons, given)


def _must_be_whole(kind: AnswerKind, reasons: str, evidence: Sequence[Evidence]) -> None:
    if kind in {AnswerKind.NOT_ACCEPTED, AnswerKind.IN_PART} and not reasons:
        raise NotToBeAnswered("Say why it is not accepted, or only in part.")
    if kind == AnswerKind.ALREADY_SO and not shows_practice(evidence):
        raise NotToBeAnswered(
            "“Already so” needs evidence.", advice="A training record alone does not show what people do."
        )
