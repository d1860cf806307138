"""The throughline of a point: the page it stands on, what was answered, done and shown, and whether it came back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, replace
from typing import TypeVar

from django.db.models import Prefetch, Q, QuerySet

from heeded.learning.queries import ReviewKnown, reviews_known
from heeded.library.looking import one_look
from heeded.library.models import LearningPoint
from heeded.library.queries import visible_learning_points
from heeded.people.viewer import Viewer
from heeded.practice.errors import NoSuchPoint
from heeded.practice.kinds import TakenUpAs
from heeded.practice.models import (
    Action,
    Addressee,
    CameBack,
    Closing,
    Evidence,
    PlanItem,
    Point,
    PointPlace,
    PracticeCheck,
    Response,
    TakenUp,
)
from heeded.practice.queries._left_open import with_what_is_open
from heeded.practice.queries._points import PointShown, Printed, points_shown, printed_of
from heeded.practice.queries._visible import (
    Among,
    found_among,
    visible_actions,
    visible_addressees,
    visible_checks,
    visible_evidence,
    visible_items,
    visible_points,
    visible_responses,
    visible_returns,
)

_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class AskedOf:
    """Somebody who was asked, and the newest answer that this viewer may see; None: none is known to them."""

    addressee: Addressee
    response: Response | None


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action with its evidence and the checks of it."""

    action: Action
    evidence: tuple[Evidence, ...]
    checks: tuple[PracticeCheck, ...]
    closing: Closing | None


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back, with the page of the later review; proposals only for those who decide."""

    came_back: CameBack
    printed: tuple[Printed, ...]
    review: ReviewKnown | None


@dataclass(frozen=True, slots=True)
class ItemLine:
    """The point on one board's plan. `is_whole` says that this viewer sees it from within; else what people wrote
    when they checked, closed, took up and decided is left out, and so is the account that owns an action."""

    item: PlanItem
    is_whole: bool
    taken_up: TakenUp | None
    asked: tuple[AskedOf, ...]
    actions: tuple[ActionLine, ...]
    evidence: tuple[Evidence, ...]  # of no action
    closing: Closing | None
    came_back: tuple[Returned, ...]

    @property
    def is_answered(self) -> bool:
        """Whether anybody's answer is known, or the board itself looked at what was recommended elsewhere."""
        return self.taken_up is not None or any(one.response for one in self.asked)

    @property
    def waits(self) -> bool:
        """Whether somebody was asked whose answer is not known."""
        return any(one.response is None for one in self.asked)

    @property
    def looked_at(self) -> bool:
        """Whether the board looked at it and nothing is to be done: it is already so, or does not apply there."""
        return self.taken_up is not None and self.taken_up.answer != TakenUpAs.APPLIES


@dataclass(frozen=True, slots=True)
class PointThroughline:
    """A point and what became of it, board by board; without items nothing is known to this viewer."""

    point: PointShown
    items: tuple[ItemLine, ...]


def throughline_of(viewer: Viewer, point: Point | LearningPoint) -> PointThroughline | None:
    """From its page to what came back. None: it is a learning point that nobody has put on a plan.

    Raises:
        NoSuchPoint: there is none whose words, or a part of whose plan, this viewer may see.
    """
    if isinstance(point, LearningPoint):
        if not visible_learning_points(viewer).filter(pk=point.pk).exists():
            raise NoSuchPoint("There is no such learning point.")
        place = PointPlace.objects.filter(learning_point=point).select_related("point").first()
        return throughlines_of(viewer, [place.point])[place.point_id] if place else None
    found = throughlines_of(viewer, [point])[point.pk]
    if not found.items and not visible_points(viewer).filter(pk=point.pk).exists():
        raise NoSuchPoint("There is no such point to be learnt.")
    return found


@one_look()
def throughlines_of(viewer: Viewer, points: Iterable[Point]) -> dict[int, PointThroughline]:
    """By primary key of each of these points. Some twenty queries, whatever the number."""
    held = list(points)
    among = found_among(viewer, Q(point__in=held))
    seen = visible_items(viewer, among).select_related("board", "point")
    items = list(seen.order_by("opened_at", "pk"))
    lines = _item_lines(viewer, items, among)
    by_point: dict[int, list[ItemLine]] = defaultdict(list)
    for item in items:
        by_point[item.point_id].append(lines[item.pk])
    shown = points_shown(viewer, held)
    return {one.pk: PointThroughline(shown[one.pk], tuple(by_point[one.pk])) for one in held}


def _item_lines(viewer: Viewer, items: list[PlanItem], among: Among) -> dict[int, ItemLine]:
    closings = _closings(items)
    asked, actions = _asked(viewer, among), _action_lines(viewer, among, closings)
    evidence = _by_item(visible_evidence(viewer, among).filter(action__isnull=True).order_by("pk"))
    returns = _returns(viewer, among)
    taken = {one.item_id: one for one in TakenUp.objects.filter(item__in=items).order_by("pk")}
    lines = (
        ItemLine(
            item=item,
            is_whole=item.pk in among.inside,
            taken_up=taken.get(item.pk),
            asked=tuple(asked[item.pk]),
            actions=tuple(actions[item.pk]),
            evidence=tuple(evidence[item.pk]),
            closing=closings.get((item.pk, None)),
            came_back=tuple(returns[item.pk]),
        )
        for item in items
    )
    return {one.item.pk: one if one.is_whole else _from_outside(viewer, one) for one in lines}


def _from_outside(viewer: Viewer, line: ItemLine) -> ItemLine:
    """Without what is for those within; of one's own action all of it, with a second factor."""
    owner = viewer.account if viewer.strong else None
    return replace(
        line,
        taken_up=_without(line.taken_up, "reason"),
        closing=_without(line.closing, "reason"),
        actions=tuple(
            one if one.action.owner_id and one.action.owner_id == owner else _shown_outside(one)
            for one in line.actions
        ),
        came_back=tuple(replace(one, came_back=_without(one.came_back, "note")) for one in line.came_back),
    )


def _shown_outside(line: ActionLine) -> ActionLine:
    action = copy(line.action)
    action.owner = None
    checks = tuple(_without(one, "found") for one in line.checks)
    return ActionLine(action, line.evidence, checks, _without(line.closing, "reason"))


def _without(row: _Row, field: str) -> _Row:
    """A copy of a row, or of none, without the words of one field; never to be saved."""
    found = copy(row)
    if found is not None:
        setattr(found, field, "")
    return found


def _asked(viewer: Viewer, among: Among) -> Mapping[int, list[AskedOf]]:
    newest: dict[int, Response] = {}
    evidence = Prefetch("evidence", visible_evidence(viewer, among).order_by("pk"))
    for response in visible_responses(viewer, among).order_by("pk").prefetch_related(evidence):
        newest[response.addressee_id] = response  # the last one stays
    found: dict[int, list[AskedOf]] = defaultdict(list)
    rows = visible_addressees(viewer, among).select_related("organisation")
    for row in rows.order_by("pk"):
        found[row.item_id].append(AskedOf(row, newest.get(row.pk)))
    return found


def _action_lines(
    viewer: Viewer, among: Among, closings: Mapping[tuple[int, int | None], Closing]
) -> Mapping[int, list[ActionLine]]:
    rows = with_what_is_open(visible_actions(viewer, among))
    actions = list(rows.select_related("owner_agency", "owner_team", "owner").order_by("pk"))
    evidence: dict[int, list[Evidence]] = defaultdict(list)
    for one in visible_evidence(viewer, among).filter(action__in=actions).order_by("pk"):
        evidence[one.action_id or 0].append(one)
    checks = _checks(viewer, among, actions)
    found: dict[int, list[ActionLine]] = defaultdict(list)
    for action in actions:
        line = ActionLine(
            action,
            tuple(evidence[action.pk]),
            tuple(checks[action.pk]),
            closings.get((action.item_id, action.pk)),
        )
        found[action.item_id].append(line)
    return found


def _checks(viewer: Viewer, among: Among, actions: list[Action]) -> Mapping[int, list[PracticeCheck]]:
    """By action, in order of time: those made first, then those that are due."""
    through = PracticeCheck.actions.through.objects
    pairs = list(through.filter(action__in=actions).values_list("action", "practicecheck"))
    seen = visible_checks(viewer, among).in_bulk([check for _, check in pairs])
    found: dict[int, list[PracticeCheck]] = defaultdict(list)
    for action, check in pairs:
        if check in seen:
            found[action].append(seen[check])
    for checks in found.values():
        checks.sort(key=lambda one: (one.made_at is None, one.made_at or one.planned_at, one.pk))
    return found


def _closings(items: list[PlanItem]) -> dict[tuple[int, int | None], Closing]:
    rows = Closing.objects.filter(item__in=items, reopened_at__isnull=True).order_by("pk")
    return {(row.item_id, row.action_id): row for row in rows}


def _returns(viewer: Viewer, among: Among) -> Mapping[int, list[Returned]]:
    rows = visible_returns(viewer, among).select_related("learning_point__document")
    held = list(rows.order_by("pk"))
    printed = printed_of([one.learning_point for one in held])
    reviews = reviews_known(viewer, {one.learning_point.work_id for one in held})
    found: dict[int, list[Returned]] = defaultdict(list)
    for one in held:
        review = reviews.get(one.learning_point.work_id)
        found[one.item_id].append(Returned(one, printed.get(one.learning_point_id, ()), review))
    return found


def _by_item(rows: QuerySet[Evidence]) -> Mapping[int, list[Evidence]]:
    found: dict[int, list[Evidence]] = defaultdict(list)
    for row in rows:
        found[row.item_id].append(row)
    return found
