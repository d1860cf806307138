"""What the file that an action came from leaves open: the day on which it was done, or where it stands."""

from django.db.models import Case, CharField, OuterRef, Q, QuerySet, Subquery, Value, When

from heeded.practice.kinds import ActionState
from heeded.practice.models import Action, TakenRow

_UNTOUCHED = Q(state=ActionState.NOT_STARTED, version=1)  # as it was taken from the file


def with_what_is_open(actions: QuerySet[Action]) -> QuerySet[Action]:
    """The same actions, each with `left_open`: "day" where a plan's file called it done without saying when, so that
    its day is only the one by which it was; "state" where the file does not say where it stands, nor did anybody since.
    """
    rows = TakenRow.objects.filter(action=OuterRef("pk"), outcome="added")
    without_day = rows.filter(said__status="done", said__closed_on__isnull=True)
    without_day = without_day.filter(taking__shows=OuterRef("done_on"))
    without_state = rows.filter(said__status="unknown")
    said = Case(
        When(state=ActionState.DONE, then=Subquery(without_day.values(open=Value("day"))[:1])),
        When(_UNTOUCHED, then=Subquery(without_state.values(open=Value("state"))[:1])),
        default=Value(""),
        output_field=CharField(),
    )
    return actions.annotate(open_in_file=said)
