"""Which recommendation of a review a number means."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TypeVar

from heeded.core.errors import Refused
from heeded.engine.vocabulary import LearningPointKind
from heeded.library.models import LearningPoint, Work
from heeded.library.queries import visible_learning_points
from heeded.library.repeats import printed_alike, standing_for
from heeded.people.viewer import Viewer
from heeded.practice.errors import NoSuchPoint
from heeded.practice.models import Point
from heeded.practice.plan_matches import plain_number
from heeded.practice.queries._visible import visible_points

_Numbered = TypeVar("_Numbered", Point, LearningPoint)
_MOST_NAMED = 20


def numbered(viewer: Viewer, work: Work, number: str) -> Point | LearningPoint:
    """What a number means in a review: the recommendation that bears it, or else the only other learning point or the
    only point entered by hand that does. What is printed alike in a summary and its report is one.

    Raises:
        NoSuchPoint: none bears it, as far as this viewer may see.
        Refused: it stands twice, with the identifiers.
    """
    points = visible_learning_points(viewer).filter(work=work).select_related("document__work", "work")
    by_kind: dict[bool, list[LearningPoint]] = defaultdict(list)
    for one in points.order_by("document", "order", "pk"):
        if one.number:
            by_kind[one.kind == LearningPointKind.RECOMMENDATION].append(one)
    for recommended in (True, False):
        found = _bearing(by_kind[recommended], number)
        if found:
            return _only(found, number)
    entered = visible_points(viewer).filter(work=work).exclude(source_kind="").exclude(number="")
    by_hand = [one for one in entered.order_by("pk") if plain_number(one.number) == plain_number(number)]
    if not by_hand:
        raise NoSuchPoint(f"Nothing in this review has the number {number}.")
    return _only(by_hand, number)


def _bearing(points: Sequence[LearningPoint], number: str) -> list[LearningPoint]:
    """Those with this very number, or else those whose figures are the same: "R1" is 1. Each wording once."""
    exact = [one for one in points if one.number.casefold() == number.strip().casefold()]
    alike = exact or [one for one in points if plain_number(one.number) == plain_number(number)]
    return [standing_for(same) for same in printed_alike(alike)]


def _only(found: Sequence[_Numbered], number: str) -> _Numbered:
    if len(found) > 1:
        named = ", ".join(one.identifier for one in found[:_MOST_NAMED])
        raise Refused(
            f"The number {number} stands there {len(found)} times: {named}.", advice="Name one of these."
        )
    return found[0]
