"""The throughline of whatever is named: a point, or a learning point that may or may not be one."""

from heeded.library.models import LearningPoint
from heeded.library.queries import visible_learning_points
from heeded.people.viewer import Viewer
from heeded.practice.errors import NoSuchPoint
from heeded.practice.models import Point
from heeded.practice.queries._throughline import PointThroughline, throughline_of


def throughline_named(viewer: Viewer, identifier: str) -> PointThroughline | LearningPoint:
    """The throughline of a point, named by its own identifier or by that of a learning point that says it; a learning
    point that stands on no plan that this viewer may know of stands for itself.

    Raises:
        NoSuchPoint: there is none, or not for this viewer.
    """
    held = Point.objects.filter(identifier=identifier).first()
    named = held or (
        visible_learning_points(viewer)
        .filter(identifier=identifier)
        .select_related("document__work", "work")
        .first()
    )
    if named is None:
        raise NoSuchPoint("There is no such point to be learnt.")
    found = throughline_of(viewer, named)
    if found is None:
        assert isinstance(named, LearningPoint), "a point has a throughline"
        return named
    # That there is a point would say that some board has it on a plan which it does not show.
    return found if found.items or found.point.learning_point is None else found.point.learning_point
