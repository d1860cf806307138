"""Practice checks that somebody still has to make."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from heeded.practice.kinds import ClosedAs
from heeded.practice.models import Action, PracticeCheck

_STANDS = ("", ClosedAs.PRACTICE_CHANGED)


def still_to_make(checks: QuerySet[PracticeCheck]) -> QuerySet[PracticeCheck]:
    """Of these checks, those not made yet of which at least one action is open or closed as practice changed. Nobody is
    asked to look at what was replaced, joined with another, not accepted or no longer applies."""
    stands = Q(closed_as__in=_STANDS, item__closed_as__in=_STANDS)
    return checks.filter(Exists(Action.objects.filter(stands, checks=OuterRef("pk"))), made_at__isnull=True)
