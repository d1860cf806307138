"""Looking for lessons in everything that is held: which learning points of different reviews say the same."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from heeded.core.actors import Actor
from heeded.core.models import AuditRow
from heeded.core.queries import Place, last_change
from heeded.core.services import record
from heeded.engine.lessons import Said, groups, index_of
from heeded.learning._points import points_now
from heeded.learning.services._compared_points import (
    PROPOSER,
    Progress,
    chosen_points,
    fingerprint,
    seen_points,
    vectors_of,
)
from heeded.learning.services._found_groups import lent_wordings, proposed_group
from heeded.learning.services._proposing_lessons import propose_lessons

MOST = 40_000  # learning points that are compared: four times the work of 20,000
_THING = ("library", "lessons")  # in the audit


@dataclass(frozen=True, slots=True)
class LessonsFound:
    """What came of it: `points` were compared, each review's once; `lessons` have something proposed. `left_out` were
    too many. `by_words`: there was no sentence model."""

    points: int
    lessons: int
    left_out: int
    by_words: bool


def find_lessons(*, by: Actor, progress: Progress = lambda done, of: None) -> LessonsFound:
    """Propose lessons from all learning points that are held, in the place of what was proposed before; what people
    decided stays. `progress` hears how many texts have been given vectors, where some had none. Interrupted, nothing
    has changed, and it is due again."""
    points = points_now()
    seen = seen_points(points)
    chosen = chosen_points(points, seen)
    left_out = max(0, len(chosen) - MOST)
    chosen = chosen[-MOST:]
    said = [Said(one.pk, one.text, one.work_id, kinds=points.told[one.pk].kinds) for one in chosen]
    vectors = vectors_of(points, said, progress)
    found = [proposed_group(group, chosen, said, vectors) for group in groups(said, vectors=vectors)]
    lent = lent_wordings(chosen, index_of(said, vectors=vectors))
    with transaction.atomic():
        lessons = propose_lessons(found, proposer=PROPOSER, by=by, lent=lent)
        record(
            "lesson.find",
            by=by,
            thing_kind=_THING[0],
            thing=_THING[1],
            points=len(chosen),
            lessons=len(lessons),
            left_out=left_out,
            compared=fingerprint(points, seen),
        )
    return LessonsFound(len(chosen), len(lessons), left_out, by_words=vectors is None)


class LookingForLessons:
    """A worker's duty: lessons are looked for again when other learning points are held than last time, or other words
    or vectors of them. What was compared last stands in the audit, so a worker that is stopped has lost nothing."""

    def __init__(self) -> None:
        self._looked: Place | None = None

    def turn(self, *, by: Actor, is_ready: Callable[[], bool] = lambda: True) -> bool:
        """Whether there was anything to do. Nothing is done before all that waits is read and has vectors
        (`is_ready`): one query where nothing has changed."""
        newest = last_change()
        if newest == self._looked or not is_ready():
            return False
        is_due = lessons_are_due()
        if is_due:
            find_lessons(by=by)
        self._looked = newest
        return is_due


def lessons_are_due() -> bool:
    """Whether lessons were looked for last among other learning points than are held now."""
    points = points_now()
    last = (
        AuditRow.objects.filter(thing_kind=_THING[0], thing=_THING[1], action="lesson.find")
        .order_by("-pk")
        .first()
    )
    if last is None:
        return points.count > 1
    found: bool = last.details.get("compared") != fingerprint(points, seen_points(points))
    return found
