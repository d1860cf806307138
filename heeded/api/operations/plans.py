"""Plans: what is to be learnt on them, by board, by review and point by point, with what became of it."""

from collections.abc import Iterable

from ninja import Field, Query, Router

from heeded.api.door import Caller, door
from heeded.api.paging import Paging, part_of
from heeded.api.practising import note_what_is_read, practising
from heeded.api.shapes.citations import Identifier
from heeded.api.shapes.plans import (
    ItemPart,
    ItemWhole,
    PointAsked,
    PointFollowed,
    followed,
    item_of,
    item_row,
    places_of,
    point_asked,
)
from heeded.api.shapes.text import Text
from heeded.library.models import LearningPoint
from heeded.library.services import note_reading
from heeded.people.scopes import Scope
from heeded.people.viewer import Viewer
from heeded.practice.models import PlanItem
from heeded.practice.queries import (
    ItemLine,
    PointThroughline,
    Printed,
    item_for,
    printed_of,
    throughline_named,
    throughlines_of,
    visible_items,
)
from heeded.practice.services import note_outside_readings

router = Router(tags=["Practice"])


class ItemPaging(Paging):
    board: Text = Field("", max_length=40, description="Only on the plan of this board")
    review: Text = Field("", max_length=40, description="Only what answers this review")
    open: bool | None = Field(None, description="Only those that are not closed, or only those that are")


@router.get("/points/{identifier}", response=PointFollowed, **door(Scope.READ, anonymous=True))
def point_followed(request: Caller, identifier: Identifier) -> PointFollowed:
    """The throughline of a point, named by its own identifier or by that of a recommendation or another learning
    point: the page that it stands on, what was answered, done and shown, and whether it came back."""
    viewer = practising(request)
    found = throughline_named(viewer, identifier)
    if isinstance(found, LearningPoint):
        note_reading(found.document, by=viewer, door="api-point")
        return PointFollowed(point=on_no_plan(found, printed_of([found]).get(found.pk, ())), items=[])
    note_what_is_read(viewer, [found.point], door="api-point")
    note_outside_readings([with_point(one, found) for one in found.items], by=viewer)
    return followed(viewer, found)


@router.get("/plan-items", response=ItemPart, **door(Scope.READ, anonymous=True))
def plan_items(request: Caller, asked: Query[ItemPaging]) -> ItemPart:
    """What is to be learnt on the plans of boards, oldest first: what they show to everybody, and with a token for
    practice what you see from within."""
    viewer = practising(request)
    rows = visible_items(viewer).select_related("point", "board")
    if asked.open is not None:
        rows = rows.filter(closed_as="") if asked.open else rows.exclude(closed_as="")
    wanted = {"board__identifier": asked.board, "point__work__identifier": asked.review}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    found, total, following = part_of(request, rows, asked, keys=("opened_at", "identifier"))
    lines = _lines(viewer, found)
    note_what_is_read(viewer, [line.point for line, _ in lines], door="api-plan-items")
    note_outside_readings(found, by=viewer)
    results = [item_row(line.point, item) for line, item in lines]
    return ItemPart(results=results, total=total, next=following)


@router.get("/plan-items/{identifier}", response=ItemWhole, **door(Scope.READ, anonymous=True))
def plan_item(request: Caller, identifier: Identifier) -> ItemWhole:
    """One point on one board's plan, with who is asked, what is done, what shows it, and what came back."""
    viewer = practising(request)
    return whole_item(viewer, item_for(viewer, identifier))


def whole_item(viewer: Viewer, held: PlanItem) -> ItemWhole:
    """An item as this viewer may know it."""
    [(line, item)] = _lines(viewer, [held])
    note_what_is_read(viewer, [line.point], door="api-plan-item")
    note_outside_readings([held], by=viewer)
    return ItemWhole(**dict(item_of(viewer, item)), point=point_asked(line.point))


def _lines(viewer: Viewer, items: list[PlanItem]) -> list[tuple[PointThroughline, ItemLine]]:
    """Each of these items with its point, in their order."""
    lines = throughlines_of(viewer, {one.point_id: one.point for one in items}.values())
    found = {item.item.pk: (line, item) for line in lines.values() for item in line.items}
    return [found[one.pk] for one in items if one.pk in found]


def with_point(line: ItemLine, found: PointThroughline) -> PlanItem:
    """The item of a line, with its point at hand."""
    item = line.item
    item.point = found.point.point
    return item


def on_no_plan(point: LearningPoint, printed: Iterable[Printed]) -> PointAsked:
    """A learning point that no board here has on its plan."""
    return PointAsked(
        identifier=None,
        learning_point=point.identifier,
        kind=point.kind,
        number=point.number,
        text=point.text,
        source="",
        source_link="",
        review=point.work.identifier,
        review_title=point.work.title,
        places=places_of(printed),
    )
