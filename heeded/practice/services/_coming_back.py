"""It came back: a later review teaches what a board had said to have changed. Proposed by machine, decided by a
person; whether the practice that it describes is later follows from its period under review."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from heeded.core.actors import Actor
from heeded.core.clock import now
from heeded.core.errors import NotAllowed
from heeded.learning.models import Lesson, LessonMember
from heeded.learning.queries import Boards, ReviewKnown, reviews_known, reviews_of_board
from heeded.library.models import LearningPoint
from heeded.library.queries import visible_learning_points
from heeded.people.permissions import Permission
from heeded.people.viewer import OPERATOR, Viewer
from heeded.practice.coming_back import Months, is_later_review, month_of, when_of
from heeded.practice.errors import NoSuchReturn, NotToBeDone
from heeded.practice.kinds import ClosedAs, When
from heeded.practice.models import CameBack, Closing, PlanItem, PointPlace
from heeded.practice.queries import visible_returns
from heeded.practice.services._holding import checked_words, held_item, tell


@dataclass(frozen=True, slots=True)
class _Taught:
    """A learning point of a lesson, in a review."""

    lesson: Lesson
    point: LearningPoint


@transaction.atomic
def find_what_came_back(*, by: Actor) -> list[CameBack]:
    """Propose what later reviews of a board teach again of what it had said to have changed, by confirmed lessons.
    Nothing is proposed twice, nor once a person has said that it is not the same."""
    items = list(
        PlanItem.objects.filter(closed_as=ClosedAs.PRACTICE_CHANGED).select_related("board", "point")
    )
    taught = _taught_again(items)
    works = {one.point.work_id for found in taught.values() for one in found}
    reviews = reviews_known(OPERATOR, works)
    changed = {item.pk: changed_in(item) for item in items if taught[item.pk]}
    made = []
    for item in items:
        found = taught[item.pk]
        later = _later(item, found, reviews, changed.get(item.pk)) if found else ()
        made += [_propose(item, one, reviews, changed[item.pk], by=by) for one in later]
    return made


@transaction.atomic
def say_it_came_back(
    item: PlanItem, learning_point: LearningPoint, *, by: Viewer, when: When = When.NOT_KNOWN, note: str = ""
) -> CameBack:
    """Say of a later learning point, by one's own reading, that it is the same as an item that was closed.

    Raises:
        NoSuchItem, NoSuchReturn: the item or the learning point is not there, or not for them to see.
        NotAllowed: they may not decide that.
        NotToBeDone: the item was not said to have changed practice, or the words are of the same review.
    """
    _must_decide(by)
    held = held_item(item, by=by)
    if not visible_learning_points(by).filter(pk=learning_point.pk).exists():
        raise NoSuchReturn("There is no such learning point.")
    if not Closing.objects.filter(item=held, closed_as=ClosedAs.PRACTICE_CHANGED).exists():
        raise NotToBeDone("Nobody has said that practice changed.")
    if held.point.work_id == learning_point.work_id:
        raise NotToBeDone("That is the same review.", advice="Choose a learning point of a later one.")
    found, _ = CameBack.objects.get_or_create(
        item=held,
        learning_point=learning_point,
        defaults={"state": "proposed", "when": _when(held, learning_point), "proposed_at": now()},
    )
    return decide_what_came_back(found, same=True, by=by, when=when, note=note)


@transaction.atomic
def decide_what_came_back(
    came_back: CameBack, *, same: bool, by: Viewer, when: When = When.NOT_KNOWN, note: str = ""
) -> CameBack:
    """Say whether it is the same. `when` counts only where the period under review does not tell. Twice is once; said
    otherwise, the newer counts.

    Raises:
        NoSuchReturn: there is none that they may see.
        NotAllowed: they may not decide that.
    """
    _must_decide(by)
    if not visible_returns(by).filter(pk=came_back.pk).exists():
        raise NoSuchReturn("Nothing such came back.")
    item = held_item(came_back.item, by=by)
    held = (
        CameBack.objects.select_for_update(of=("self",)).select_related("learning_point").get(pk=came_back.pk)
    )
    state = "same" if same else "not-same"
    told = _when(item, held.learning_point)
    told = When(when) if told == When.NOT_KNOWN else told
    words = checked_words(note, what="why")
    if (held.state, held.when, held.note) == (state, told, words):
        return held
    held.state, held.when, held.note = state, told, words
    held.decided_by, held.decided_at = by.audit_name, now()
    held.save()
    action = "return.same" if same else "return.not-same"
    tell(action, item, by=by, thing=("came-back", held.identifier), when=str(told))
    return held


def changed_in(item: PlanItem) -> Months | None:
    """The month by which what was done was done: the last of its actions, else of its closing."""
    done = [day for day in item.actions.values_list("done_on", flat=True) if day is not None]
    if done:
        return month_of(max(done))
    closing = item.closings.filter(action__isnull=True).order_by("-pk").first()
    return month_of(closing.at.date()) if closing else None


def _taught_again(items: Iterable[PlanItem]) -> dict[int, list[_Taught]]:
    """By item, what else teaches the confirmed lessons that its point teaches, in other reviews."""
    held = list(items)
    points: dict[int, set[int]] = defaultdict(set)
    places = PointPlace.objects.filter(point__in=[one.point_id for one in held])
    for point, learning_point in places.values_list("point", "learning_point"):
        points[point].add(learning_point)
    lessons, members = _lessons_of({key for keys in points.values() for key in keys})
    found: dict[int, list[_Taught]] = {}
    for item in held:
        own = {lesson for key in points[item.point_id] for lesson in lessons[key]}
        others = [one for lesson in own for one in members[lesson]]
        found[item.pk] = [one for one in others if one.point.work_id != item.point.work_id]
    return found


def _lessons_of(points: set[int]) -> tuple[dict[int, set[int]], dict[int, list[_Taught]]]:
    """By learning point its confirmed lessons, and by lesson its confirmed members."""
    decided = LessonMember.objects.filter(state="confirmed", lesson__state="confirmed")
    lessons: dict[int, set[int]] = defaultdict(set)
    for lesson, point in decided.filter(learning_point__in=points).values_list("lesson", "learning_point"):
        lessons[point].add(lesson)
    wanted = {lesson for some in lessons.values() for lesson in some}
    members: dict[int, list[_Taught]] = defaultdict(list)
    rows = decided.filter(lesson__in=wanted).select_related("lesson", "learning_point")
    for row in rows.order_by("pk"):
        members[row.lesson_id].append(_Taught(row.lesson, row.learning_point))
    return lessons, members


def _later(
    item: PlanItem, taught: Iterable[_Taught], reviews: dict[int, ReviewKnown], changed: Months | None
) -> list[_Taught]:
    """Of these, what reviews of the item's board say that came after what was done; each review once."""
    ours = reviews_of_board(reviews.values(), item.board.name.strip().casefold())
    boards = Boards()
    kept_here = {work for work, one in reviews.items() if one.work.keeper_id == item.board_id or work in ours}
    kept_here |= {
        work
        for work, one in reviews.items()
        if one.board and boards.one(one.board) == boards.one(item.board.name)
    }
    there = set(item.came_back.values_list("learning_point__work", flat=True))
    found: dict[int, _Taught] = {}
    for one in taught:
        work = one.point.work_id
        if work in kept_here and work not in there and is_later_review(reviews[work], changed):
            found.setdefault(work, one)
    return list(found.values())


def _propose(
    item: PlanItem, one: _Taught, reviews: dict[int, ReviewKnown], changed: Months | None, *, by: Actor
) -> CameBack:
    made = CameBack.objects.create(
        item=item,
        learning_point=one.point,
        lesson=one.lesson,
        state="proposed",
        when=when_of(reviews[one.point.work_id], changed),
        proposed_at=now(),
    )
    tell("return.propose", item, by=by, thing=("came-back", made.identifier))
    return made


def _when(item: PlanItem, learning_point: LearningPoint) -> When:
    known = reviews_known(OPERATOR, [learning_point.work_id]).get(learning_point.work_id)
    return when_of(known, changed_in(item)) if known else When.NOT_KNOWN


def _must_decide(by: Viewer) -> None:
    if not by.is_operator and Permission.DECIDE_CAME_BACK not in by.permissions:
        raise NotAllowed("You cannot decide whether something came back.", advice="The staff of a board can.")
