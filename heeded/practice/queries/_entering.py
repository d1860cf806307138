"""For points that are entered by hand: the reviews that they can be of, and where such a point is printed now."""

from django.db.models import QuerySet

from heeded.library.models import LearningPoint, Work
from heeded.library.queries import visible_works
from heeded.people.viewer import Viewer
from heeded.practice.models import PlanItem
from heeded.practice.queries._on_plan import points_to_open


def works_called(viewer: Viewer, words: str, chosen: str = "") -> list[Work]:
    """Reviews in whose titles all these words stand, at most twenty, and first the one that was chosen."""
    works = visible_works(viewer)
    found = works if words.split() else works.none()
    for word in words.split()[:10]:
        found = found.filter(title__icontains=word)
    first = list(works.filter(identifier=chosen)) if chosen else []
    return [*first, *found.exclude(identifier=chosen).order_by("title", "pk")[:20]]


def printed_since(viewer: Viewer, item: PlanItem, work: Work | None = None) -> QuerySet[LearningPoint]:
    """The learning points of its review, or of one that is named, that are on no plan as points of their own, for
    somebody to say that one of them is it."""
    of = item.point.work or work
    if of is None:
        return LearningPoint.objects.none()
    found = points_to_open(viewer, of).filter(point_place__isnull=True)
    return found.select_related("document").prefetch_related("places").order_by("document", "order")
