from collections.abc import Iterable

from django.db.models import QuerySet

from heeded.learning.models import Why
from heeded.learning.queries._codings import sees_undecided
from heeded.library.models import LearningPoint
from heeded.library.queries import visible_learning_points
from heeded.people.viewer import Viewer


def visible_whys(viewer: Viewer) -> QuerySet[Why]:
    """What is said of learning points that this viewer may see: decisions for all, proposals and what was decided
    before for staff. Who shows them says which is which."""
    found = Why.objects.filter(learning_point__in=visible_learning_points(viewer))
    return found.exclude(state="dropped") if sees_undecided(viewer) else found.filter(state="decided")


def decided_whys(viewer: Viewer, points: Iterable[LearningPoint]) -> dict[int, Why]:
    """By primary key of a learning point, what a person decided."""
    rows = visible_whys(viewer).filter(learning_point__in=list(points), state="decided")
    return {row.learning_point_id: row for row in rows}


def whys_of(viewer: Viewer, point: LearningPoint) -> QuerySet[Why]:
    """Everything that is said of one learning point, newest first."""
    return visible_whys(viewer).filter(learning_point=point).order_by("-made_at", "-pk")
