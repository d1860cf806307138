"""The areas that were taught lessons: what "this board again" can be asked of."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from heeded.learning.queries._boards import Boards
from heeded.learning.queries._lessons import visible_members
from heeded.learning.queries._reviews import ReviewKnown, reviews_known
from heeded.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class AreaTaught:
    """A board or area with reviews that teach lessons: one to choose from a list."""

    board: str
    area: str
    reviews: int
    again: int  # lessons that it was taught more than once


def areas_taught(viewer: Viewer) -> tuple[AreaTaught, ...]:
    """Every area, or board of which no area is known, that has reviews teaching confirmed lessons: those taught most
    again first. Five queries, whatever the number."""
    works_of = works_of_lessons(viewer)
    every = reviews_known(viewer, {work for works in works_of.values() for work in works})
    boards = Boards()
    areas = {boards.one(one.board): one.area for one in every.values() if one.board and one.area}
    place = {}
    for work, one in every.items():
        name = one.area or areas.get(boards.one(one.board), "")
        place[work] = name.casefold() or boards.one(one.board)
    found: dict[str, list[ReviewKnown]] = defaultdict(list)
    for work, one in every.items():
        if place[work]:
            found[place[work]].append(one)
    again: Counter[str] = Counter()
    for works in works_of.values():
        counted = Counter(place[work] for work in works if work in place)
        again.update(name for name, number in counted.items() if number > 1)
    listed = [_listed(reviews, again[name]) for name, reviews in found.items()]
    return tuple(sorted(listed, key=lambda one: (-one.again, -one.reviews, one.area or one.board)))


def _listed(reviews: Iterable[ReviewKnown], again: int) -> AreaTaught:
    """Under the board of the latest review."""
    held = sorted(reviews, key=lambda one: one.in_time)
    boards, areas = ([value for one in held if (value := getattr(one, name))] for name in ("board", "area"))
    return AreaTaught(boards[-1] if boards else "", areas[-1] if areas else "", len(held), again)


def works_of_lessons(viewer: Viewer) -> dict[int, set[int]]:
    """By confirmed lesson the works that teach it, both by key."""
    rows = visible_members(viewer).filter(state="confirmed", lesson__state="confirmed")
    found: dict[int, set[int]] = defaultdict(set)
    for lesson, work in rows.values_list("lesson", "learning_point__work"):
        found[lesson].add(work)
    return found
