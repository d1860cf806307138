"""It came back: a later review teaches what a board had said to have changed. Proposed by machine, decided by a
person; whether the practice that it describes is later follows from its period under review."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction

from heeded.core.actors import Actor
from heeded.core.clock import now
from heeded.core.errors import NotAllowed
from heeded.core.transactions import one_at_a_time
from heeded.learning.queries import ReviewKnown, reviews_known
from heeded.library.models import LearningPoint
from heeded.library.queries import visible_learning_points
from heeded.people.viewer import OPERATOR, Viewer
from heeded.practice.coming_back import Months, is_later_review, when_of
from heeded.practice.errors import NoSuchReturn, NotToBeDone
from heeded.practice.kinds import ClosedAs, Told, When
from heeded.practice.models import CameBack, Closing, PlanItem
from heeded.practice.queries import decides_returns, visible_returns
from heeded.practice.queries._taught_again import TaughtToo, changed_in, of_board, taught_again
from heeded.practice.services._holding import checked_words, held_item, tell
from heeded.practice.services._telling import tell_board

_AT_ONCE = 500  # items of plans that one transaction looks at


def find_what_came_back(*, by: Actor) -> list[CameBack]:
    """Propose what later reviews of a board teach again of what it had said to have changed, by confirmed lessons, and
    tell the board. Nothing is proposed twice, nor once a person has said that it is not the same."""
    closed = PlanItem.objects.filter(closed_as=ClosedAs.PRACTICE_CHANGED).order_by("pk")
    keys = list(closed.values_list("pk", flat=True))
    batches = (keys[first : first + _AT_ONCE] for first in range(0, len(keys), _AT_ONCE))
    return [one for batch in batches for one in _find_among(batch, by=by)]


@transaction.atomic
def _find_among(keys: list[int], *, by: Actor) -> list[CameBack]:
    one_at_a_time("came-back")
    items = list(PlanItem.objects.filter(pk__in=keys).select_related("board", "point").order_by("pk"))
    taught = taught_again(items)
    works = {one.point.work_id for found in taught.values() for one in found}
    reviews = reviews_known(OPERATOR, works)
    here = {board: of_board(board, reviews) for board in {item.board for item in items if taught[item.pk]}}
    there = _reviews_known_of(items)
    made = []
    for item in items:
        changed = changed_in(item) if taught[item.pk] else None
        for one in taught[item.pk]:
            work = one.point.work_id
            if (
                work in here[item.board]
                and is_later_review(reviews[work], changed)
                and work not in there[item.pk]
            ):
                there[item.pk].add(work)  # each review once
                made.append(_propose(item, one, reviews, changed, by=by))
    for board in {one.item.board for one in made}:
        tell_board(board, Told.CAME_BACK, by=by)
    return made


def _reviews_known_of(items: Iterable[PlanItem]) -> dict[int, set[int]]:
    """By item, the reviews of which it was proposed already, or decided, that they teach it again."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = CameBack.objects.filter(item__in=[one.pk for one in items])
    for item, work in rows.values_list("item", "learning_point__work"):
        found[item].add(work)
    return found


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


def _propose(
    item: PlanItem, one: TaughtToo, reviews: dict[int, ReviewKnown], changed: Months | None, *, by: Actor
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
    if not decides_returns(by):
        raise NotAllowed("You cannot decide whether something came back.", advice="The staff of a board can.")
