"""Which recommendation of a review a number means."""

import pytest

from heeded.core.errors import Refused
from heeded.people.viewer import ANONYMOUS, OPERATOR
from heeded.practice import services
from heeded.practice.errors import NoSuchPoint
from heeded.practice.kinds import SourceKind
from heeded.practice.queries import numbered
from heeded.practice.services import Entered
from tests.practice import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> made.World:
    world = made.World()
    world.recommendation.number = "R3a"
    world.recommendation.save()
    return world


def test_by_the_number_as_printed_or_its_figures(world: made.World) -> None:
    work = world.report.work
    for number in ("R3a", "r3A", " 3a "):
        assert numbered(ANONYMOUS, work, number) == world.recommendation
    for number in ("3", "3b", "", "a"):
        with pytest.raises(NoSuchPoint):
            numbered(ANONYMOUS, work, number)


def test_a_number_that_stands_twice_is_refused_with_both(world: made.World) -> None:
    other = world.report.learning_points.create(
        work=world.report.work, kind="recommendation", number="R3a", text="Something else.", order=9
    )
    with pytest.raises(Refused) as raised:
        numbered(OPERATOR, world.report.work, "3a")
    assert other.identifier in raised.value.reason and world.recommendation.identifier in raised.value.reason
    other.text = world.recommendation.text
    other.save()
    assert numbered(OPERATOR, world.report.work, "3a") == world.recommendation, "printed twice it is one"


def test_a_recommendation_goes_before_a_finding_of_the_same_number(world: made.World) -> None:
    finding = world.report.learning_points.create(
        work=world.report.work, kind="finding", number="R3a", text="Nobody asked.", order=9
    )
    assert numbered(ANONYMOUS, world.report.work, "R3a") == world.recommendation
    finding.number = "7"
    finding.save()
    assert numbered(ANONYMOUS, world.report.work, "7") == finding


def test_what_was_entered_by_hand_is_named_where_nothing_is_printed_so(world: made.World) -> None:
    entered = Entered("Ask at each visit.", SourceKind.AUDIT, "An audit", number="12", work=world.report.work)
    item = services.enter_item(entered, world.board, by=world.staff)
    assert numbered(world.staff, world.report.work, "12") == item.point
    with pytest.raises(NoSuchPoint):
        numbered(ANONYMOUS, world.report.work, "12")


def test_what_one_may_not_see_has_no_number(world: made.World) -> None:
    world.report.state = "restricted"
    world.report.save()
    with pytest.raises(NoSuchPoint):
        numbered(ANONYMOUS, world.report.work, "R3a")
