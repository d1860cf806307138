"""Taking up a recommendation: what it says, what became of it elsewhere, and on whose plans it is already."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import prefetch_related_objects

from heeded.library.models import LearningPoint
from heeded.library.services import note_readings
from heeded.people.models import Organisation
from heeded.people.viewer import Viewer
from heeded.practice.models import Point
from heeded.practice.queries import is_of_board, items_of_points, outcomes_of, throughline_of
from heeded.web.presenters.learning import places_of
from heeded.web.presenters.practice.outcomes import outcome_rows
from heeded.web.presenters.practice.point_words import point_words


def board_first(
    viewer: Viewer, point: Point | LearningPoint, boards: Sequence[Organisation], asked: str
) -> Organisation:
    """The board that is asked for, else one's own whose review it is, else another whose it is, else one's own."""

    def far(board: Organisation) -> tuple[bool, bool, bool]:
        is_own = board.pk in viewer.organisations
        return board.identifier != asked, not is_of_board(viewer, point, board), not is_own

    return min(boards, key=far)


def take_up_page(
    viewer: Viewer, point: Point | LearningPoint, boards: Sequence[Organisation]
) -> dict[str, Any]:
    """What the page shows beside its form."""
    shown = _of_point(viewer, point) if isinstance(point, Point) else _of_learning_point(viewer, point)
    on_plans = {row["board"].pk for row in shown["became"]}
    return shown | {
        "boards": boards,
        "own": [one for one in boards if is_of_board(viewer, point, one) and one.pk not in on_plans],
        "can_open": isinstance(point, LearningPoint),
    }


def _of_learning_point(viewer: Viewer, point: LearningPoint) -> dict[str, Any]:
    note_readings({point.document.identifier}, by=viewer, door="plan")
    prefetch_related_objects([point], "places")
    line = outcomes_of(viewer, [point]).get(point.pk)
    return {
        "heading": f"{point.get_kind_display()} {point.number}".strip(),
        "text": point.text,
        "work": point.work,
        "places": places_of(point),
        "learning_point": point,
        "became": outcome_rows(line),
        "items": {item.board_id: item for item in _items(viewer, [point])},
    }


def _items(viewer: Viewer, points: Iterable[LearningPoint]) -> list[Any]:
    found = items_of_points(viewer, points)
    return [item for items in found.values() for item in items]


def _of_point(viewer: Viewer, point: Point) -> dict[str, Any]:
    line = throughline_of(viewer, point)
    assert line is not None
    words = point_words(line.point)
    note_readings(words.documents, by=viewer, door="plan")
    return {
        "heading": words.heading,
        "text": words.text,
        "work": line.point.review.work if line.point.review else None,
        "places": words.places,
        "source": words.source,
        "learning_point": line.point.learning_point,
        "became": outcome_rows(line),
        "items": {one.item.board_id: one.item for one in line.items},
    }
