"""What the sample plans speak of, in this library: learning points by their place, reviews by their key."""

from collections.abc import Iterable

from heeded.learning.samples import Planted, points_of
from heeded.library.models import LearningPoint
from heeded.people.viewer import Viewer
from heeded.practice.samples._told import Row


def points_named(rows: Iterable[Row], *, by: Viewer) -> dict[str, LearningPoint]:
    """By "review kind number" the learning point of the fullest document; what is not there any more is left out."""
    names = tuple(row["point"] for row in rows if "point" in row)
    found = points_of(Planted("", "", names, confirmed=True), by) if names else {}
    return {name: points[0] for name, points in found.items() if points}
