"""By what opening an outside body reads a plan, so that each reading can be shown to the board."""

from django.db.models import Q, QuerySet

from heeded.people.viewer import Viewer
from heeded.practice.models import Opening, PlanItem
from heeded.practice.queries._visible import boards_kept, current_openings


def openings_read(viewer: Viewer, item: PlanItem) -> QuerySet[Opening]:
    """The openings by which this person sees an item whole; none where they keep the plan, or see it otherwise."""
    if viewer.account is None or item.board_id in boards_kept(viewer):
        return Opening.objects.none()
    of_it = Q(work__isnull=True) | Q(work=item.point.work_id or 0)
    return current_openings(viewer).filter(of_it, board=item.board_id)
