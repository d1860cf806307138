"""What a machine found, as it is put down: learning points of a group with how alike they are and why."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from heeded.engine.lessons import (
    Group,
    InCommon,
    Index,
    Said,
    closeness_of_all,
    in_common,
    index_of,
    repeated,
    some_of,
)
from heeded.learning.models import LessonMember
from heeded.learning.services._proposing_lessons import PointProposed
from heeded.library.models import LearningPoint

_REPEATS = "Says nearly word for word what a learning point says that teaches this lesson."


def proposed_group(
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
    return [
        PointProposed(chosen[at], round(float(means[place]), 4), _reason(alike[place]))
        for place, at in enumerate(members)
    ]


def lent_wordings(chosen: Sequence[LearningPoint], index: Index) -> dict[int, list[PointProposed]]:
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


def _reason(alike: InCommon) -> str:
    """None of the report's words: names of what the machine looked for. Nor how many others there are: some may stand
    in reports that not everybody sees."""
    told = "Seems to ask for the same as the others."
    parts = [("speaks of", alike.speaks_of), ("asks for", alike.asks)]
    named = [f"{what} “{'”, “'.join(names)}”" for what, names in parts if names]
    return f"{told} Like most of them it {' and '.join(named)}." if named else told
