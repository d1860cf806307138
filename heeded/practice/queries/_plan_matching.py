"""Where the recommendations that a plan's file names seem to belong: proposals, for a person to settle."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from heeded.engine.plans import PlanRow
from heeded.engine.vocabulary import LearningPointKind
from heeded.library.models import LearningPoint, Work
from heeded.library.queries import visible_learning_points
from heeded.library.repeats import printed_alike, standing_for
from heeded.people.models import Organisation
from heeded.people.viewer import Viewer
from heeded.practice.models import PlanItem, PointPlace
from heeded.practice.plan_matches import (
    ALIKE,
    BY_HAND,
    LEFT_OUT,
    Match,
    MatchAs,
    PlanGroup,
    alike,
    group_key,
    groups_in,
    plain_number,
    plain_words,
    word_set,
)
from heeded.practice.queries._points import points_shown
from heeded.practice.queries._visible import seen_whole

_COMPARED = 500  # recommendations of a file up to which wordings are compared word by word


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that the rows of a recommendation could belong to."""

    match: Match
    number: str
    text: str
    learning_point: LearningPoint | None = None
    alike: frozenset[int] = frozenset()  # by key the learning points that are printed alike


@dataclass(frozen=True, slots=True)
class Matched:
    """A recommendation of the file, and the machine's proposal. `why` says what the proposal rests on: "number and
    words", "number and nearly the words", "words", "nearly the words", "number", or "" where nothing is like it."""

    group: PlanGroup
    proposed: Match
    why: str


def candidates(viewer: Viewer, board: Organisation, work: Work | None) -> tuple[Candidate, ...]:
    """What rows can belong to: with a review its recommendations, findings and questions and what else of it is on
    the board's plan; without, everything on the plan."""
    items = seen_whole(viewer).filter(board=board).select_related("point").order_by("pk")
    if work is None:
        return tuple(_of_items(viewer, items))
    points = visible_learning_points(viewer).filter(work=work).exclude(kind=LearningPointKind.GOOD_PRACTICE)
    same = printed_alike(points.select_related("document").order_by("document", "order"))
    found = [_of_point(one) for one in same]
    placed = PointPlace.objects.filter(learning_point__in=[one for alike in same for one in alike])
    rest = items.filter(point__work=work).exclude(point__in=placed.values("point"))
    return (*found, *_of_items(viewer, rest))


def match_rows(
    viewer: Viewer, board: Organisation, work: Work | None, rows: Sequence[PlanRow]
) -> tuple[Matched, ...]:
    """Each recommendation that the rows name, with a proposal where it belongs. A bare number says something only of
    a review that is chosen: every review has a recommendation 2."""
    groups = groups_in(rows)
    found = candidates(viewer, board, work)
    sought = _Sought(found, compare=len(groups) <= _COMPARED, by_number_alone=work is not None)
    return tuple(sought.matched(group) for group in groups)


class _Sought:
    def __init__(self, found: Sequence[Candidate], *, compare: bool, by_number_alone: bool) -> None:
        self._by_number_alone = by_number_alone
        self._all = found if compare else ()
        self._words = {one.match.written(): word_set(one.text) for one in self._all}
        self._by_words = {plain_words(one.text): one for one in reversed(found) if one.text}
        self._by_number: dict[str, list[Candidate]] = defaultdict(list)
        for one in found:
            if one.number:
                self._by_number[plain_number(one.number)].append(one)

    def matched(self, group: PlanGroup) -> Matched:
        if not group.names_one:
            return Matched(group, LEFT_OUT, "")
        numbered = self._by_number.get(plain_number(group.number), []) if group.number else []
        if not group.recommendation:
            only = _only(numbered) if self._by_number_alone else None
            return Matched(group, only.match, "number") if only else Matched(group, LEFT_OUT, "")
        exact = self._by_words.get(plain_words(group.recommendation))
        same = exact or self._like(group, numbered)
        if same is None:
            return Matched(group, BY_HAND, "")
        words = "words" if exact else "nearly the words"
        return Matched(group, same.match, f"number and {words}" if same in numbered else words)

    def _like(self, group: PlanGroup, numbered: list[Candidate]) -> Candidate | None:
        """The one in other words. One that bears the same number may differ more."""
        said = word_set(group.recommendation)
        scored = [
            (alike(said, self._words[one.match.written()]) + (0.25 if one in numbered else 0.0), one)
            for one in self._all
        ]
        best = max(scored, key=lambda each: each[0], default=None)
        return best[1] if best is not None and best[0] >= ALIKE else None


def shown_to_everybody(board: Organisation, offered: Sequence[Candidate]) -> frozenset[str]:
    """Of what rows can belong to, as `Match.written` names it, what this board shows to everybody on its plan: an
    action that comes under it is read by everybody at once. One query."""
    keys = [key for one in offered for key in one.alike]
    names = [one.match.identifier for one in offered if one.match.to == MatchAs.ITEM]
    shown = PlanItem.objects.filter(board=board, shown_at__isnull=False)
    found = shown.filter(Q(identifier__in=names) | Q(point__places__learning_point__in=keys))
    held = {one for pair in found.values_list("identifier", "point__places__learning_point") for one in pair}
    return frozenset(
        one.match.written()
        for one in offered
        if one.match.identifier in held or not held.isdisjoint(one.alike)
    )


def rows_for_everybody(
    rows: Sequence[PlanRow], matches: Mapping[str, Match], shown: Collection[str]
) -> dict[str, int]:
    """By the key of each recommendation of a file that goes to what is `shown`, how many actions go there."""
    counted = Counter(group_key(row) for row in rows if row.action.strip())
    return {key: count for key, count in counted.items() if matches.get(key, LEFT_OUT).written() in shown}


def _only(found: list[Candidate]) -> Candidate | None:
    """The one that bears a number; of several the one recommendation among them."""
    if len(found) > 1:
        found = [
            one
            for one in found
            if one.learning_point and one.learning_point.kind == LearningPointKind.RECOMMENDATION
        ]
    return found[0] if len(found) == 1 else None


def _of_point(same: list[LearningPoint]) -> Candidate:
    chosen = standing_for(same)
    alike = frozenset(one.pk for one in same)
    return Candidate(Match(MatchAs.POINT, chosen.identifier), chosen.number, chosen.text, chosen, alike)


def _of_items(viewer: Viewer, items: Iterable[PlanItem]) -> Iterable[Candidate]:
    held = list(items)
    shown = points_shown(viewer, [one.point for one in held])
    for one in held:
        point = shown[one.point_id]
        match = Match(MatchAs.ITEM, one.identifier)
        yield Candidate(match, one.point.number, point.text, point.learning_point)
