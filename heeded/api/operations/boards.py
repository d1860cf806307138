"""Boards side by side, where one's own plans stand, and what became of a review."""

from collections.abc import Sequence

from ninja import Query, Router

from heeded.api.door import Caller, door
from heeded.api.operations.plans import on_no_plan, with_point
from heeded.api.practising import note_what_is_read, practising
from heeded.api.shape import Shape
from heeded.api.shapes.boards import (
    AfterReviewShown,
    BoardRow,
    PlanStands,
    RecommendedShown,
    board_row,
    plan_stands,
)
from heeded.api.shapes.citations import Identifier
from heeded.api.shapes.plans import followed, point_asked
from heeded.api.shapes.text import Text
from heeded.library.queries import work_for
from heeded.library.services import note_readings
from heeded.people.models import Organisation
from heeded.people.scopes import Scope
from heeded.people.viewer import ANONYMOUS, Viewer
from heeded.practice.queries import (
    AfterReview,
    Recommended,
    after_review,
    board_for,
    boards_beside,
    boards_stand,
    boards_there_are,
    plans_kept,
    printed_of,
    where_boards_are,
)
from heeded.practice.services import note_outside_readings

router = Router(tags=["Practice"])


class BoardsAsked(Shape):
    nation: Text = ""
    region: Text = ""


@router.get("/boards", response=list[BoardRow], **door(Scope.READ, anonymous=True))
def boards(request: Caller, asked: Query[BoardsAsked]) -> list[BoardRow]:
    """Boards side by side, by name and never ranked: what they show to everybody. Small numbers are not given, and no
    totals, from which they could be had."""
    found = boards_there_are(ANONYMOUS)
    where = where_boards_are(ANONYMOUS, found)
    wanted = [
        one
        for one in found
        if (not asked.nation or asked.nation in where[one.pk].nations)
        and (not asked.region or asked.region in where[one.pk].regions)
    ]
    return [board_row(one, where[one.board.pk]) for one in boards_beside(ANONYMOUS, wanted)]


@router.get("/boards/{identifier}", response=BoardRow, **door(Scope.READ, anonymous=True))
def board(request: Caller, identifier: Identifier) -> BoardRow:
    """One board, as everybody may know it."""
    held = board_for(identifier)
    [beside] = boards_beside(ANONYMOUS, [held])
    return board_row(beside, where_boards_are(ANONYMOUS, [held])[held.pk])


@router.get("/plans", response=list[PlanStands], **door(Scope.PRACTICE))
def plans(request: Caller) -> list[PlanStands]:
    """Where the plans stand that you keep, with what wants looking at."""
    viewer = practising(request)
    held: Sequence[Organisation] = list(plans_kept(viewer))
    return [plan_stands(one) for one in boards_stand(viewer, held)]


@router.get("/reviews/{identifier}/after", response=AfterReviewShown, **door(Scope.READ, anonymous=True))
def review_after(request: Caller, identifier: Identifier) -> AfterReviewShown:
    """What became of a review: each thing that it recommends, what was answered, done and shown to have changed, and
    what is not known."""
    viewer = practising(request)
    found = after_review(viewer, work_for(viewer, identifier))
    note_readings(
        {one.learning_point.document.identifier for one in found.recommended}, by=viewer, door="api-after"
    )
    note_what_is_read(viewer, [one.point for one in found.entered], door="api-after")
    lines = [one.line for one in found.recommended if one.line] + list(found.entered)
    note_outside_readings([with_point(item, line) for line in lines for item in line.items], by=viewer)
    return _after(viewer, found)


def _after(viewer: Viewer, found: AfterReview) -> AfterReviewShown:
    return AfterReviewShown(
        review=found.work.identifier,
        review_title=found.work.title,
        fictional=found.work.fictional,
        published_on=found.published_on,
        months=found.months,
        recommended=_recommended(viewer, found.recommended),
        entered=[followed(viewer, one) for one in found.entered],
    )


def _recommended(viewer: Viewer, found: Sequence[Recommended]) -> list[RecommendedShown]:
    # That it is a point is not told where no plan with it may be known of.
    printed = printed_of([one.learning_point for one in found if not (one.line and one.line.items)])
    return [
        RecommendedShown(
            point=point_asked(one.line.point)
            if one.line and one.line.items
            else on_no_plan(one.learning_point, printed.get(one.learning_point.pk, ())),
            is_answered=one.is_answered,
            followed=followed(viewer, one.line) if one.line and one.line.items else None,
        )
        for one in found
    ]
