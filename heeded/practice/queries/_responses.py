"""What a board answers to one review: for everybody what is published, for those within all of it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from heeded.engine.vocabulary import LearningPointKind
from heeded.library.models import LearningPoint, Work
from heeded.library.queries import visible_learning_points
from heeded.library.repeats import printed_alike
from heeded.people.models import Organisation
from heeded.people.viewer import Viewer
from heeded.practice.errors import NoSuchItem
from heeded.practice.models import PlanItem
from heeded.practice.queries._points import PointShown
from heeded.practice.queries._throughline import ItemLine, throughlines_of
from heeded.practice.queries._visible import visible_items, visible_responses


@dataclass(frozen=True, slots=True)
class BoardAnswers:
    """The points of a review on one board's plan, in order of their numbers, with what was answered."""

    board: Organisation
    work: Work
    rows: tuple[tuple[PointShown, ItemLine], ...]
    recommended: int  # by the review, what is printed alike once

    @property
    def answered(self) -> int:
        """How many of those are answered here, as far as this viewer may know."""
        return sum(line.is_answered for shown, line in self.rows if _is_recommended(shown))

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
    board_held = next(iter(items.values())).board
    return BoardAnswers(board_held, work, tuple(rows), len(recommended_in(viewer, work)))


def recommended_in(viewer: Viewer, work: Work) -> list[list[LearningPoint]]:
    """What a review recommends, in order of print; what is printed alike together. Two queries."""
    points = visible_learning_points(viewer).filter(work=work, kind=LearningPointKind.RECOMMENDATION)
    return printed_alike(points.select_related("document").order_by("document", "order", "pk"))


def published_responses(viewer: Viewer, which: Q) -> Mapping[int, list[Organisation]]:
    """By review (by key) the boards that have published at least one answer to it, of items that a condition names.
    Two queries."""
    answers = visible_responses(viewer).filter(
        published_at__isnull=False, addressee__item__in=PlanItem.objects.filter(which, shown_at__isnull=False)
    )
    pairs = set(answers.values_list("addressee__item__point__work", "addressee__item__board"))
    boards = Organisation.objects.in_bulk({board for _work, board in pairs})
    found: dict[int, list[Organisation]] = defaultdict(list)
    for work, board in sorted(pairs, key=lambda pair: boards[pair[1]].name):
        if work is not None:
            found[work].append(boards[board])
    return found


def _is_recommended(shown: PointShown) -> bool:
    return shown.learning_point is not None and shown.point.kind == LearningPointKind.RECOMMENDATION


def _order(shown: PointShown, item: PlanItem) -> tuple[int, int, int]:
    """As the report prints them; what was entered by hand last."""
    point = shown.learning_point
    if point is None:
        return (1, 0, item.pk)
    return (0, point.order, point.pk)
