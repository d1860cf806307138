"""What a board answers to one review: for everybody what is published, for those within all of it."""

from dataclasses import dataclass

from heeded.library.models import Work
from heeded.people.models import Organisation
from heeded.people.viewer import Viewer
from heeded.practice.errors import NoSuchItem
from heeded.practice.models import PlanItem
from heeded.practice.queries._points import PointShown
from heeded.practice.queries._throughline import ItemLine, throughlines_of
from heeded.practice.queries._visible import visible_items


@dataclass(frozen=True, slots=True)
class BoardAnswers:
    """The points of a review on one board's plan, in order of their numbers, with what was answered."""

    board: Organisation
    work: Work
    rows: tuple[tuple[PointShown, ItemLine], ...]

    @property
    def is_whole(self) -> bool:
        """Whether this viewer sees it from within: answers that are not shown yet too."""
        return all(line.is_whole for _shown, line in self.rows)

    @property
    def unpublished(self) -> int:
        """How many of the answers nobody outside sees yet."""
        answers = (asked.response for _shown, line in self.rows for asked in line.asked)
        return sum(one is not None and (one.published_at is None) for one in answers)


def answers_to(viewer: Viewer, board: str, work: Work) -> BoardAnswers:
    """A board's answers to a review, as far as this viewer may know. Some twenty-five queries, whatever the number.

    Raises:
        NoSuchItem: the board has nothing of it on its plan that they may see.
    """
    found = visible_items(viewer).filter(board__identifier=board, point__work=work)
    items = {one.pk: one for one in found.select_related("point", "board")}
    if not items:
        raise NoSuchItem("There is no such answer to a review.")
    lines = throughlines_of(viewer, [one.point for one in items.values()])
    rows = [(one.point, item) for one in lines.values() for item in one.items if item.item.pk in items]
    rows.sort(key=lambda row: _order(row[0], row[1].item))
    return BoardAnswers(next(iter(items.values())).board, work, tuple(rows))


def _order(shown: PointShown, item: PlanItem) -> tuple[int, int, int]:
    """As the report prints them; what was entered by hand last."""
    point = shown.learning_point
    if point is None:
        return (1, 0, item.pk)
    return (0, point.order, point.pk)
