"""What a worker follows the change log for: points in documents that came since, and what came back."""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import F, Max

from heeded.core.actors import Actor
from heeded.core.queries import Place, after, last_change
from heeded.core.services import ChangeKind
from heeded.library.models import LearningPoint
from heeded.people.models import Message
from heeded.practice.kinds import Told
from heeded.practice.models import CameBack, Point
from heeded.practice.services._coming_back import find_what_came_back
from heeded.practice.services._points import follow_points
from heeded.practice.services._telling import name_of_letter, tell_board

_OF_RETURNS = (
    ChangeKind.LESSONS,
    ChangeKind.PRACTICE,
    ChangeKind.FACTS,
    ChangeKind.LEARNING_POINTS,
    ChangeKind.VISIBILITY,
)


class FollowingPoints:
    """A worker's duty: what is printed alike in documents and versions that came since is the same point. All reviews
    with points once, when it begins; then those whose learning points change. For about so many seconds a turn."""

    def __init__(self) -> None:
        self._heard: Place | None = None
        self._waiting: OrderedDict[int, None] = OrderedDict()  # works, by key

    def turn(self, *, by: Actor, seconds: float = 2.0, go_on: Callable[[], bool] = lambda: True) -> bool:
        """Whether there is more to do. One query where nothing has changed."""
        self._hear()
        until = time.monotonic() + seconds
        while self._waiting and go_on() and time.monotonic() < until:
            work = next(iter(self._waiting))
            follow_points(by=by, works=[work])
            del self._waiting[work]  # what fails is tried again
        return bool(self._waiting)

    def _hear(self) -> None:
        newest = last_change()
        if newest == self._heard:
            return
        of_points = Point.objects.filter(places__isnull=False, work__isnull=False)
        if self._heard is not None:
            of_points = of_points.filter(work__in=_works_changed(self._heard))
        self._waiting |= dict.fromkeys(of_points.order_by("work").values_list("work", flat=True))
        self._heard = newest


class LookingForReturns:
    """A worker's duty: what came back is looked for again when something changed that it could follow from."""

    def __init__(self) -> None:
        self._heard: Place | None = None

    def turn(self, *, by: Actor) -> bool:
        """Whether anything was proposed or told. Two queries where nothing has changed."""
        newest = last_change()
        if newest == self._heard:
            return False
        if self._heard is not None and not after(self._heard).filter(kind__in=_OF_RETURNS).exists():
            self._heard = newest
            return False
        found = find_what_came_back(by=by)
        told = tell_of_published(by=by)
        self._heard = newest
        return bool(found or told)


@transaction.atomic
def tell_of_published(*, by: Actor) -> int:
    """Tell boards of what was proposed while nobody of theirs could see the later review, once it is published and
    nobody was written to since. How many letters."""
    waiting = CameBack.objects.filter(
        state="proposed", learning_point__document__published_at__gt=F("proposed_at")
    )
    boards = waiting.values("item__board").annotate(at=Max("learning_point__document__published_at"))
    letters = 0
    for row in boards.order_by("item__board"):
        one = waiting.filter(item__board=row["item__board"]).select_related("item__board").first()
        if one is None:
            continue
        board = one.item.board
        name = name_of_letter(board, Told.CAME_BACK)
        if not Message.objects.filter(subject=name, written_at__gte=row["at"]).exists():
            letters += tell_board(board, Told.CAME_BACK, by=by)
    return letters


def _works_changed(since: Place) -> Iterable[int]:
    """The works, by key, of documents whose learning points changed after that."""
    heard = after(since).filter(kind=ChangeKind.LEARNING_POINTS, thing_kind="document")
    documents = set(heard.values_list("thing", flat=True))
    return set(LearningPoint.objects.filter(document__in=documents).values_list("work", flat=True))
