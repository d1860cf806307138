"""It came back: proposed from confirmed lessons, decided by a person, told apart by periods under review."""

from datetime import date

import pytest

from heeded.core.actors import SYSTEM
from heeded.core.errors import NotAllowed
from heeded.learning.models import Lesson
from heeded.library.models import Document, Work
from heeded.people.viewer import ANONYMOUS, OPERATOR
from heeded.practice import services
from heeded.practice.errors import NoSuchReturn, NotToBeDone
from heeded.practice.kinds import When
from heeded.practice.models import CameBack
from heeded.practice.queries import throughline_of, visible_returns
from tests.learning import lessons_made
from tests.people import made as people
from tests.practice import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> made.World:
    return made.World()


def _later(world: made.World, **filed: str) -> tuple[Document, Lesson]:
    """A later review of the same board that teaches the same lesson."""
    given = {"board": world.board.name, "date_of_publication": "2019-05-01"} | filed
    report = lessons_made.review(lessons_made.MEN[1], **given)
    return report, lessons_made.lesson(world.report, report)


@pytest.mark.parametrize(
    ("period", "when"),
    [
        (("2016-01", "2018-03"), When.LATER),
        (("2005-01", "2009-05"), When.EARLIER),
        (("2008-01", "2018-03"), When.NOT_KNOWN),
    ],
)
def test_what_a_later_review_teaches_again_is_proposed_once(
    world: made.World, period: tuple[str, str], when: When
) -> None:
    item = world.changed()
    _later(world, period_from=period[0], period_to=period[1])
    [found] = services.find_what_came_back(by=SYSTEM)
    assert (found.item, found.state, found.when) == (item, "proposed", when)
    assert services.find_what_came_back(by=SYSTEM) == []
    services.decide_what_came_back(found, same=False, by=world.staff)
    assert services.find_what_came_back(by=SYSTEM) == []


def test_only_once_a_person_has_decided_is_it_shown(world: made.World) -> None:
    item = world.changed()
    services.show_item(item, by=world.staff)
    report, _ = _later(world, period_from="2016-01", period_to="2018-03")
    [found] = services.find_what_came_back(by=SYSTEM)
    assert not visible_returns(ANONYMOUS).exists() and visible_returns(world.staff).get() == found
    with pytest.raises(NotAllowed):
        services.decide_what_came_back(found, same=True, by=world.manager)
    services.decide_what_came_back(found, same=True, by=world.staff)
    line = throughline_of(ANONYMOUS, world.recommendation)
    assert line is not None
    [back] = line.items[0].came_back
    assert (back.came_back.when, [one.page for one in back.printed]) == (When.LATER, [1])
    assert back.printed[0].quote == lessons_made.MEN[1] and back.review is not None
    assert back.review.work == report.work


def test_the_period_under_review_decides_and_a_person_where_it_does_not(world: made.World) -> None:
    world.changed()
    _later(world, period_from="2005-01", period_to="2008-01")
    [found] = services.find_what_came_back(by=SYSTEM)
    decided = services.decide_what_came_back(found, same=True, by=world.staff, when=When.LATER)
    assert decided.when == When.EARLIER
    other = made.World()
    other.changed()
    _later(other)
    [undated] = services.find_what_came_back(by=SYSTEM)
    assert undated.when == When.NOT_KNOWN
    decided = services.decide_what_came_back(undated, same=True, by=other.staff, when=When.LATER)
    assert decided.when == When.LATER


def test_what_is_of_elsewhere_earlier_or_not_closed_is_not_proposed(world: made.World) -> None:
    _later(world)
    assert services.find_what_came_back(by=SYSTEM) == []  # nobody has said that practice changed
    world.changed()
    CameBack.objects.all().delete()
    apart = made.World()
    apart.changed()
    _later(apart, board="Another Board (fictional)")
    early = made.World()
    early.changed()
    _later(early, date_of_publication="2008-11-01")
    assert {one.item.board for one in services.find_what_came_back(by=SYSTEM)} == {world.board}


def test_an_unconfirmed_lesson_says_nothing(world: made.World) -> None:
    world.changed()
    _, lesson = _later(world)
    Lesson.objects.filter(pk=lesson.pk).update(state="rejected")
    assert services.find_what_came_back(by=SYSTEM) == []


def test_a_person_says_so_by_their_own_reading(world: made.World) -> None:
    item = world.changed()
    report = lessons_made.review("See the men.", board=world.board.name, period_from="2016", period_to="2018")
    point = report.learning_points.get()
    back = services.say_it_came_back(item, point, by=world.staff, note="The same form again.")
    assert services.say_it_came_back(item, point, by=world.staff, note="The same form again.") == back
    assert (back.state, back.when) == ("same", When.LATER)
    with pytest.raises(NotToBeDone, match="same review"):
        services.say_it_came_back(item, world.recommendation, by=world.staff)
    with pytest.raises(NotToBeDone, match="Nobody has said"):
        services.say_it_came_back(made.World().item(), point, by=OPERATOR)


def test_of_a_restricted_report_only_its_readers_hear(world: made.World) -> None:
    world.changed()
    report, _ = _later(world)
    Document.objects.filter(pk=report.pk).update(state="restricted")
    [found] = services.find_what_came_back(by=SYSTEM)
    assert not visible_returns(world.staff).exists()
    with pytest.raises(NoSuchReturn):
        services.decide_what_came_back(found, same=True, by=world.staff)


def test_what_was_done_last_counts(world: made.World) -> None:
    world.done(date(2018, 6, 1), what="And train them")
    world.changed()
    _later(world, period_from="2016-01", period_to="2018-03")
    [found] = services.find_what_came_back(by=SYSTEM)
    assert found.when == When.EARLIER


def test_taken_up_elsewhere_it_has_a_plan_of_its_own(world: made.World) -> None:
    from heeded.practice.errors import NotToBeAnswered
    from heeded.practice.kinds import TakenUpAs
    from heeded.practice.services import TakenUpSaid

    board = people.board()
    staff = people.viewer("board-staff", organisation=board)
    own = world.item()
    for said in (TakenUpSaid(TakenUpAs.ALREADY_SO), TakenUpSaid(TakenUpAs.DOES_NOT_APPLY, " ")):
        with pytest.raises(NotToBeAnswered):
            services.take_up(world.recommendation, board, said, by=staff)
    item = services.take_up(world.recommendation, board, TakenUpSaid(TakenUpAs.APPLIES), by=staff)
    assert services.take_up(own.point, board, TakenUpSaid(TakenUpAs.APPLIES), by=staff) == item
    assert (item.point, item.origin, item.taken_up.count()) == (own.point, "taken-up", 1)
    services.add_action(item, world.wanted(owner=None), by=staff)
    line = throughline_of(staff, world.recommendation)
    assert line is not None and [one.item for one in line.items] == [item]
    whole = throughline_of(OPERATOR, world.recommendation)
    assert whole is not None and [len(one.actions) for one in whole.items] == [0, 1]
    already = TakenUpSaid(TakenUpAs.ALREADY_SO, "We do.", [made.AUDIT])
    assert services.take_up(own.point, board, already, by=staff).taken_up.count() == 2


def test_the_board_is_told_once_and_without_words(world: made.World) -> None:
    from django.core import mail

    from heeded.people.services import send_waiting_mail

    world.changed()
    report, _ = _later(world)
    services.find_what_came_back(by=SYSTEM)
    services.find_what_came_back(by=SYSTEM)
    assert send_waiting_mail() == 2  # the two who keep the plan
    assert all("may teach again" in letter.body for letter in mail.outbox)
    assert all(lessons_made.MEN[1] not in letter.body for letter in mail.outbox)
    assert all(report.work.title not in letter.body for letter in mail.outbox)


def test_what_was_decided_before_the_letter_went_is_not_told(world: made.World) -> None:
    from heeded.people.services import send_waiting_mail

    world.changed()
    _later(world)
    [found] = services.find_what_came_back(by=SYSTEM)
    services.decide_what_came_back(found, same=False, by=world.staff)
    assert send_waiting_mail() == 0


def test_a_review_without_a_date_is_offered_to_people_and_never_proposed(world: made.World) -> None:
    from heeded.practice.queries import undated_of

    item = world.changed()
    report = lessons_made.review(lessons_made.MEN[1], board=world.board.name)
    lessons_made.lesson(world.report, report)
    assert services.find_what_came_back(by=SYSTEM) == []
    [found] = undated_of(world.staff, world.board)
    assert (found.item, found.review.work, [one.page for one in found.printed]) == (item, report.work, [1])
    assert undated_of(world.manager, world.board) == [] == undated_of(ANONYMOUS, world.board)
    services.say_it_came_back(item, found.point, by=world.staff)
    assert undated_of(world.staff, world.board) == []


def test_who_looks_after_a_review_is_not_whose_it_is(world: made.World) -> None:
    world.changed()
    report, _ = _later(world, board="The board of another place")
    Work.objects.filter(pk=report.work_id).update(keeper=world.board)
    assert services.find_what_came_back(by=SYSTEM) == []
