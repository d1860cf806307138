"""The files that were taken onto a board's plan."""

from django.db.models import QuerySet

from heeded.people.models import Organisation
from heeded.people.viewer import Viewer
from heeded.practice.models import PlanTaking
from heeded.practice.queries._visible import boards_kept


def takings_of(viewer: Viewer, board: Organisation) -> QuerySet[PlanTaking]:
    """For those who keep the plan, the newest first."""
    found = PlanTaking.objects.filter(board=board).select_related("work").order_by("-begun_at", "-pk")
    return found if viewer.is_operator or board.pk in boards_kept(viewer) else found.none()
