"""What outside bodies are told, read and ask; what boards say of themselves."""

from datetime import date, timedelta

import pytest

from heeded.core.clock import now
from heeded.core.errors import NotAllowed, Refused
from heeded.people.models import Organisation
from heeded.people.viewer import OPERATOR
from heeded.practice import services
from heeded.practice.errors import NoSuchOpening, NoSuchQuestion
from heeded.practice.kinds import BoardSays, QuestionKind
from heeded.practice.models import BoardStatement, OutsideQuestion, Submission
from heeded.practice.queries import (
    openings_seen,
    questions_seen,
    readings_of,
    submissions_seen,
    visible_actions,
    visible_items,
)
from heeded.practice.services import Period
from tests.library import made as library
from tests.people import made as people
from tests.practice import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> made.World:
    return made.World()


@pytest.fixture
def body() -> Organisation:
    return made.agency()


def _week() -> Period:
    return Period(now() - timedelta(days=1), now() + timedelta(days=6))


def test_what_was_submitted_stays_as_submitted(world: made.World, body: Organisation) -> None:
    inspector = people.viewer("inspector", organisation=body)
    action = world.action()
    submission = services.submit(world.board, body, by=world.staff, work=world.report.work)
    services.change_action(action, world.wanted(what="Something else"), by=world.staff)
    seen = submissions_seen(inspector).get()
    assert seen == submission and seen.content[0]["actions"][0]["what"] == "Change the recording form"
    assert seen.content[0]["point"] == made.MEN
    assert not visible_actions(inspector).exists()
    assert not submissions_seen(people.viewer("inspector", organisation=made.agency())).exists()
    with pytest.raises(Refused, match="nothing on the plan"):
        services.submit(world.board, body, by=world.staff, work=library.work())


def test_sent_twice_it_is_one_and_after_a_change_another(world: made.World, body: Organisation) -> None:
    action = world.action()
    first = services.submit(world.board, body, by=world.staff)
    assert services.submit(world.board, body, by=world.staff) == first
    assert services.submit(world.board, made.agency(), by=world.staff) != first
    services.change_action(action, world.wanted(what="Something else"), by=world.staff)
    assert services.submit(world.board, body, by=world.staff) != first
    assert Submission.objects.count() == 3


def test_opened_for_a_period_and_no_longer(world: made.World, body: Organisation) -> None:
    inspector = people.viewer("inspector", organisation=body)
    action = world.action()
    services.open_plan(
        world.board, body, Period(now() - timedelta(days=9), now() - timedelta(days=2)), by=world.staff
    )
    assert not visible_actions(inspector).exists()
    other = services.open_plan(world.board, body, _week(), by=world.staff, work=library.work())
    assert not visible_items(inspector).exists() and other in openings_seen(inspector)
    opening = services.open_plan(world.board, body, _week(), by=world.staff, work=world.report.work)
    assert list(visible_actions(inspector)) == [action]
    with pytest.raises(NotAllowed):
        services.change_action(action, world.wanted(what="Mine"), by=inspector)
    services.end_opening(opening, by=world.staff)
    assert not visible_actions(inspector).exists()
    with pytest.raises(NoSuchOpening):
        services.note_reading(opening, by=inspector)


def test_every_reading_is_shown_to_the_board(world: made.World, body: Organisation) -> None:
    account = people.account("inspector", organisation=body)
    inspector = people.seen_as(account)
    world.action()
    opening = services.open_plan(world.board, body, _week(), by=world.staff)
    submission = services.submit(world.board, body, by=world.staff)
    for thing in (opening, submission):
        services.note_reading(thing, by=inspector)
        assert readings_of(world.staff, thing).get().account == account
        assert not readings_of(inspector, thing).exists()
    with pytest.raises(NotAllowed):
        services.note_reading(opening, by=world.staff)


def test_question_and_answer_are_kept_with_their_days(world: made.World, body: Organisation) -> None:
    inspector = people.viewer("inspector", organisation=body)
    item = world.item()
    with pytest.raises(NoSuchOpening):
        services.ask_board(world.board, body, "Who checks it?", by=inspector)
    services.submit(world.board, body, by=world.staff)
    question = services.ask_board(world.board, body, "Who checks it?", by=inspector, item=item)
    assert services.ask_board(world.board, body, "Who checks it?", by=inspector, item=item) == question
    with pytest.raises(NoSuchOpening):
        services.ask_board(world.board, body, "And this?", by=inspector, item=made.World().item())
    with pytest.raises(NoSuchQuestion):
        services.answer_question(question, "The chair.", by=world.owner)
    services.answer_question(question, "The chair.", by=world.staff)
    services.answer_question(question, "The chair.", by=world.staff)
    with pytest.raises(Refused, match="already"):
        services.answer_question(question, "Nobody.", by=world.staff)
    assert questions_seen(inspector).get().answer == "The chair."
    assert not questions_seen(world.owner).exists() and OutsideQuestion.objects.count() == 1
    advice = services.ask_board(world.board, body, "Ask them.", by=inspector, kind=QuestionKind.ADVICE)
    assert list(questions_seen(world.staff)) == [advice, question]


def test_what_is_said_of_a_board_can_be_taken_back(world: made.World) -> None:
    years = {"since": date(2015, 1, 1), "until": date(2019, 12, 31)}
    said = services.state_of_board(world.board, BoardSays.NONE, by=world.staff, **years)
    assert services.state_of_board(world.board, BoardSays.NONE, by=world.staff, **years) == said
    services.take_statement_back(said, by=world.staff)
    services.take_statement_back(said, by=world.staff)
    assert not BoardStatement.objects.filter(taken_back_at__isnull=True).exists()
    with pytest.raises(NotAllowed):
        services.state_of_board(made.World().board, BoardSays.NONE, by=world.staff)
    with pytest.raises(Refused):
        services.state_of_board(
            world.board, BoardSays.NONE, by=OPERATOR, since=date(2019, 1, 1), until=date(2015, 1, 1)
        )
