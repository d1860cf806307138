"""Minutes: a meeting at which a plan was before those who answer for it, and what it decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from heeded.core.clock import now, today
from heeded.core.errors import NotFound, Refused
from heeded.core.services import record
from heeded.core.transactions import one_at_a_time
from heeded.people.models import Organisation
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer
from heeded.practice.errors import NoSuchAction, NoSuchItem
from heeded.practice.models import Action, Decision, Meeting, PlanItem
from heeded.practice.queries import visible_actions, visible_items
from heeded.practice.services._days import checked_day
from heeded.practice.services._holding import checked_words, must_for

_MOST = 200  # decisions written down at once


@dataclass(frozen=True, slots=True)
class Decided:
    """Something that a meeting decided, in words: on an item of the plan, on an action of it, or on neither. `event`
    names what was done on the plan and is minuted by it ("closing:12"), so that it is minuted once."""

    words: str
    item: PlanItem | None = None
    action: Action | None = None
    event: str = ""


@transaction.atomic
def note_meeting(board: Organisation, held_on: date, title: str, *, by: Viewer, present: str = "") -> Meeting:
    """Note that a meeting was held. The same noted twice is one.

    Raises:
        NotAllowed: they do not keep that board's plan.
        Refused: no title, or a day that is to come.
    """
    must_for(by, Permission.MANAGE_PLAN, board)
    checked_day(held_on, field="held_on")
    if held_on > today():
        raise Refused("A meeting is noted once it was held.", advice="Enter a day that has been.")
    said = checked_words(title, what="what the meeting was", needed=True, most=200)
    who = checked_words(present, what="who was there", most=600)
    one_at_a_time("meetings", board.pk)
    made, is_new = Meeting.objects.get_or_create(
        board=board,
        held_on=held_on,
        title=said,
        defaults={"present": who, "noted_by": by.audit_name, "noted_at": now()},
    )
    if is_new:
        record("meeting.note", by=by, thing_kind="meeting", thing=made.identifier, board=board.identifier)
    return made


@transaction.atomic
def minute(meeting: Meeting, decisions: Sequence[Decided], *, by: Viewer) -> list[Decision]:
    """Write down what a meeting decided. What was minuted already is not minuted twice.

    Raises:
        NotAllowed: they do not keep that board's plan.
        NoSuchItem, NoSuchAction: it is on another plan.
        Refused: no words, or too many decisions at once.
    """
    must_for(by, Permission.MANAGE_PLAN, meeting.board)
    if len(decisions) > _MOST:
        raise Refused(f"Write down at most {_MOST} decisions at once.")
    one_at_a_time("meetings", meeting.board_id)
    made = [one for one in (_minuted(meeting, said, by=by) for said in decisions) if one is not None]
    if made:
        record("meeting.minute", by=by, thing_kind="meeting", thing=meeting.identifier, decisions=len(made))
    return made


@transaction.atomic
def strike_out(decision: Decision, reason: str, *, by: Viewer) -> Decision:
    """Strike a decision out of the minutes, with a reason; it stays on record. Twice is once.

    Raises:
        NotAllowed: they do not keep that board's plan.
        Refused: no reason.
    """
    held = (
        Decision.objects.select_for_update(of=("self",)).select_related("meeting__board").get(pk=decision.pk)
    )
    must_for(by, Permission.MANAGE_PLAN, held.meeting.board)
    if held.struck_at is not None:
        return held
    held.struck_reason = checked_words(reason, what="why", needed=True, most=600)
    held.struck_by, held.struck_at = by.audit_name, now()
    held.save(update_fields=["struck_reason", "struck_by", "struck_at"])
    record("meeting.strike-out", by=by, thing_kind="meeting", thing=held.meeting.identifier)
    return held


def _minuted(meeting: Meeting, said: Decided, *, by: Viewer) -> Decision | None:
    words = checked_words(said.words, what="what was decided", needed=True)
    item, action = said.item, said.action
    if action is not None:
        _must_be_of(visible_actions(by).filter(item__board=meeting.board, pk=action.pk).exists(), action)
        item = item or action.item
    if item is not None:
        _must_be_of(visible_items(by).filter(board=meeting.board, pk=item.pk).exists(), item)
    standing = Decision.objects.filter(struck_at__isnull=True)
    if said.event and standing.filter(event=said.event).exists():
        return None
    same = standing.filter(meeting=meeting, item=item, action=action, words=words, event=said.event)
    if same.exists():
        return None
    return Decision.objects.create(
        meeting=meeting, item=item, action=action, words=words, event=said.event, by=by.audit_name, at=now()
    )


def _must_be_of(there: bool, thing: PlanItem | Action) -> None:
    if there:
        return
    missing: NotFound = NoSuchItem("There is no such item on this plan.")
    if isinstance(thing, Action):
        missing = NoSuchAction("There is no such action on this plan.")
    raise missing
