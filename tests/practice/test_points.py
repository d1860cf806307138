"""What is to be learnt comes onto a board's plan, each thing once."""

import pytest

from heeded.core.actors import SYSTEM
from heeded.core.errors import NotAllowed, Refused
from heeded.people.models import Organisation
from heeded.people.viewer import ANONYMOUS, OPERATOR
from heeded.practice import services
from heeded.practice.errors import NoSuchPoint
from heeded.practice.kinds import SourceKind
from heeded.practice.models import PlanItem, Point, PointPlace
from heeded.practice.queries import point_for, points_shown, visible_items, visible_points
from heeded.practice.services import Entered
from tests.learning import lessons_made
from tests.library import made as library
from tests.people import made as people
from tests.practice import made

pytestmark = pytest.mark.django_db
RAPID = Entered("Ask who else lives there.", SourceKind.RAPID_REVIEW, "Rapid review 4 (fictional)")


def test_a_recommendation_is_put_on_a_plan_once() -> None:
    world = made.World()
    first = services.open_item(world.recommendation, world.board, by=world.staff)
    assert services.open_item(world.recommendation, world.board, by=world.staff) == first
    assert (PlanItem.objects.count(), Point.objects.get().text) == (1, "")
    [shown] = points_shown(world.staff, [first.point]).values()
    assert shown.text == made.MEN and [one.page for one in shown.printed] == [1]


def test_what_is_printed_alike_in_a_summary_is_the_same_point() -> None:
    world = made.World()
    summary = library.document(work=world.report.work, state="published")
    again = lessons_made.point(summary, f" {made.MEN.upper()}", number="1")
    item = services.open_item(world.recommendation, world.board, by=world.staff)
    assert services.open_item(again, world.board, by=world.staff) == item
    assert item.point.places.count() == 2
    assert set(Point.objects.get().sources) == {summary.identifier, world.report.identifier}


def test_a_newer_version_is_followed() -> None:
    world = made.World()
    item = world.item()
    newer = library.newer(world.report, state="published")
    printed = lessons_made.point(newer, made.MEN, number="1")
    assert services.follow_points(by=SYSTEM) == 1 and services.follow_points(by=SYSTEM) == 0
    assert printed.point_place.point == item.point


def test_a_person_says_where_a_point_is_printed_in_other_words() -> None:
    world = made.World()
    item = services.enter_item(RAPID, world.board, by=world.staff)
    assert services.place_point(item, world.recommendation, by=world.staff) == item.point
    assert services.place_point(item, world.recommendation, by=world.staff) == item.point
    item.point.refresh_from_db()
    assert item.point.work == world.report.work and PointPlace.objects.count() == 1
    other = services.enter_item(Entered("Another", SourceKind.AUDIT, "Audit"), world.board, by=world.staff)
    with pytest.raises(Refused, match="on a plan already"):
        services.place_point(other, world.recommendation, by=world.staff)


def test_one_is_entered_by_hand_for_a_review_without_a_file() -> None:
    world = made.World()
    entered = Entered("Ask.", SourceKind.REVIEW, "Child Q (fictional)", work=library.work(catalogued=True))
    item = services.enter_item(entered, world.board, by=world.staff)
    assert services.enter_item(entered, world.board, by=world.staff) == item
    assert points_shown(world.staff, [item.point])[item.point_id].text == "Ask."
    assert not visible_points(ANONYMOUS).exists()
    services.show_item(item, by=world.staff)
    assert points_shown(ANONYMOUS, [item.point])[item.point_id].text == "Ask."


@pytest.mark.parametrize(
    "entered",
    [
        Entered(" ", SourceKind.AUDIT, "Audit"),
        Entered("Ask.", SourceKind.AUDIT, ""),
        Entered("Ask.", SourceKind.AUDIT, "Audit", source_link="javascript:alert(1)"),
    ],
)
def test_without_words_or_source_nothing_is_entered(entered: Entered) -> None:
    world = made.World()
    with pytest.raises(Refused):
        services.enter_item(entered, world.board, by=world.staff)
    assert not Point.objects.exists()


def test_only_those_who_keep_the_plan_put_something_on_it() -> None:
    world = made.World()
    for somebody in (world.owner, world.manager, people.viewer("board-staff", organisation=people.board())):
        with pytest.raises(NotAllowed):
            services.open_item(world.recommendation, world.board, by=somebody)


def test_the_board_that_took_over_keeps_the_plan() -> None:
    world = made.World()
    item = world.item()
    after: Organisation = people.board()
    after.predecessors.add(world.board)
    staff = people.viewer("board-staff", organisation=after)
    assert list(visible_items(staff)) == [item]
    assert services.show_item(item, by=staff).shown_at is not None


def test_good_practice_asks_for_nothing() -> None:
    world = made.World()
    good = library.learning_point(world.report, "The nurse rang.", kind="good-practice", number="9")
    with pytest.raises(Refused):
        services.open_item(good, world.board, by=world.staff)


def test_the_words_of_a_restricted_report_are_for_who_may_see_it() -> None:
    world = made.World(state="restricted")
    with pytest.raises(NoSuchPoint):
        services.open_item(world.recommendation, world.board, by=world.staff)
    item = world.item()
    services.ask(item, world.trust, by=OPERATOR)
    assert list(visible_items(world.staff)) == [item] and list(visible_items(world.manager)) == [item]
    assert points_shown(world.manager, [item.point])[item.point_id].text == ""
    with pytest.raises(NoSuchPoint):
        point_for(world.staff, item.point.identifier)
    services.show_item(item, by=world.staff)
    assert not visible_items(ANONYMOUS).exists()


def test_who_is_asked_or_owns_an_action_reads_what_was_entered_by_hand() -> None:
    world = made.World()
    entered = Entered("Officers ask whom the child told.", SourceKind.AUDIT, "An audit (fictional)")
    item = services.enter_item(entered, world.board, by=world.staff)
    assert not visible_points(world.owner).filter(pk=item.point_id).exists()
    services.add_action(item, world.wanted(), by=world.staff)
    services.ask(item, world.trust, by=world.staff)
    assert visible_points(world.owner).filter(pk=item.point_id).exists()
    assert visible_points(world.manager).filter(pk=item.point_id).exists()
    assert not visible_points(ANONYMOUS).filter(pk=item.point_id).exists()
