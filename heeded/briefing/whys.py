"""Why, in one place: what was decided of a learning point stands in `learning.Why`, and lines of drafts take it from
there. What a line was when its version was checked it stays (decision 0021)."""

from collections.abc import Iterable

from heeded.briefing.models import Line, Version
from heeded.core.errors import Refused
from heeded.engine.briefing import CausePattern, Is
from heeded.learning.models import Why
from heeded.learning.queries import decided_whys
from heeded.learning.services import WhySaid
from heeded.learning.services import decide_why as decide_of_point
from heeded.library.models import LearningPoint
from heeded.library.queries import visible_learning_points
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.people.viewer import Viewer

WHY_OF_A_LINE = ("why", "cause_pattern", "why_decided_by")


def take_whys(viewer: Viewer, lines: Iterable[Line]) -> list[Line]:
    """Give lines, in memory, what was decided of the learning points that they are; those that took something."""
    held = [line for line in lines if line.learning_point is not None]
    decided = decided_whys(viewer, [line.learning_point for line in held if line.learning_point])
    taken = [line for line in held if line.learning_point_id in decided]
    for line in taken:
        why = decided[line.learning_point_id or 0]
        line.why, line.cause_pattern, line.why_decided_by = why.says, why.pattern, why.made_by
    return taken


def keep_whys(version: Version, *, by: Viewer) -> None:
    """Write down what the lines of a version take, so that it stays as it was when it was checked."""
    lines = version.lines.filter(learning_point__isnull=False).select_related("learning_point")
    Line.objects.bulk_update(take_whys(by, lines), WHY_OF_A_LINE)


def decide_with_its_point(line: Line, *, why: Is, pattern: CausePattern | None, by: Viewer) -> bool:
    """Decide of the learning point that a line is, where it is one. False: it is none, or it is not theirs to decide
    of and nobody has: then they say it of their line alone.

    Raises:
        Refused: somebody decided otherwise of the learning point, and it is not theirs to change that.
    """
    point = line.learning_point
    if point is None or not visible_learning_points(by).filter(pk=point.pk).exists():
        return False
    before = decided_whys(by, [point]).get(point.pk)
    if before is not None and (before.says, before.pattern) == (why, pattern or ""):
        return True
    if may(by, Permission.CODE):
        _decide(point, why, pattern, before, by=by)
        return True
    if before is not None:
        raise Refused(
            "Of this learning point it was decided otherwise, for the whole library.",
            advice="Researchers, inspectors and the staff of a board can change that.",
        )
    return False


def _decide(
    point: LearningPoint, why: Is, pattern: CausePattern | None, before: Why | None, *, by: Viewer
) -> None:
    decide_of_point(point, WhySaid(why, pattern, before.note if before else ""), by=by)
