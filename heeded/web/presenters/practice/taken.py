"""What became of the rows of a plan's file."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from heeded.practice.models import PlanTaking, TakenRow

OUTCOME_WORDS = {
    "added": gettext_lazy("Added to the plan"),
    "here": gettext_lazy("On the plan already"),
    "point": gettext_lazy("A recommendation without an action"),
    "left-out": gettext_lazy("Left out"),
    "refused": gettext_lazy("Could not be taken"),
}
TO_LOOK_AT = "to-look-at"


def taken_page(taking: PlanTaking, became: str) -> QuerySet[TakenRow]:
    """The rows that something became of, or all; with "to-look-at" those of which something was not understood."""
    found = taking.taken_rows.select_related("item", "action").order_by("place")
    if became == TO_LOOK_AT:
        return found.filter(~Q(notes=[]) | Q(outcome="refused"))
    return found.filter(outcome=became) if became in OUTCOME_WORDS else found
