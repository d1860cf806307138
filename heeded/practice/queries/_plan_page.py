"""A board's plan as lists: its items by review and how they stand, its actions by whatever is asked for."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from heeded.core.clock import today
from heeded.engine.vocabulary import Choice
from heeded.library.models import Work
from heeded.library.queries import visible_learning_points, visible_works
from heeded.people.models import Organisation
from heeded.people.viewer import Viewer
from heeded.practice.kinds import ActionKind, ActionState, ClosedAs, TakenUpAs
from heeded.practice.models import Action, Addressee, PlanItem, PointPlace, Response, TakenUp
from heeded.practice.queries._actions import Lacks, actions_of, is_open, lacking
from heeded.practice.queries._visible import seen_whole, visible_addressees

_MOST_WORDS = 10
_NOT_NEEDED = (TakenUpAs.ALREADY_SO, TakenUpAs.DOES_NOT_APPLY)


class ItemState(Choice):
    """How an item of a plan stands, as one word of it."""

    NO_ANSWER = "no-answer", "Not answered yet"
    NO_ACTION = "no-action", "Answered, without an action"
    NOT_NEEDED = "not-needed", "Taken up: nothing to do here"
    UNDER_WAY = "under-way", "Under way"
    TO_CHECK = "to-check", "Done, to be checked"
    CHANGED = "practice-changed", "Practice changed"
    CLOSED = "closed", "Closed otherwise"


@dataclass(frozen=True, slots=True)
class ItemsAsked:
    """Which items of a plan: of one review, in one state, with these words."""

    work: Work | None = None
    state: ItemState | None = None
    words: str = ""
    waiting: bool = False  # somebody who was asked has not answered


@dataclass(frozen=True, slots=True)
class ActionsAsked:
    """Which actions of a plan."""

    lacks: Lacks | None = None
    agency: Organisation | None = None
    kind: ActionKind | None = None
    state: str = ""  # of ActionState, or "closed"
    words: str = ""


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """How far an item has come: addressees and those who answered; actions that count (not closed otherwise), those
    done and those overdue."""

    asked: int = 0
    answered: int = 0
    actions: int = 0
    done: int = 0
    overdue: int = 0
    not_needed: bool = False  # taken up from elsewhere, and already so here or not applying


def plan_items(viewer: Viewer, board: Organisation, asked: ItemsAsked) -> QuerySet[PlanItem]:
    """The items of a plan that this viewer sees from within, by review, those of no review last."""
    found = seen_whole(viewer).filter(board=board).filter(_in_state(asked.state))
    if asked.work is not None:
        found = found.filter(point__work=asked.work)
    if asked.waiting:
        found = found.filter(pk__in=answers_outstanding(viewer, board).order_by().values("item"))
    if asked.words:
        found = found.filter(_says(viewer, asked.words))
    by_title = F("point__work__title").asc(nulls_last=True)
    return found.select_related("point", "point__work").order_by(by_title, "point__work_id", "pk")


def plan_actions(viewer: Viewer, board: Organisation, asked: ActionsAsked) -> QuerySet[Action]:
    """The actions of a plan that are asked for, due first first."""
    found = actions_of(viewer, board, lacks=asked.lacks)
    if asked.agency is not None:
        found = found.filter(owner_agency=asked.agency)
    if asked.kind is not None:
        found = found.filter(kind=asked.kind)
    closed = ~Q(closed_as="") | ~Q(item__closed_as="")
    if asked.state:
        found = found.filter(closed if asked.state == "closed" else Q(state=asked.state) & ~closed)
    for word in asked.words.split()[:_MOST_WORDS]:
        words = Q(what__icontains=word) | Q(intended_change__icontains=word) | Q(owner_role__icontains=word)
        found = found.filter(words)
    return found


def plan_reviews(viewer: Viewer, board: Organisation) -> list[Work]:
    """The reviews of which something is on a plan, by title."""
    items = seen_whole(viewer).filter(board=board)
    works = visible_works(viewer).filter(pk__in=items.values("point__work"))
    return list(works.order_by("title", "pk"))


def plan_agencies(viewer: Viewer, board: Organisation) -> list[Organisation]:
    """The agencies that own actions of a plan, by name."""
    actions = actions_of(viewer, board).order_by().values("owner_agency")
    return list(Organisation.objects.filter(pk__in=actions).order_by("name"))


def figures_of(items: Iterable[PlanItem], *, on: date | None = None) -> dict[int, ItemFigures]:
    """By key how far each of these items has come, for somebody who sees them from within. Three queries."""
    held = [one.pk for one in items]
    answers = Exists(Response.objects.filter(addressee=OuterRef("pk")))
    asked: dict[int, list[bool]] = defaultdict(list)
    for key, answered in Addressee.objects.filter(item__in=held).values_list("item", answers):
        asked[key].append(answered)
    of_actions = (
        Action.objects.filter(item__in=held)
        .order_by()
        .values("item")
        .annotate(
            actions=Count("pk", filter=Q(closed_as__in=["", ClosedAs.PRACTICE_CHANGED])),
            done=Count("pk", filter=Q(state=ActionState.DONE)),
            overdue=Count("pk", filter=lacking(Lacks.OVERDUE, on or today())),
        )
    )
    counts = {row["item"]: (row["actions"], row["done"], row["overdue"]) for row in of_actions}
    taken_up = TakenUp.objects.filter(item__in=held).order_by("pk").values_list("item", "answer")
    newest = dict(taken_up)  # the last one stays
    return {
        key: ItemFigures(
            len(asked[key]),
            sum(asked[key]),
            *counts.get(key, (0, 0, 0)),
            not_needed=newest.get(key) in _NOT_NEEDED,
        )
        for key in held
    }


def state_of(item: PlanItem, figures: ItemFigures) -> ItemState:
    """How an item stands."""
    if item.closed_as:
        return ItemState.CHANGED if item.closed_as == ClosedAs.PRACTICE_CHANGED else ItemState.CLOSED
    if figures.actions:
        return ItemState.TO_CHECK if figures.done >= figures.actions else ItemState.UNDER_WAY
    if figures.not_needed:
        return ItemState.NOT_NEEDED
    return ItemState.NO_ACTION if figures.answered else ItemState.NO_ANSWER


def answers_outstanding(viewer: Viewer, board: Organisation) -> QuerySet[Addressee]:
    """Who was asked and has not answered, of what is not closed, those due first first."""
    unanswered = visible_addressees(viewer).filter(
        item__board=board, item__closed_as="", responses__isnull=True
    )
    return unanswered.select_related("organisation", "item", "item__point").order_by("due", "pk")


def _in_state(state: ItemState | None) -> Q:
    if state is None:
        return Q()
    if state == ItemState.CHANGED:
        return Q(closed_as=ClosedAs.PRACTICE_CHANGED)
    if state == ItemState.CLOSED:
        return ~Q(closed_as__in=["", ClosedAs.PRACTICE_CHANGED])
    of_item = Action.objects.filter(item=OuterRef("pk"), closed_as__in=["", ClosedAs.PRACTICE_CHANGED])
    has_open = Q(Exists(of_item.filter(is_open())))
    has_actions = Q(Exists(of_item))
    answered = Q(Exists(Response.objects.filter(addressee__item=OuterRef("pk"))))
    said = TakenUp.objects.filter(item=OuterRef("pk")).order_by("-pk").values("answer")[:1]
    not_needed = Q(
        Exists(PlanItem.objects.annotate(said=Subquery(said)).filter(pk=OuterRef("pk"), said__in=_NOT_NEEDED))
    )
    conditions = {
        ItemState.NOT_NEEDED: ~has_actions & not_needed,
        ItemState.NO_ANSWER: ~has_actions & ~answered & ~not_needed,
        ItemState.NO_ACTION: ~has_actions & answered & ~not_needed,
        ItemState.UNDER_WAY: has_open,
        ItemState.TO_CHECK: has_actions & ~has_open,
    }
    return Q(closed_as="") & conditions[state]


def _says(viewer: Viewer, words: str) -> Q:
    printed = PointPlace.objects.filter(point=OuterRef("point"))
    found = Q()
    for word in words.split()[:_MOST_WORDS]:
        points = visible_learning_points(viewer).filter(text__icontains=word)
        found &= Q(point__text__icontains=word) | Q(Exists(printed.filter(learning_point__in=points)))
    return found
