"""The same words printed in a summary, in its report and in a revised version are one thing to a reader."""

from collections.abc import Iterable

from heeded.library.models import LearningPoint


def printed_alike(points: Iterable[LearningPoint]) -> list[list[LearningPoint]]:
    """Points with the same number and words together, in order of the first."""
    found: dict[tuple[str, str], list[LearningPoint]] = {}
    for point in points:
        found.setdefault((point.number.casefold(), " ".join(point.text.split()).casefold()), []).append(point)
    return list(found.values())


def standing_for(same: list[LearningPoint]) -> LearningPoint:
    """The one to show of points that say the same: one that a person confirmed, else the first."""
    return next((point for point in same if point.state == "confirmed"), same[0])
