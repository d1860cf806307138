"""Boards side by side, and what became of a review: for everybody."""

from collections.abc import Mapping
from datetime import date

from ninja import Field

from heeded.api.shape import Shape
from heeded.api.shapes.named import OrganisationNamed, named
from heeded.api.shapes.plans import PointAsked, PointFollowed
from heeded.practice.queries import BoardBeside, BoardStands, Known, Where

_CAME_BACK = (
    "Taught again, of practice later than what was done; the same lesson of earlier practice is not counted"
)


class BoardCounts(Shape):
    """What a board's plan holds, as everybody may know it. Null: a small number, or one from which a small one could be
    worked out; and all of them where nothing of a plan is known."""

    items: int | None
    answered: int | None = Field(
        description="By somebody who was asked; or from elsewhere, and the board looked at it itself"
    )
    closed: int | None
    changed: int | None = Field(description="Of those closed: practice changed")
    actions: int | None
    done: int | None
    overdue: int | None
    came_back: int | None = Field(description=_CAME_BACK)


class BoardRow(OrganisationNamed):
    """A board beside others, never ranked."""

    kind: str
    known: Known = Field(description="“none-known” is not “none”: no plan of it is known to this library")
    nations: list[str]
    regions: list[str]
    counts: BoardCounts


class LacksCounted(Shape):
    """Actions that want looking at."""

    lacks: str
    actions: int


class PlanStands(OrganisationNamed):
    """Where the plan of one of your boards stands, everything counted."""

    items: int
    answered: int
    closed: int
    changed: int
    actions: int
    done: int
    lacks: list[LacksCounted] = Field(description="The most pressing first")
    checks_late: int
    came_back: int = Field(description=_CAME_BACK)
    to_decide: int = Field(description="What a machine proposes as having come back, for people to decide")


class RecommendedShown(Shape):
    """One thing that a review asks for, and what became of it on the plans that you may see."""

    point: PointAsked
    is_answered: bool
    followed: PointFollowed | None = Field(description="Null: no board here has it on its plan")


class AfterReviewShown(Shape):
    """What became of a review, from the first day on."""

    review: str
    review_title: str
    fictional: bool
    published_on: date | None = Field(description="When the first of its documents was published here")
    months: int | None = Field(description="Whole months since then")
    recommended: list[RecommendedShown]
    entered: list[PointFollowed] = Field(description="Points of it that were entered by hand")


def board_row(beside: BoardBeside, where: Where) -> BoardRow:
    """A board beside others."""
    return BoardRow(
        **dict(named(beside.board)),
        kind=beside.board.kind,
        known=beside.known,
        nations=sorted(where.nations),
        regions=sorted(where.regions),
        counts=_counts(beside.counts),
    )


def plan_stands(stands: BoardStands) -> PlanStands:
    """Where a plan stands, from within."""
    names = (
        "items",
        "answered",
        "closed",
        "changed",
        "actions",
        "done",
        "checks_late",
        "came_back",
        "to_decide",
    )
    return PlanStands(
        **dict(named(stands.board)),
        **{name: getattr(stands, name) for name in names},
        lacks=[LacksCounted(lacks=one.value, actions=count) for one, count in stands.lacks],
    )


def _counts(counts: Mapping[str, int | None]) -> BoardCounts:
    return BoardCounts(**{name: counts[name] for name in BoardCounts.model_fields})
