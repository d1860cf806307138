"""What boards say of themselves, open and submit; what outside bodies read, ask and advise."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet

from heeded.core.clock import LONDON, local_day, now
from heeded.core.errors import Refused
from heeded.core.services import record
from heeded.core.transactions import one_at_a_time
from heeded.library.models import Work
from heeded.people.models import Organisation
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer
from heeded.practice.errors import NoSuchOpening, NoSuchQuestion
from heeded.practice.kinds import BoardSays, QuestionKind, Told
from heeded.practice.models import (
    BoardStatement,
    Opening,
    OutsideQuestion,
    OutsideReading,
    PlanItem,
    Submission,
)
from heeded.practice.queries import (
    items_to_submit,
    questions_seen,
    submitted_words,
)
from heeded.practice.services._days import checked_day
from heeded.practice.services._holding import checked_words, hold_plan, must_for
from heeded.practice.services._telling import tell_asker, tell_board

_SENT_TWICE = timedelta(minutes=10)
_MOMENT = timedelta(seconds=1)  # a last day ends where the next one begins


@dataclass(frozen=True, slots=True)
class Period:
    """From and until."""

    since: datetime
    until: datetime

    @classmethod
    def of_days(cls, first: date | None, last: date, *, at: datetime) -> "Period":
        """Days as instants: from the beginning of the first, or from `at`, to the end of the last.

        Raises:
            NotToBeDone: one of them is too far off.
        """
        checked_day(first, field="since")
        checked_day(last, field="until")
        since = at if first is None or first <= local_day(at) else _begins(first)
        return cls(since, _begins(last + timedelta(days=1)))


@transaction.atomic
def state_of_board(
    board: Organisation,
    says: BoardSays,
    *,
    by: Viewer,
    since: date | None = None,
    until: date | None = None,
) -> BoardStatement:
    """Say that a board had no reviews in some years, that they are not in this library, or that it does not use
    Heeded. Said twice it is said once.

    Raises:
        NotAllowed: they do not keep that board's plan.
        Refused: the years end before they begin.
    """
    must_for(by, Permission.MANAGE_PLAN, board)
    checked_day(since, field="since")
    checked_day(until, field="until")
    if since and until and until < since:
        raise Refused("The years would end before they begin.")
    one_at_a_time("board-statements", board.pk)
    standing = BoardStatement.objects.filter(board=board, taken_back_at__isnull=True)
    same = standing.filter(says=BoardSays(says), since=since, until=until).first()
    if same is not None:
        return same
    made = BoardStatement.objects.create(
        board=board, says=BoardSays(says), since=since, until=until, by=by.audit_name, at=now()
    )
    record("board.state", by=by, thing_kind="organisation", thing=board.identifier, says=str(made.says))
    return made


@transaction.atomic
def take_statement_back(statement: BoardStatement, *, by: Viewer) -> BoardStatement:
    """Take back what was said of a board. Twice is once.

    Raises:
        NotAllowed: they do not keep that board's plan.
    """
    must_for(by, Permission.MANAGE_PLAN, statement.board)
    held = BoardStatement.objects.select_for_update().get(pk=statement.pk)
    if held.taken_back_at is None:
        held.taken_back_by, held.taken_back_at = by.audit_name, now()
        held.save()
        record("board.take-back", by=by, thing_kind="organisation", thing=statement.board.identifier)
    return held


@transaction.atomic
def open_plan(
    board: Organisation, to: Organisation, period: Period, *, by: Viewer, work: Work | None = None
) -> Opening:
    """Let an outside body read a board's plan, or what of it answers one review, for a period. Sent twice within
    minutes it is opened once.

    Raises:
        NotAllowed: they do not keep that board's plan.
        Refused: the period ends before it begins.
    """
    must_for(by, Permission.MANAGE_PLAN, board)
    checked_day(period.since.date(), field="since")
    checked_day((max(period.until, period.since) - _MOMENT).date(), field="until")
    if period.until <= period.since:
        raise Refused("The period would end before it begins.")
    one_at_a_time("openings", board.pk)
    same = _opened_already(Opening.objects.filter(board=board, to=to, work=work), period, by=by)
    if same is not None:
        return same
    made = Opening.objects.create(
        board=board,
        to=to,
        work=work,
        since=period.since,
        until=period.until,
        opened_by=by.audit_name,
        opened_at=now(),
    )
    record("plan.open-to", by=by, thing_kind="opening", thing=made.identifier, to=to.identifier)
    return made


@transaction.atomic
def end_opening(opening: Opening, *, by: Viewer) -> Opening:
    """End it now. Who read what until then stays on record. Twice is once.

    Raises:
        NotAllowed: they do not keep that board's plan.
    """
    must_for(by, Permission.MANAGE_PLAN, opening.board)
    held = Opening.objects.select_for_update().get(pk=opening.pk)
    at = now()
    if held.until > at:
        held.until = max(at, held.since)
        held.save(update_fields=["until"])
        record("plan.end-opening", by=by, thing_kind="opening", thing=held.identifier)
    return held


@transaction.atomic
def note_reading(thing: Opening | Submission, *, by: Viewer) -> OutsideReading:
    """Write down that somebody of an outside body reads what was opened or submitted: the board sees it.

    Raises:
        NotAllowed: they do not ask boards for that body.
        NoSuchOpening: it is not open to them now.
    """
    must_for(by, Permission.ASK_BOARDS, thing.to_id)
    opening = thing if isinstance(thing, Opening) else None
    there = Opening.objects.filter(pk=thing.pk, since__lte=now(), until__gt=now())
    if opening is not None and not there.exists():
        raise NoSuchOpening("Nothing is opened to you here now.")
    made = OutsideReading.objects.create(
        opening=opening,
        submission=thing if isinstance(thing, Submission) else None,
        account_id=by.account,
        at=now(),
    )
    kind = "opening" if opening else "submission"
    record("plan.read-outside", by=by, thing_kind=kind, thing=thing.identifier)
    return made


@transaction.atomic
def submit(board: Organisation, to: Organisation, *, by: Viewer, work: Work | None = None) -> Submission:
    """Submit to an outside body what stands now: points, answers, actions and what became of them. It stays as
    submitted. Sent twice within minutes, with nothing changed between, it is one.

    Raises:
        NotAllowed: they do not keep that board's plan.
        Refused: there is nothing to submit.
    """
    must_for(by, Permission.MANAGE_PLAN, board)
    hold_plan(board)  # what is being erased is gone first
    held = list(items_to_submit(by, board, work).select_related("point").order_by("pk"))
    if not held:
        raise Refused("There is nothing on the plan to submit.")
    content = submitted_words(by, held)
    lately = Submission.objects.filter(board=board, to=to, work=work, submitted_at__gt=now() - _SENT_TWICE)
    for same in lately.filter(submitted_by=by.audit_name).order_by("-pk"):
        if same.content == content:
            return same
    made = Submission.objects.create(
        board=board,
        to=to,
        work=work,
        content=content,
        items=[one.identifier for one in held],
        submitted_by=by.audit_name,
        submitted_at=now(),
    )
    record("plan.submit", by=by, thing_kind="submission", thing=made.identifier, items=len(held))
    return made


@transaction.atomic
def ask_board(
    board: Organisation,
    asker: Organisation,
    text: str,
    *,
    by: Viewer,
    kind: QuestionKind = QuestionKind.QUESTION,
    item: PlanItem | None = None,
) -> OutsideQuestion:
    """Ask or advise a board that submitted or opened something to one's body. Sent twice it is asked once.

    Raises:
        NotAllowed: they do not ask boards for that body.
        NoSuchOpening: the board never submitted or opened anything to it, or not that item.
        Refused: no words, or too many.
    """
    must_for(by, Permission.ASK_BOARDS, asker)
    words = checked_words(text, what="what you ask or advise", needed=True)
    _must_have_been_told(board, asker, item)
    one_at_a_time("outside-questions", board.pk)
    said = {"board": board, "asker": asker, "item": item, "kind": QuestionKind(kind), "text": words}
    waiting = OutsideQuestion.objects.filter(asked_by=by.audit_name, answered_at__isnull=True, **said)
    same = waiting.first()
    if same is not None:
        return same
    made = OutsideQuestion.objects.create(asked_by=by.audit_name, asked_at=now(), **said)
    record("board.ask", by=by, thing_kind="outside-question", thing=made.identifier)
    tell_board(board, Told.ASKED, by=by)
    return made


@transaction.atomic
def answer_question(question: OutsideQuestion, text: str, *, by: Viewer) -> OutsideQuestion:
    """Answer an outside body, once. The same sent twice is sent once.

    Raises:
        NoSuchQuestion: there is none that they may see.
        NotAllowed: they do not keep that board's plan.
        Refused: no words, or it was answered already.
    """
    held = OutsideQuestion.objects.select_for_update(of=("self",)).filter(pk=question.pk).first()
    if held is None or not questions_seen(by).filter(pk=held.pk).exists():
        raise NoSuchQuestion("There is no such question.")
    must_for(by, Permission.MANAGE_PLAN, held.board_id)
    words = checked_words(text, what="your answer", needed=True)
    if held.answered_at is not None:
        if (held.answered_by, held.answer) == (by.audit_name, words):
            return held
        raise Refused("It was answered already.", advice="Look at the answer.")
    held.answer, held.answered_by, held.answered_at = words, by.audit_name, now()
    held.save()
    record("board.answer", by=by, thing_kind="outside-question", thing=held.identifier)
    tell_asker(held, by=by)
    return held


def _opened_already(alike: QuerySet[Opening], period: Period, *, by: Viewer) -> Opening | None:
    """The same period; or one that they opened at once, minutes ago, where this one begins at once too."""
    at = now()
    same = Q(since=period.since)
    if period.since <= at:
        lately = Q(opened_by=by.audit_name, opened_at__gt=at - _SENT_TWICE)
        same |= lately & Q(since__lte=F("opened_at"), since__gt=at - _SENT_TWICE)
    return alike.filter(same, until=period.until).order_by("-pk").first()


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON)


def _must_have_been_told(board: Organisation, asker: Organisation, item: PlanItem | None) -> None:
    submissions = Submission.objects.filter(board=board, to=asker)
    openings = Opening.objects.filter(board=board, to=asker, since__lte=now())
    if item is None and (submissions.exists() or openings.exists()):
        return
    if item is not None and item.board_id == board.pk:
        told = any(item.identifier in one.items for one in submissions.only("items"))
        whole = openings.filter(work__isnull=True) | openings.filter(work=item.point.work_id)
        if told or whole.exists():
            return
    raise NoSuchOpening("This board has submitted or opened nothing of it to you.")
