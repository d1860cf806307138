"""This board again: what one area was taught more than once, and how long apart."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from heeded.learning.models import Lesson
from heeded.learning.queries._lessons import LessonShown, lessons_shown, visible_members
from heeded.learning.queries._reviews import Boards, Months, ReviewKnown, reviews_known
from heeded.learning.queries._throughline import Taught, pages_of, taught_by
from heeded.people.models import Organisation, OrganisationArea
from heeded.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Apart:
    """Two reviews that taught the same, one after the other. `months` lie between the end of the first one's period
    under review and the beginning of the second one's: none or fewer where the periods overlap, None where one of the
    two is not known. `was_published`: the first was published in a year before the second one's period began, so that
    it could have been heeded; None where that is not known."""

    earlier: Taught
    later: Taught
    months: Months | None
    was_published: bool | None


@dataclass(frozen=True, slots=True)
class TaughtAgain:
    """A lesson that was taught more than once, in order of the period under review."""

    lesson: LessonShown
    taught: tuple[Taught, ...]
    apart: tuple[Apart, ...]

    @property
    def undated(self) -> tuple[Taught, ...]:
        """Those whose period under review is not known: they stand by their publication, or last."""
        return tuple(one for one in self.taught if one.review.dated_by != "period")


@dataclass(frozen=True, slots=True)
class BoardAgain:
    """What an area was taught. `boards` and `areas` are the names under which its reviews were filed."""

    boards: tuple[str, ...]
    areas: tuple[str, ...]
    again: tuple[TaughtAgain, ...]  # taught by most reviews first
    once: int  # lessons that it was taught once
    reviews: tuple[ReviewKnown, ...]  # all of its reviews that teach any lesson, in order of time


@dataclass(frozen=True, slots=True)
class AreaTaught:
    """A board or area with reviews that teach lessons: one to choose from a list."""

    board: str
    area: str
    reviews: int
    again: int  # lessons that it was taught more than once


def this_board_again(viewer: Viewer, board: Organisation | str) -> BoardAgain:
    """What a board was taught in confirmed lessons. The board is an organisation, or the name of a board or of an
    area as reviews are filed under it. Boards that it took over from, or that took over from it, are the same board;
    and so is whichever other board reviewed the same area. A dozen queries, whatever the number."""
    works_of = _works_of_lessons(viewer)
    every = reviews_known(viewer, {work for works in works_of.values() for work in works})
    name = board.name if isinstance(board, Organisation) else board
    ours = _of_board(every.values(), name.strip().casefold())
    taught = {lesson: works & ours.keys() for lesson, works in works_of.items()}
    several = [lesson for lesson, works in taught.items() if len(works) > 1]
    shown = lessons_shown(viewer, Lesson.objects.filter(pk__in=several))
    pages = pages_of(member.learning_point_id for one in shown for member in one.confirmed)
    again = [_again(one, taught_by(one.confirmed, ours, pages)) for one in shown]
    return BoardAgain(
        boards=tuple(sorted({one.board for one in ours.values() if one.board})),
        areas=tuple(sorted({one.area for one in ours.values() if one.area})),
        again=tuple(sorted(again, key=lambda one: (-len(one.taught), one.lesson.lesson.pk))),
        once=sum(len(works) == 1 for works in taught.values()),
        reviews=tuple(sorted(ours.values(), key=lambda one: one.in_time)),
    )


def areas_taught(viewer: Viewer) -> tuple[AreaTaught, ...]:
    """Every area, or board of which no area is known, that has reviews teaching confirmed lessons: those taught most
    again first. Five queries, whatever the number."""
    works_of = _works_of_lessons(viewer)
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


def _works_of_lessons(viewer: Viewer) -> dict[int, set[int]]:
    """By confirmed lesson the works that teach it, both by key."""
    rows = visible_members(viewer).filter(state="confirmed", lesson__state="confirmed")
    found: dict[int, set[int]] = defaultdict(set)
    for lesson, work in rows.values_list("lesson", "learning_point__work"):
        found[lesson].add(work)
    return found


def _of_board(every: Iterable[ReviewKnown], name: str) -> dict[int, ReviewKnown]:
    """Those filed under a board or area of this name, in small letters; and those of the same areas."""
    boards = Boards()
    held = list(every)
    served = _served({name, *boards.names(name)})
    found = [
        one
        for one in held
        if boards.one(one.board) == boards.one(name)
        or one.area.casefold() == name
        or any(_serves(since, until, one) for since, until in served.get(one.area.casefold(), ()))
    ]
    areas = {one.area.casefold() for one in found if one.area}
    return {one.work.pk: one for one in held if one in found or one.area.casefold() in areas}


_Spell = tuple[date | None, date | None]


def _served(boards: set[str]) -> Mapping[str, list[_Spell]]:
    """The areas that these boards serve, and from when until when."""
    found: dict[str, list[_Spell]] = defaultdict(list)
    rows = OrganisationArea.objects.values_list("organisation__name", "area", "since", "until")
    for name, area, since, until in rows:
        if name.casefold() in boards:
            found[area.casefold()].append((since, until))
    return found


def _serves(since: date | None, until: date | None, review: ReviewKnown) -> bool:
    """Whether an area belonged to a board when the review was about it; where nothing says otherwise, it did."""
    at = review.order
    if at is None:
        return True
    begun = since is None or since.year * 12 + since.month - 1 <= at
    return begun and (until is None or at <= until.year * 12 + until.month - 1)


def _again(shown: LessonShown, taught: tuple[Taught, ...]) -> TaughtAgain:
    return TaughtAgain(shown, taught, tuple(_apart(one, other) for one, other in pairwise(taught)))


def _apart(earlier: Taught, later: Taught) -> Apart:
    begins, ends, year = later.review.begins, earlier.review.ends, earlier.review.year
    return Apart(
        earlier,
        later,
        months=None if begins is None or ends is None else begins - ends,
        was_published=None if begins is None or year is None else year < begins // 12,
    )
