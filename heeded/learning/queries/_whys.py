from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from heeded.learning.models import Why
from heeded.learning.queries._codings import sees_undecided
from heeded.library.models import LearningPoint
from heeded.library.queries import in_learning_points
from heeded.people.viewer import Viewer


def visible_whys(viewer: Viewer) -> QuerySet[Why]:
    """What is said of learning points that this viewer may see: decisions for all, proposals and what was decided
    before for staff. Who shows them says which is which."""
    found = Why.objects.filter(learning_point__in=in_learning_points(viewer))
    return found.exclude(state="dropped") if sees_undecided(viewer) else found.filter(state="decided")


def decided_whys(viewer: Viewer, points: Iterable[LearningPoint]) -> dict[int, Why]:
    """By primary key of a learning point, what a person decided."""
    rows = visible_whys(viewer).filter(learning_point__in=list(points), state="decided")
    return {row.learning_point_id: row for row in rows}


def whys_of(viewer: Viewer, point: LearningPoint) -> QuerySet[Why]:
    """Everything that is said of one learning point, newest first."""
    return visible_whys(viewer).filter(learning_point=point).order_by("-made_at", "-pk")


@dataclass(frozen=True, slots=True)
class WhysCounted:
    """In how many reviews something was decided to be so, and of how many learning points."""

    says: str  # a value of engine.briefing.Is
    pattern: str  # a value of engine.briefing.CausePattern, or nothing
    reviews: int
    points: int


def whys_by_point(viewer: Viewer, points: Iterable[LearningPoint]) -> dict[int, list[Why]]:
    """By primary key of a learning point, what is said of it and still counts or waits: the decision, or else for
    staff the proposal."""
    rows = visible_whys(viewer).filter(learning_point__in=list(points), state__in=["decided", "proposed"])
    found: dict[int, list[Why]] = defaultdict(list)
    for row in rows.order_by("state", "pk"):  # "decided" before "proposed"
        found[row.learning_point_id].append(row)
    return dict(found)


def proposed_whys(viewer: Viewer) -> QuerySet[Why]:
    """What a machine proposes and nobody has decided, in learning points that stand; for staff."""
    found = visible_whys(viewer).filter(state="proposed").exclude(learning_point__state="rejected")
    return found.select_related("learning_point", "learning_point__work").order_by(
        "learning_point__work", "pk"
    )


def whys_counted(viewer: Viewer) -> list[WhysCounted]:
    """How often each answer was decided in what this viewer may see: most reviews first. Decisions only."""
    rows = visible_whys(viewer).filter(state="decided").order_by()
    counted = rows.values_list("says", "pattern").annotate(
        Count("learning_point__work", distinct=True), Count("pk")
    )  # fmt: skip
    found = [WhysCounted(*row) for row in counted]
    return sorted(found, key=lambda one: (-one.reviews, -one.points, one.says, one.pattern))
