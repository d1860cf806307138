"""What is compared when lessons are looked for: the learning points of reviews, each once, and their vectors."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from heeded.engine.lessons import Said
from heeded.engine.meaning import packed
from heeded.engine.vocabulary import WorkKind
from heeded.learning._points import Mask, Points, compared
from heeded.library.models import LearningPoint
from heeded.library.queries import visible_documents
from heeded.library.repeats import standing_for
from heeded.people.viewer import OPERATOR
from heeded.search.lending import the_model

PROPOSER = "same lesson 1"
_REVIEWS = (WorkKind.REVIEW, WorkKind.RAPID_REVIEW)
_AT_ONCE = 64  # texts handed to the model together
Progress = Callable[[int, int], None]


def seen_points(points: Points) -> Mask:
    """Those of documents that are neither withdrawn nor anything but reviews."""
    rows = visible_documents(OPERATOR).filter(work__kind__in=_REVIEWS, work__withdrawn_at__isnull=True)
    documents = np.fromiter(rows.values_list("pk", flat=True), np.int64)
    found: Mask = np.isin(points.documents, documents)
    return found


def fingerprint(points: Points, seen: Mask) -> str:
    """Of what is compared: which learning points, their words, and whether they have vectors."""
    whole = hashlib.sha256(f"{PROPOSER} {points.model}".encode())
    for part in (points.keys, points.works, points.marks, points.has_vector):
        whole.update(part[seen].tobytes())
    return whole.hexdigest()


def chosen_points(points: Points, seen: Mask) -> list[LearningPoint]:
    """What one review prints twice alike once: what a person confirmed, else the first. In the order of their keys."""
    alike: dict[int, list[LearningPoint]] = defaultdict(list)
    marks = dict(zip(points.keys[seen].tolist(), points.marks[seen].tolist(), strict=True))
    for point in compared().select_related("document").defer("document__fingerprint").order_by("pk"):
        if point.pk in marks:
            alike[marks[point.pk]].append(point)
    return sorted((standing_for(same) for same in alike.values()), key=lambda point: point.pk)


def vectors_of(points: Points, said: Sequence[Said], progress: Progress) -> npt.NDArray[np.int8] | None:
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
