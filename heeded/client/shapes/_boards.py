"""Boards side by side, and what became of a review."""

from datetime import date

from heeded.client._decoding import record
from heeded.client.shapes._plans import OrganisationNamed, PointAsked, PointFollowed


@record("BoardCounts")
class BoardCounts:
    """What a board's plan holds. None: a small number, or one from which a small one could be worked out; and all of
    them where nothing of a plan is known."""

    items: int | None
    answered: int | None
    closed: int | None
    changed: int | None  # of those closed: practice changed
    actions: int | None
    done: int | None
    overdue: int | None
    came_back: int | None  # taught again, of practice later than what was done


@record("BoardRow")
class BoardBeside(OrganisationNamed):
    """A board beside others, never ranked. `known` tells "none known" from "the board says none"."""

    kind: str
    known: str
    nations: tuple[str, ...]
    regions: tuple[str, ...]
    counts: BoardCounts


@record("LacksCounted")
class LacksCounted:
    """Actions that want looking at."""

    lacks: str
    actions: int


@record("PlanStands")
class PlanStands(OrganisationNamed):
    """Where the plan of one of your boards stands."""

    items: int
    answered: int
    closed: int
    changed: int
    actions: int
    done: int
    lacks: tuple[LacksCounted, ...]
    checks_late: int
    came_back: int
    to_decide: int


@record("RecommendedShown")
class Recommended:
    """One thing that a review asks for, and what became of it."""

    point: PointAsked
    is_answered: bool
    followed: PointFollowed | None  # none: no board here has it on its plan


@record("AfterReviewShown")
class AfterReview:
    """What became of a review, from the first day on."""

    review: str
    review_title: str
    fictional: bool
    published_on: date | None
    months: int | None  # since then
    recommended: tuple[Recommended, ...]
    entered: tuple[PointFollowed, ...]
