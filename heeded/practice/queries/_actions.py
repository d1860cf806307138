"""Actions: one's own, those of one's agency, a board's by what is wrong with them, and each as it stood on a day."""

from datetime import date, datetime

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When

from heeded.core.clock import today
from heeded.engine.vocabulary import Choice
from heeded.people.models import Organisation
from heeded.people.viewer import Viewer
from heeded.practice.errors import NoSuchAction
from heeded.practice.kinds import ActionState
from heeded.practice.models import Action, ActionChange, Evidence, PracticeCheck
from heeded.practice.queries._left_open import with_what_is_open
from heeded.practice.queries._visible import agencies_of, seen_whole, visible_actions
from heeded.practice.standing import Standing, standing_on


class Lacks(Choice):
    """What wants looking at, the most pressing first."""

    OVERDUE = "overdue", "Overdue"
    NO_OWNER = "no-owner", "No owner"
    OWNER_LEFT = "owner-left", "The owner has left"
    AGENCY_MERGED = "agency-merged", "The agency has merged into another"
    NO_DATE = "no-date", "No date"
    NO_EVIDENCE = "no-evidence", "Done, without evidence"
    NO_CHECK = "no-check", "Done, and the practice check is late"


def actions_of(
    viewer: Viewer, board: Organisation, *, lacks: Lacks | None = None, on: date | None = None
) -> QuerySet[Action]:
    """The actions on a board's plan that this viewer may see: what is still to be done first, due first first; only
    those that lack something, as it is on a day (today), where that is asked."""
    found = visible_actions(viewer).filter(item__board=board)
    if lacks is not None:
        found = found.filter(lacking(lacks, on or today()))
    still_to_do = Case(When(is_open(), then=Value(0)), default=Value(1))
    return _in_order(found).order_by(still_to_do, F("due").asc(nulls_last=True), "pk")


def my_actions(viewer: Viewer) -> QuerySet[Action]:
    """What this person owns and has still to do, due first first."""
    mine = visible_actions(viewer).filter(owner=viewer.account or 0).filter(is_open())
    return _in_order(mine)


def agency_actions(viewer: Viewer) -> QuerySet[Action]:
    """What the agencies that this person answers for have still to do, due first first."""
    theirs = visible_actions(viewer).filter(owner_agency__in=agencies_of(viewer)).filter(is_open())
    return _in_order(theirs)


def history_of(viewer: Viewer, action: Action) -> QuerySet[ActionChange]:
    """Every change of an action, in order: for those within, its owner and those who answer for its agency, all of them
    with a second factor.

    Raises:
        NoSuchAction: it is not for them.
    """
    seen = visible_actions(viewer).filter(pk=action.pk)
    owner = viewer.account if viewer.strong else None
    own = Q(item__in=seen_whole(viewer)) | Q(owner=owner or 0)
    if not seen.filter(own | Q(owner_agency__in=agencies_of(viewer))).exists():
        raise NoSuchAction("There is no such action.")
    return ActionChange.objects.filter(action=action).order_by("version", "pk")


def as_it_stood(viewer: Viewer, action: Action, on: date | datetime) -> Standing | None:
    """An action as it stood at the end of a day (of this country), or at an instant: its dates, owners, state and what
    it was closed as; None: it was not there yet. Two queries.

    Raises:
        NoSuchAction: it is not for them.
    """
    return standing_on(history_of(viewer, action), on)


def _in_order(actions: QuerySet[Action]) -> QuerySet[Action]:
    """With all that a list shows of each, due first first, what has no date last."""
    related = actions.select_related(
        "item", "item__board", "item__point", "owner_agency", "owner_team", "owner"
    )
    return with_what_is_open(related).order_by(F("due").asc(nulls_last=True), "pk")


def is_open() -> Q:
    """The condition on an action that is still to be done."""
    return Q(closed_as="", item__closed_as="") & ~Q(state=ActionState.DONE)


def lacking(lacks: Lacks, on: date) -> Q:
    """The condition on an action that lacks something, as it is on a day."""
    is_done = Q(closed_as="", item__closed_as="", state=ActionState.DONE)
    if lacks == Lacks.NO_EVIDENCE:
        there = Evidence.objects.filter(action=OuterRef("pk"), taken_away_at__isnull=True)
        return is_done & Q(~Exists(there))
    if lacks == Lacks.NO_CHECK:
        late = PracticeCheck.objects.filter(actions=OuterRef("pk"), made_at__isnull=True, due__lt=on)
        return is_done & Q(Exists(late))
    conditions = {
        Lacks.OVERDUE: Q(due__lt=on),
        Lacks.NO_OWNER: Q(owner__isnull=True, owner_agency__isnull=True),
        Lacks.OWNER_LEFT: Q(owner__is_active=False),
        Lacks.AGENCY_MERGED: Q(owner_agency__in=_merged()),
        Lacks.NO_DATE: Q(due__isnull=True),
    }
    return is_open() & conditions[lacks]


def _merged() -> QuerySet[Organisation]:
    return Organisation.objects.filter(successors__isnull=False)
