"""A board as everybody may see it: its reviews, and what stands on its plan."""

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from heeded.core.clock import today
from heeded.engine.vocabulary import Choice, FactName
from heeded.library.filing import visible_decisions
from heeded.library.models import Work
from heeded.library.queries import visible_works
from heeded.people.models import Organisation
from heeded.people.viewer import Viewer
from heeded.practice.errors import NoSuchPoint
from heeded.practice.kinds import ActionState, ClosedAs, When
from heeded.practice.models import BoardStatement, PlanItem, PointPlace
from heeded.practice.queries._actions import Lacks, lacking
from heeded.practice.queries._visible import (
    Among,
    found_of_board,
    visible_actions,
    visible_addressees,
    visible_items,
    visible_responses,
    visible_returns,
)


class Shows(Choice):
    """What of a board's plan to look at."""

    ALL = "all", "Everything"
    ANSWERED = "answered", "Answered"
    IN_PART = "answered-in-part", "Answered by some of those who were asked"
    NOT_ANSWERED = "not-answered", "No answer known"
    OVERDUE = "overdue", "With something overdue"
    DONE = "done", "With something done"
    CHANGED = "practice-changed", "Practice changed"
    CAME_BACK = "came-back", "Taught again since"
    SAME_LESSON = "same-lesson", "Same lesson, earlier practice or not known when"
    TAKEN_UP = "taken-up", "Taken up from elsewhere"


def board_for(identifier: str) -> Organisation:
    """An organisation that can have a plan. Which there are is no secret.

    Raises:
        NoSuchPoint: there is none.
    """
    found = Organisation.objects.filter(identifier=identifier).prefetch_related("areas").first()
    if found is None:
        raise NoSuchPoint("There is no such board.")
    return found


def reviews_of_board(viewer: Viewer, board: Organisation) -> QuerySet[Work]:
    """The reviews that it keeps, that a person filed under its name, or whose points stand on its plan as its own;
    those that came last first."""
    filed = visible_decisions(viewer).filter(name=FactName.BOARD, values=[board.name])
    own = visible_items(viewer, found_of_board(viewer, board)).filter(origin="own")
    of_it = Q(keeper=board) | Q(catalogue_board=board.name) | Q(pk__in=filed.values("work"))
    of_it |= Q(pk__in=own.values("point__work"))
    return visible_works(viewer).filter(of_it).order_by("-added_at", "-pk")


def items_of_board(viewer: Viewer, board: Organisation, shows: Shows = Shows.ALL) -> QuerySet[PlanItem]:
    """What of a board's plan this viewer may see, review by review, in the order of print."""
    among = found_of_board(viewer, board)
    items = visible_items(viewer, among).filter(_condition(viewer, shows, among)).select_related("point")
    places = PointPlace.objects.filter(point=OuterRef("point")).order_by("learning_point")
    printed = Subquery(places.values("learning_point__order")[:1])
    return items.order_by("point__work", printed, "pk")


def _condition(viewer: Viewer, shows: Shows, among: Among) -> Q:
    actions = visible_actions(viewer, among).filter(item=OuterRef("pk"))
    said = visible_responses(viewer, among)
    answered = Exists(said.filter(addressee__item=OuterRef("pk"))) | Q(origin="taken-up")
    unheard = visible_addressees(viewer, among).exclude(Exists(said.filter(addressee=OuterRef("pk"))))
    waits = Exists(unheard.filter(item=OuterRef("pk")))
    returns = visible_returns(viewer, among).filter(item=OuterRef("pk"), state="same")
    conditions = {
        Shows.ALL: Q(),
        Shows.ANSWERED: answered & ~Q(waits),
        Shows.IN_PART: answered & Q(waits),
        Shows.NOT_ANSWERED: ~answered,
        Shows.OVERDUE: Q(Exists(actions.filter(lacking(Lacks.OVERDUE, today())))),
        Shows.DONE: Q(Exists(actions.filter(state=ActionState.DONE))),
        Shows.CHANGED: Q(closed_as=ClosedAs.PRACTICE_CHANGED),
        Shows.CAME_BACK: Q(Exists(returns.filter(when=When.LATER))),
        Shows.SAME_LESSON: Q(Exists(returns.exclude(when=When.LATER))),
        Shows.TAKEN_UP: Q(origin="taken-up"),
    }
    return conditions[shows]


def statements_of(board: Organisation) -> QuerySet[BoardStatement]:
    """What is said of a board and stands, the newest first. It is for everybody."""
    return BoardStatement.objects.filter(board=board, taken_back_at__isnull=True).order_by("-pk")
