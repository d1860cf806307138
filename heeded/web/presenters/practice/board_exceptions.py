"""What of a board's plan wants looking at, the most pressing first, each with the list that it leads to."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy

from heeded.core.clock import today
from heeded.people.models import Organisation
from heeded.people.viewer import Viewer
from heeded.practice.kinds import Fate
from heeded.practice.queries import (
    BoardStands,
    Lacks,
    answers_outstanding,
    letters_unsettled,
    questions_seen,
)
from heeded.web.presenters.practice.links import address_if

LACKS_WORDS = {
    Lacks.OVERDUE: gettext_lazy("Actions past their due date"),
    Lacks.NO_OWNER: gettext_lazy("Actions that nobody owns"),
    Lacks.OWNER_LEFT: gettext_lazy("Actions whose owner has left"),
    Lacks.AGENCY_MERGED: gettext_lazy("Actions of an agency that has merged into another"),
    Lacks.NO_DATE: gettext_lazy("Actions without a due date"),
    Lacks.NO_EVIDENCE: gettext_lazy("Actions done, with no evidence yet"),
    Lacks.NO_CHECK: gettext_lazy("Actions done, with a late practice check"),
}


@dataclass(frozen=True, slots=True)
class Wanting:
    """What wants looking at, how often, and where it is listed."""

    words: str
    count: int
    address: str


def exceptions_of(viewer: Viewer, stands: BoardStands) -> list[Wanting]:
    """Everything of a plan that wants looking at; nothing that is in order."""
    board = stands.board
    lacks = dict(stands.lacks)
    actions = reverse("plan-actions", args=[board.identifier])
    of_actions = [
        Wanting(str(words), lacks.get(one, 0), f"{actions}?{urlencode({'lacks': str(one)})}")
        for one, words in LACKS_WORDS.items()
    ]
    late, to_come = _answers(viewer, board)
    others = (
        (gettext_lazy("Lessons that may have come back, to be decided"), stands.to_decide, "plan-came-back"),
        (gettext_lazy("Practice checks that are late"), stands.checks_late, "plan-checks"),
        (gettext_lazy("Answers past their date"), late, "plan"),
        (gettext_lazy("Answers still to come"), to_come, "plan"),
        (gettext_lazy("Questions and advice from outside, to be answered"), _questions(viewer, board), "plan-outside"),
        (gettext_lazy("Reminders that may not have arrived"), _letters(viewer, board), "reminder-letters"),
    )  # fmt: skip
    found = [*of_actions, *(Wanting(str(words), count, _at(name, board)) for words, count, name in others)]
    return [one for one in found if one.count]


def _at(name: str, board: Organisation) -> str:
    address = address_if(name, board.identifier)
    return f"{address}?{urlencode({'state': 'waiting'})}#items" if name == "plan" else address


def _answers(viewer: Viewer, board: Organisation) -> tuple[int, int]:
    """How many answers are past their date, and how many others are still to come."""
    waiting = list(answers_outstanding(viewer, board).order_by().values_list("due", flat=True))
    late = sum(1 for due in waiting if due and due < today())
    return late, len(waiting) - late


def _questions(viewer: Viewer, board: Organisation) -> int:
    return questions_seen(viewer).filter(board=board, answered_at__isnull=True).count()


def _letters(viewer: Viewer, board: Organisation) -> int:
    letters = letters_unsettled(viewer).filter(fate=Fate.UNKNOWN, reminders__rule__board=board)
    return letters.values("pk").distinct().count()
