"""Looking for lessons in everything that is held: which learning points of different reviews say the same."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from heeded.core.actors import Actor
from heeded.engine.lessons import Group, Said, closeness_of_all, groups, in_common, index_of
from heeded.engine.meaning import packed
from heeded.engine.vocabulary import WorkKind
from heeded.learning._points import Points, points_now
from heeded.learning.services._proposing_lessons import PointProposed, propose_lessons
from heeded.library.models import LearningPoint
from heeded.library.queries import visible_learning_points
from heeded.library.repeats import standing_for
from heeded.people.viewer import OPERATOR
from heeded.search.lending import the_model

REVIEWS = (WorkKind.REVIEW, WorkKind.RAPID_REVIEW)
MOST = 40_000  # learning points that are compared: four times the work of 20,000
_AT_ONCE = 64  # texts handed to the model together
_PROPOSER = "same lesson 1"
Progress = Callable[[int, int], None]


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
    has changed."""
    points = points_now()
    chosen = _chosen(points)
    left_out = max(0, len(chosen) - MOST)
    chosen = chosen[-MOST:]
    said = [Said(one.pk, one.text, one.work_id, kinds=points.told[one.pk].kinds) for one in chosen]
    vectors = _vectors(points, said, progress)
    found = [_proposed(group, chosen, said, vectors) for group in groups(said, vectors=vectors)]
    lessons = propose_lessons(found, proposer=_PROPOSER, by=by)
    return LessonsFound(len(chosen), len(lessons), left_out, by_words=vectors is None)


def _chosen(points: Points) -> list[LearningPoint]:
    """What one review prints twice alike once: what a person confirmed, else the first. In the order of their keys."""
    mark = dict(zip(points.keys.tolist(), points.marks.tolist(), strict=True))
    rows = visible_learning_points(OPERATOR).filter(work__kind__in=REVIEWS, work__withdrawn_at__isnull=True)
    alike: dict[int, list[LearningPoint]] = {}
    for point in rows.select_related("document").order_by("pk"):
        if point.pk in mark:
            alike.setdefault(mark[point.pk], []).append(point)
    return sorted((standing_for(same) for same in alike.values()), key=lambda point: point.pk)


def _vectors(points: Points, said: Sequence[Said], progress: Progress) -> npt.NDArray[np.int8] | None:
    """One for each: as search made them, and of those that wait for theirs made now. None without a model."""
    model, held = the_model(), points.index.rows.vectors
    if model is None or held is None or not said:
        return None
    at = np.searchsorted(points.keys, np.array([one.key for one in said], np.int64))
    found: npt.NDArray[np.int8] = held[at]
    missing = np.flatnonzero(~points.has_vector[at])
    for first in range(0, len(missing), _AT_ONCE):
        some = missing[first : first + _AT_ONCE]
        found[some] = packed(model.embed([said[place].text for place in some]))
        progress(min(first + _AT_ONCE, len(missing)), len(missing))
    return found


def _proposed(
    group: Group,
    chosen: Sequence[LearningPoint],
    said: Sequence[Said],
    vectors: npt.NDArray[np.int8] | None,
) -> list[PointProposed]:
    """The learning points of a group, the one that it is called after first."""
    members = sorted(group.members, key=lambda place: (place != group.middle, place))
    index = index_of([said[at] for at in members], vectors=None if vectors is None else vectors[members])
    likeness = closeness_of_all(index, index)
    np.fill_diagonal(likeness, 0)
    means = likeness.sum(1) / max(len(members) - 1, 1)
    return [
        PointProposed(chosen[at], round(float(means[place]), 4), _reason(said, members, at))
        for place, at in enumerate(members)
    ]


def _reason(said: Sequence[Said], members: Iterable[int], at: int) -> str:
    """None of the report's words: names of what the machine looked for."""
    others = [said[other] for other in members if other != at]
    reviews = len({one.review for one in others})
    alike = in_common(said[at].text, [one.text for one in others])
    told = f"Seems to ask for the same as {_number(len(others), 'other')} of {_number(reviews, 'review')}."
    parts = [("speaks of", alike.speaks_of), ("asks for", alike.asks)]
    named = [f"{what} “{'”, “'.join(names)}”" for what, names in parts if names]
    return f"{told} Like most of them it {' and '.join(named)}." if named else told


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
