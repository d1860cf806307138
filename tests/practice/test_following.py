"""What a worker follows the change log for: newer documents, and what came back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heeded.core.actors import SYSTEM
from heeded.core.clock import now
from heeded.library.models import Document
from heeded.people.models import Message
from heeded.people.services import send_waiting_mail
from heeded.practice import services
from heeded.practice.models import CameBack, PointPlace
from heeded.practice.services import FollowingPoints, LookingForReturns
from tests.learning import lessons_made
from tests.library import made as library
from tests.practice import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> made.World:
    return made.World()


def _queries(do: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as asked:
        do()
    return len(asked)


def _newer(world: made.World) -> Document:
    newer = library.document(work=world.report.work, state="published")
    lessons_made.point(newer, world.text, number="1")
    lessons_made.heard(newer)
    return newer


def test_points_are_looked_up_when_a_worker_begins_and_when_a_document_comes(world: made.World) -> None:
    world.item()
    _newer(world)
    following = FollowingPoints()
    assert not following.turn(by=SYSTEM) and PointPlace.objects.count() == 2
    assert _queries(lambda: following.turn(by=SYSTEM)) == 1
    _newer(world)
    made.World(text="See the father.")  # of no plan
    assert not following.turn(by=SYSTEM) and PointPlace.objects.count() == 3


def test_points_that_are_too_many_for_one_turn_are_left_for_the_next(world: made.World) -> None:
    for one in (world, made.World()):
        one.item()
        _newer(one)
    following = FollowingPoints()
    assert following.turn(by=SYSTEM, seconds=0) and PointPlace.objects.count() == 2
    assert following.turn(by=SYSTEM, go_on=lambda: False)
    assert not following.turn(by=SYSTEM) and PointPlace.objects.count() == 4


def _later(world: made.World, state: str = "published") -> Document:
    report = lessons_made.review(
        lessons_made.MEN[1], state=state, board=world.board.name, date_of_publication="2019-05-01"
    )
    lessons_made.lesson(world.report, report)
    return report


def test_returns_are_looked_for_when_something_changed(world: made.World) -> None:
    world.changed()
    looking = LookingForReturns()
    assert not looking.turn(by=SYSTEM)
    assert _queries(lambda: looking.turn(by=SYSTEM)) == 1
    _later(world)
    assert looking.turn(by=SYSTEM) and CameBack.objects.get().state == "proposed"
    assert not looking.turn(by=SYSTEM) and Message.objects.count() == 2


def test_the_board_hears_of_a_restricted_review_once_it_is_published(world: made.World) -> None:
    world.changed()
    report = _later(world, state="restricted")
    looking = LookingForReturns()
    looking.turn(by=SYSTEM)
    assert CameBack.objects.count() == 1 and send_waiting_mail() == 0  # nobody of the board may see it
    Document.objects.filter(pk=report.pk).update(
        state="published", published_at=now() + timedelta(seconds=1), published_by="operator"
    )
    lessons_made.heard(report)
    assert looking.turn(by=SYSTEM)
    CameBack.objects.update(proposed_at=now())
    assert Message.objects.filter(sent_at__isnull=True).count() == 2


def test_what_a_machine_looks_for_costs_the_same_for_many_items(world: made.World) -> None:
    counts = []
    for number in range(6):
        made.World(board=world.board).changed()
        if number in (1, 5):
            counts.append(_queries(lambda: services.find_what_came_back(by=SYSTEM)))
    assert counts[0] == counts[1]
