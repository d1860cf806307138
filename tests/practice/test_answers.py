"""Each addressee answers for itself; the board shows it when it publishes."""

from datetime import date

import pytest

from heeded.core.errors import NotAllowed
from heeded.people.viewer import ANONYMOUS
from heeded.practice import services
from heeded.practice.errors import NoSuchAddressee, NotToBeAnswered
from heeded.practice.kinds import AnswerKind
from heeded.practice.models import Addressee, Evidence, Response
from heeded.practice.queries import throughline_of, visible_responses
from heeded.practice.services import Answered
from tests.people import made as people
from tests.practice import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> made.World:
    return made.World()


@pytest.fixture
def asked(world: made.World) -> Addressee:
    return services.ask(world.item(), world.trust, by=world.staff, due=date(2009, 1, 31))


def test_all_partners_are_asked_one_by_one(world: made.World, asked: Addressee) -> None:
    other = services.ask(world.item(), made.agency(), by=world.staff)
    assert services.ask(world.item(), world.trust, by=world.staff) == asked
    services.answer(asked, Answered(AnswerKind.ACCEPTED), by=world.manager)
    line = throughline_of(world.staff, world.recommendation)
    assert line is not None
    answers = [(one.addressee, one.response and one.response.answer) for one in line.items[0].asked]
    assert answers == [(asked, "accepted"), (other, None)]


def test_an_answer_before_stays_on_record(world: made.World, asked: Addressee) -> None:
    first = services.answer(asked, Answered(AnswerKind.ACCEPTED), by=world.manager)
    assert services.answer(asked, Answered(AnswerKind.ACCEPTED), by=world.manager) == first
    newer = services.answer(asked, Answered(AnswerKind.IN_PART, "Not in schools."), by=world.staff)
    assert list(asked.responses.order_by("pk")) == [first, newer]


@pytest.mark.parametrize(
    "said",
    [
        Answered(AnswerKind.NOT_ACCEPTED),
        Answered(AnswerKind.IN_PART, "  "),
        Answered(AnswerKind.ALREADY_SO, "We do."),
        Answered(AnswerKind.ALREADY_SO, "We do.", [made.COURSE]),
    ],
)
def test_reasons_and_evidence_are_asked_for(world: made.World, asked: Addressee, said: Answered) -> None:
    with pytest.raises(NotToBeAnswered):
        services.answer(asked, said, by=world.manager)
    assert not Response.objects.exists() and not Evidence.objects.exists()


def test_already_so_comes_with_its_evidence(world: made.World, asked: Addressee) -> None:
    said = Answered(AnswerKind.ALREADY_SO, "We do.", [made.COURSE, made.AUDIT])
    assert services.answer(asked, said, by=world.manager).evidence.count() == 2


def test_nobody_answers_for_others(world: made.World, asked: Addressee) -> None:
    for somebody in (ANONYMOUS, people.viewer("manager", organisation=made.agency())):
        with pytest.raises(NoSuchAddressee):
            services.answer(asked, Answered(AnswerKind.ACCEPTED), by=somebody)
    world.action()
    with pytest.raises(NoSuchAddressee):
        services.answer(asked, Answered(AnswerKind.ACCEPTED), by=world.owner)
    services.show_item(world.item(), by=world.staff)
    for somebody in (ANONYMOUS, world.owner, people.viewer("manager", organisation=world.board)):
        with pytest.raises(NotAllowed):  # the board shows who is asked; that lets nobody answer
            services.answer(asked, Answered(AnswerKind.ACCEPTED), by=somebody)


def test_answers_are_for_everybody_once_the_board_publishes_them(world: made.World, asked: Addressee) -> None:
    services.answer(asked, Answered(AnswerKind.ACCEPTED), by=world.manager)
    assert not visible_responses(ANONYMOUS).exists()
    services.show_item(world.item(), by=world.staff)
    later = services.answer(asked, Answered(AnswerKind.IN_PART, "No money."), by=world.manager)
    assert [one.answer for one in visible_responses(ANONYMOUS)] == ["accepted"]
    services.show_item(world.item(), by=world.staff)
    later.refresh_from_db()
    assert later.published_at is not None and visible_responses(ANONYMOUS).count() == 2
    services.hide_item(world.item(), by=world.staff)
    assert not visible_responses(ANONYMOUS).exists()


def test_without_a_second_factor_nothing_of_a_plan_is_seen(world: made.World, asked: Addressee) -> None:
    account = people.account("board-staff", organisation=world.board)
    assert not visible_responses(people.seen_as(account, strong=False)).exists()
    services.answer(asked, Answered(AnswerKind.ACCEPTED), by=world.manager)
    assert visible_responses(people.seen_as(account)).exists()
