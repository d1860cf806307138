"""Meetings of a board, and what happened on its plan since the last one: what there is to minute."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.db.models import Model, QuerySet

from heeded.core.clock import local_day
from heeded.people.models import Organisation
from heeded.people.viewer import Viewer
from heeded.practice.errors import NoSuchItem
from heeded.practice.kinds import AnswerKind, CheckAnswer, ClosedAs, TakenUpAs
from heeded.practice.models import (
    Action,
    ActionChange,
    CameBack,
    Closing,
    Decision,
    Meeting,
    PlanItem,
    PracticeCheck,
    Response,
    TakenUp,
)
from heeded.practice.queries._visible import boards_kept, seen_whole

_Row = TypeVar("_Row", bound=Model)
_MOST = 300  # things of one kind


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that was done on a plan. `event` names it for good; `words` say it as minutes would."""

    event: str
    at: datetime
    words: str
    item: PlanItem | None
    action: Action | None = None

    @property
    def day(self) -> date:
        return local_day(self.at)


def meetings_of(viewer: Viewer, board: Organisation) -> QuerySet[Meeting]:
    """The meetings of a board, the last first, for those who keep its plan."""
    found = Meeting.objects.filter(board=board).order_by("-held_on", "-pk")
    return found if viewer.is_operator or board.pk in boards_kept(viewer) else found.none()


def meeting_for(viewer: Viewer, board: Organisation, identifier: str) -> Meeting:
    """Raises NoSuchItem: there is none, or not for this viewer."""
    found = meetings_of(viewer, board).filter(identifier=identifier).first()
    if found is None:
        raise NoSuchItem("There is no such meeting.")
    return found


def decisions_of(viewer: Viewer, meeting: Meeting) -> QuerySet[Decision]:
    """What a meeting decided, in order, what was struck out with it."""
    if not meetings_of(viewer, meeting.board).filter(pk=meeting.pk).exists():
        return Decision.objects.none()
    found = Decision.objects.filter(meeting=meeting).select_related("item__point", "action")
    return found.order_by("pk")


def since_last(viewer: Viewer, meeting: Meeting) -> date | None:
    """The day of the meeting before this one; None: it is the first."""
    before = meetings_of(viewer, meeting.board).filter(held_on__lt=meeting.held_on)
    return before.values_list("held_on", flat=True).first()


def what_happened(viewer: Viewer, board: Organisation, since: date | None) -> list[Happened]:
    """What was closed, answered, moved, checked, taken up or decided on a plan after a day and is not in any minutes,
    in order of time. Some ten queries, whatever the number."""
    items = seen_whole(viewer).filter(board=board)
    minuted = Decision.objects.filter(meeting__board=board, struck_at__isnull=True).exclude(event="")
    known = set(minuted.values_list("event", flat=True))
    found = [
        one for one in _everything(items) if one.event not in known and (since is None or one.day > since)
    ]
    return sorted(found, key=lambda one: (one.at, one.event))


def _everything(items: QuerySet[PlanItem]) -> Iterator[Happened]:
    yield from _closings(Closing.objects.filter(item__in=items).select_related("item__point", "action"))
    yield from _answers(Response.objects.filter(addressee__item__in=items))
    yield from _moved(ActionChange.objects.filter(action__item__in=items, field="due").exclude(before=None))
    yield from _checks(items)
    yield from _returns(CameBack.objects.filter(item__in=items, state="same").select_related("item__point"))
    for one in _lately(TakenUp.objects.filter(item__in=items).select_related("item__point")):
        words = f"Taken up from elsewhere: {TakenUpAs(one.answer).label.lower()}"
        yield Happened(f"taken-up:{one.pk}", one.at, _because(words, one.reason), one.item)


def _closings(rows: QuerySet[Closing]) -> Iterator[Happened]:
    for one in _lately(rows):
        words = f"Closed as: {ClosedAs(one.closed_as).label.lower()}"
        yield Happened(f"closing:{one.pk}", one.at, _because(words, one.reason), one.item, one.action)
        if one.reopened_at is not None:
            words = _because("Opened again", one.reopened_reason)
            yield Happened(f"reopened:{one.pk}", one.reopened_at, words, one.item, one.action)


def _answers(rows: QuerySet[Response]) -> Iterator[Happened]:
    for one in _lately(rows.select_related("addressee__item__point", "addressee__organisation")):
        words = f"{one.addressee.organisation.name} answered: {AnswerKind(one.answer).label.lower()}"
        yield Happened(f"answer:{one.pk}", one.made_at, _because(words, one.reasons), one.addressee.item)


def _moved(rows: QuerySet[ActionChange]) -> Iterator[Happened]:
    for one in _lately(rows.select_related("action__item__point")):
        words = f"Due date moved from {_day(one.before)} to {_day(one.after)}"
        yield Happened(f"moved:{one.pk}", one.at, _because(words, one.reason), one.action.item, one.action)


def _checks(items: QuerySet[PlanItem]) -> Iterator[Happened]:
    rows = PracticeCheck.objects.filter(actions__item__in=items, made_at__isnull=False).distinct()
    for one in _lately(rows.prefetch_related("actions__item__point")):
        actions = list(one.actions.all())
        words = f"Practice checked. Has practice changed? {CheckAnswer(one.answer).label}"
        assert one.made_at is not None
        item = actions[0].item if actions else None
        yield Happened(
            f"check:{one.pk}", one.made_at, f"{words}.", item, actions[0] if len(actions) == 1 else None
        )


def _returns(rows: QuerySet[CameBack]) -> Iterator[Happened]:
    for one in _lately(rows):
        if one.decided_at is not None:
            yield Happened(
                f"came-back:{one.pk}", one.decided_at, "A later review teaches it again.", one.item
            )


def _lately(rows: QuerySet[_Row]) -> Iterable[_Row]:
    return rows.order_by("-pk")[:_MOST]


def _because(words: str, reason: str) -> str:
    return f"{words}. {reason}" if reason else f"{words}."


def _day(written: str | None) -> str:
    if not written:
        return "none"
    day = date.fromisoformat(written)
    return f"{day.day} {day:%B %Y}"
