"""What of a review is answered besides its recommendations: findings, and questions to the board."""

from heeded.engine.vocabulary import LearningPointKind
from heeded.library.looking import one_look
from heeded.library.models import Work
from heeded.people.viewer import Viewer
from heeded.practice.models import Point
from heeded.practice.queries._throughline import PointThroughline, throughlines_of
from heeded.practice.queries._visible import visible_items


@one_look()
def answered_besides(viewer: Viewer, work: Work) -> tuple[PointThroughline, ...]:
    """The throughlines of a review's other points that are on a plan, as far as this viewer may see it."""
    points = Point.objects.filter(work=work, source_kind="").exclude(kind=LearningPointKind.RECOMMENDATION)
    on_plan = points.filter(pk__in=visible_items(viewer).filter(point__work=work).values("point"))
    lines = throughlines_of(viewer, on_plan.order_by("kind", "pk"))
    return tuple(one for one in lines.values() if one.items)
