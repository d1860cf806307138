from datetime import date, timedelta

from django.db import transaction

from heeded.core.clock import now, today
from heeded.core.errors import NotAllowed, Refused
from heeded.core.services import record
from heeded.library.models import Problem, Work
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.people.viewer import Viewer

WORKING_DAYS_TO_ANSWER = {"recognised": 2, "wrong": 10, "other": 10}


@transaction.atomic
def report_problem(
    *,
    kind: str,
    message: str,
    by: Viewer,
    work: Work | None = None,
    reply_to: str = "",
    page_address: str = "",
) -> Problem:
    """Put a reader's report into the queue, with the day by which it is answered. Anybody may.

    Raises:
        Refused: nothing was said.
    """
    if not message.strip() or kind not in WORKING_DAYS_TO_ANSWER:
        raise Refused("Say what is wrong.")
    problem = Problem.objects.create(
        work=work,
        kind=kind,
        message=message.strip()[:5000],
        reply_to=reply_to,
        page_address=page_address[:300],
        sent_at=now(),
        answer_by=_after(today(), WORKING_DAYS_TO_ANSWER[kind]),
    )
    record("problem.report", by=by, thing_kind="problem", thing=problem.identifier)
    return problem


@transaction.atomic
def answer_problem(problem: Problem, *, answer: str, by: Viewer) -> Problem:
    """Close a report with what was done.

    Raises:
        NotAllowed: they do not answer problems.
        Refused: no answer was given.
    """
    if not may(by, Permission.ANSWER_PROBLEMS):
        raise NotAllowed("You cannot answer problems.")
    if not answer.strip():
        raise Refused("Say what was done.")
    problem.answer, problem.answered_at, problem.answered_by = answer.strip(), now(), by.audit_name
    problem.save(update_fields=["answer", "answered_at", "answered_by"])
    record("problem.answer", by=by, thing_kind="problem", thing=problem.identifier)
    return problem


def _after(day: date, working_days: int) -> date:
    """The day so many working days on. Weekends are left out; bank holidays come with the review clocks."""
    while working_days:
        day += timedelta(days=1)
        working_days -= day.weekday() < 5
    return day
