"""What came back, as rows: decided ones for all, proposals for those who decide."""

from collections.abc import Iterable
from typing import Any

from heeded.people.viewer import Viewer
from heeded.practice.queries import Returned
from heeded.web.presenters.practice.outcomes import places_shown, printed_points, returned_words


def return_rows(viewer: Viewer, returned: Iterable[Returned]) -> list[dict[str, Any]]:
    """Each with the words of the later review and the pages on which they stand. Two queries at most."""
    held = list(returned)
    points = [point for one in held for point in printed_points(one.printed)]
    places = places_shown(points) if points else {}
    return [
        {
            "returned": one,
            "words": returned_words(one),
            "point": one.came_back.learning_point,
            "places": places.get(one.came_back.learning_point_id, []),
            "work": one.review.work if one.review else None,
            "is_proposed": one.came_back.state == "proposed",
        }
        for one in held
        if one.came_back.state != "not-same"
    ]
