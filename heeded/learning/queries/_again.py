"""This board again: what one area was taught more than once, and how long apart."""

from dataclasses import dataclass
from itertools import pairwise

from heeded.learning.models import Lesson
from heeded.learning.queries._areas import works_of_lessons
from heeded.learning.queries._boards import reviews_of_board
from heeded.learning.queries._lessons import LessonShown, lessons_shown
from heeded.learning.queries._reviews import Months, ReviewKnown, reviews_known
from heeded.learning.queries._throughline import Taught, pages_of, taught_by
from heeded.people.models import Organisation
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


def this_board_again(viewer: Viewer, board: Organisation | str) -> BoardAgain:
    """What a board was taught in confirmed lessons. The board is an organisation, or the name of a board or of an
    area as reviews are filed under it. Boards that it took over from, or that took over from it, are the same board;
    and so is whichever other board reviewed the same area. A dozen queries, whatever the number."""
    works_of = works_of_lessons(viewer)
    every = reviews_known(viewer, {work for works in works_of.values() for work in works})
    name = board.name if isinstance(board, Organisation) else board
    ours = reviews_of_board(every.values(), name.strip().casefold())
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
