"""A board is told by letter that something waits: once, without a word of a report, and only where it still waits."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from heeded.core.actors import SYSTEM
from heeded.people.models import Message
from heeded.people.services import send_waiting_mail
from heeded.practice import services
from heeded.practice.kinds import Told
from heeded.practice.models import OutsideQuestion
from tests.learning import lessons_made
from tests.people import made as people
from tests.practice import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> made.World:
    return made.World()


def _asked(world: made.World, text: str = "When was it done?", kind: str = "question") -> OutsideQuestion:
    body = people.board("Invented Inspectorate")
    return OutsideQuestion.objects.create(
        board=world.board, asker=body, kind=kind, text=text, asked_by="account:0", asked_at=timezone.now()
    )


def test_those_who_keep_the_plan_are_told_once_until_it_is_sent(world: made.World) -> None:
    people.account("manager", organisation=world.trust)
    people.account("board-staff", organisation=people.board())
    _asked(world)
    assert services.tell_board(world.board, Told.ASKED, by=SYSTEM) == 2
    assert services.tell_board(world.board, Told.ASKED, by=SYSTEM) == 0
    assert set(Message.objects.values_list("account", flat=True)) == {
        world.staff.account,
        world.checker.account,
    }
    assert not Message.objects.exclude(body="").exists()
    assert send_waiting_mail() == 2
    assert services.tell_board(world.board, Told.ASKED, by=SYSTEM) == 2  # something else that waits


def test_the_letter_names_who_asks_and_not_what(world: made.World) -> None:
    _asked(world, "Why did the men of Larkhollow stay unseen?", kind="advice")
    services.tell_board(world.board, Told.ASKED, by=SYSTEM)
    assert send_waiting_mail() == 2
    [letter, _] = mail.outbox
    assert (
        f"Invented Inspectorate advises {world.board.name}" in letter.body and "Larkhollow" not in letter.body
    )


def test_where_nothing_waits_any_more_nothing_is_sent(world: made.World) -> None:
    services.tell_board(world.board, Told.CAME_BACK, by=SYSTEM)
    assert send_waiting_mail() == 0 and not mail.outbox


def test_a_board_that_took_over_is_told_and_who_left_is_not(world: made.World) -> None:
    after = people.board()
    after.predecessors.add(world.board)
    heir = people.account("board-staff", organisation=after)
    gone = people.account("board-staff", organisation=world.board)
    gone.memberships.update(until=timezone.now() - timedelta(days=1))
    closed = people.account("board-staff", organisation=world.board)
    closed.is_active = False
    closed.save()
    services.tell_board(world.board, Told.ASKED, by=SYSTEM)
    told = set(Message.objects.values_list("account", flat=True))
    assert heir.pk in told and not told & {gone.pk, closed.pk}


def test_who_leaves_before_it_is_sent_gets_nothing(world: made.World) -> None:
    _asked(world)
    services.tell_board(world.board, Told.ASKED, by=SYSTEM)
    for message in Message.objects.select_related("account"):
        assert message.account is not None
        message.account.memberships.update(until=timezone.now())
    assert send_waiting_mail() == 0 and not mail.outbox


def test_the_link_leads_to_what_waits(world: made.World, settings: Any) -> None:
    settings.PUBLIC_ADDRESS = "https://heeded.example"
    _asked(world)
    services.tell_board(world.board, Told.ASKED, by=SYSTEM)
    send_waiting_mail()
    assert f"https://heeded.example/plans/{world.board.identifier}/outside/" in mail.outbox[0].body
    settings.PUBLIC_ADDRESS = ""
    services.tell_board(world.board, Told.ASKED, by=SYSTEM)
    send_waiting_mail()
    assert "Log in and open" in mail.outbox[-1].body


def test_of_a_review_that_only_named_people_may_see_the_letter_is_vague(world: made.World) -> None:
    world.changed()
    report = lessons_made.review(
        lessons_made.MEN[1], state="restricted", board=world.board.name, date_of_publication="2019-05-01"
    )
    lessons_made.lesson(world.report, report)
    people.grant(report.pk, organisation=world.board, role="board-staff")
    services.find_what_came_back(by=SYSTEM)
    assert send_waiting_mail() == 2
    assert "may teach again" not in mail.outbox[0].body and "Something waits for" in mail.outbox[0].body
