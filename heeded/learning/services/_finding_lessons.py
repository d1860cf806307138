"""Looking for lessons in everything that is held: which learning points of different reviews say the same."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from django.db import transaction

from heeded.core.actors import Actor
from heeded.core.models import AuditRow
from heeded.core.queries import Place, last_change
from heeded.core.services import record
from heeded.engine.lessons import (
    Group,
    InCommon,
    Index,
    Said,
    closeness_of_all,
    groups,
    in_common,
    index_of,
    repeated,
    some_of,
)
from heeded.engine.meaning import packed
from heeded.engine.vocabulary import WorkKind
from heeded.learning._points import Mask, Points, compared, points_now
from heeded.learning.models import LessonMember
from heeded.learning.services._proposing_lessons import PointProposed, propose_lessons
from heeded.library.models import LearningPoint
from heeded.library.queries import visible_documents
from heeded.library.repeats import standing_for
from heeded.people.viewer import OPERATOR
from heeded.search.lending import the_model

REVIEWS = (WorkKind.REVIEW, WorkKind.RAPID_REVIEW)
MOST = 40_000  # learning points that are compared: four times the work of 20,000
_AT_ONCE = 64  # texts handed to the model together
_PROPOSER = "same lesson 1"
_THING = ("library", "lessons")  # in the audit
_REPEATS = "Says nearly word for word what a learning point says that teaches this lesson."
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
    has changed, and it is due again."""
    points = points_now()
    seen = _seen(points)
    chosen = _chosen(points, seen)
    left_out = max(0, len(chosen) - MOST)
    chosen = chosen[-MOST:]
    said = [Said(one.pk, one.text, one.work_id, kinds=points.told[one.pk].kinds) for one in chosen]
    vectors = _vectors(points, said, progress)
    found = [_proposed(group, chosen, said, vectors) for group in groups(said, vectors=vectors)]
    lent = _lent(chosen, index_of(said, vectors=vectors))
    with transaction.atomic():
        lessons = propose_lessons(found, proposer=_PROPOSER, by=by, lent=lent)
        record(
            "lesson.find",
            by=by,
            thing_kind=_THING[0],
            thing=_THING[1],
            points=len(chosen),
            lessons=len(lessons),
            left_out=left_out,
            compared=_fingerprint(points, seen),
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
    found: bool = last.details.get("compared") != _fingerprint(points, _seen(points))
    return found


def _fingerprint(points: Points, seen: Mask) -> str:
    """Of what is compared: which learning points, their words, and whether they have vectors."""
    whole = hashlib.sha256(f"{_PROPOSER} {points.model}".encode())
    for part in (points.keys, points.works, points.marks, points.has_vector):
        whole.update(part[seen].tobytes())
    return whole.hexdigest()


def _seen(points: Points) -> Mask:
    """Those of documents that are neither withdrawn nor anything but reviews."""
    rows = visible_documents(OPERATOR).filter(work__kind__in=REVIEWS, work__withdrawn_at__isnull=True)
    documents = np.fromiter(rows.values_list("pk", flat=True), np.int64)
    found: Mask = np.isin(points.documents, documents)
    return found


def _chosen(points: Points, seen: Mask) -> list[LearningPoint]:
    """What one review prints twice alike once: what a person confirmed, else the first. In the order of their keys."""
    alike: dict[int, list[LearningPoint]] = defaultdict(list)
    marks = dict(zip(points.keys[seen].tolist(), points.marks[seen].tolist(), strict=True))
    for point in compared().select_related("document").defer("document__fingerprint").order_by("pk"):
        if point.pk in marks:
            alike[marks[point.pk]].append(point)
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
    alike = in_common([said[at].text for at in members])
    reviews = Counter(said[at].review for at in members)
    return [
        PointProposed(
            chosen[at], round(float(means[place]), 4), _reason(said[at].review, reviews, alike[place])
        )
        for place, at in enumerate(members)
    ]


def _lent(chosen: Sequence[LearningPoint], index: Index) -> dict[int, list[PointProposed]]:
    """By confirmed lesson (its key) the learning points that say nearly word for word what one that teaches it says:
    what a person confirmed lends its wording, though the machine may know nothing of what is asked for."""
    places = {point.pk: at for at, point in enumerate(chosen)}
    teaching: dict[int, list[int]] = defaultdict(list)
    rows = LessonMember.objects.filter(state="confirmed", lesson__state="confirmed").order_by("lesson", "pk")
    for lesson, point in rows.values_list("lesson", "learning_point"):
        if point in places:
            teaching[lesson].append(places[point])
    found: dict[int, list[PointProposed]] = defaultdict(list)
    for lesson, members in teaching.items():
        likeness = repeated(some_of(index, np.array(members)), index).max(0)
        likeness[members] = 0
        for at in np.flatnonzero(likeness).tolist():
            found[lesson].append(PointProposed(chosen[at], round(float(likeness[at]), 4), _REPEATS))
    return dict(found)


def _reason(review: Hashable, reviews: Mapping[Hashable, int], alike: InCommon) -> str:
    """None of the report's words: names of what the machine looked for."""
    others = sum(reviews.values()) - 1
    elsewhere = len(reviews) - (reviews[review] == 1)
    told = f"Seems to ask for the same as {_number(others, 'other')} of {_number(elsewhere, 'review')}."
    parts = [("speaks of", alike.speaks_of), ("asks for", alike.asks)]
    named = [f"{what} “{'”, “'.join(names)}”" for what, names in parts if names]
    return f"{told} Like most of them it {' and '.join(named)}." if named else told


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
