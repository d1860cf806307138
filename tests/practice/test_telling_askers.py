"""Whoever asked a board for an outside body hears by letter that it answered: without a word of it, and only while they
are of that body."""

from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from heeded.people.models import Account, Message, Organisation
from heeded.people.services import send_waiting_mail
from heeded.people.viewer import OPERATOR
from heeded.practice import services
from heeded.practice.kinds import QuestionKind
from heeded.practice.models import OutsideQuestion
from tests.people import made as people
from tests.practice import made

pytestmark = pytest.mark.django_db


class Asking:
    """A board that submitted its plan to a body, and somebody there."""

    def __init__(self) -> None:
        self.world = made.World()
        self.body: Organisation = made.agency("Invented Inspectorate")
        self.inspector: Account = people.account("inspector", organisation=self.body)
        self.world.item()
        services.submit(self.world.board, self.body, by=self.world.staff)

    def asked(
        self, text: str = "Who checks it?", kind: QuestionKind = QuestionKind.QUESTION
    ) -> OutsideQuestion:
        by = people.seen_as(self.inspector)
        made_now = services.ask_board(self.world.board, self.body, text, by=by, kind=kind)
        Message.objects.filter(account=self.world.staff.account).delete()
        Message.objects.filter(account=self.world.checker.account).delete()
        return made_now

    def answered(self, question: OutsideQuestion, text: str = "The chair of Larkhollow does.") -> None:
        services.answer_question(question, text, by=self.world.staff)


@pytest.fixture
def asking() -> Asking:
    return Asking()


def test_whoever_asked_hears_that_there_is_an_answer_and_where(asking: Asking, settings: Any) -> None:
    settings.PUBLIC_ADDRESS = "https://heeded.example"
    colleague = people.account("inspector", organisation=asking.body)
    question = asking.asked("Why did the men of Larkhollow stay unseen?")
    asking.answered(question)
    asking.answered(question)  # sent twice
    [waiting] = Message.objects.all()
    assert (waiting.account, waiting.body) == (asking.inspector, "") and waiting.account != colleague
    assert send_waiting_mail() == 1 and send_waiting_mail() == 0
    [letter] = mail.outbox
    assert letter.to == [asking.inspector.email] and letter.subject == "Heeded: a board has answered"
    assert f"{asking.world.board.name} has answered" in letter.body and "Invented Inspectorate" in letter.body
    assert f"https://heeded.example/outside/questions/{question.identifier}/" in letter.body
    assert "Larkhollow" not in letter.body and made.MEN not in letter.body


def test_several_answers_are_told_in_one_letter_and_later_ones_in_another(
    asking: Asking, settings: Any
) -> None:
    settings.PUBLIC_ADDRESS = "https://heeded.example"
    for kind in QuestionKind:
        asking.answered(asking.asked(kind=kind))
    assert Message.objects.count() == 1 and send_waiting_mail() == 1
    assert (
        "2 times" in mail.outbox[0].body
        and "https://heeded.example/outside/?show=asked" in mail.outbox[0].body
    )
    later = asking.asked("And now?")
    asking.answered(later)
    assert send_waiting_mail() == 1
    assert "times" not in mail.outbox[1].body and later.identifier in mail.outbox[1].body


def test_without_an_address_the_letter_says_where_to_look(asking: Asking, settings: Any) -> None:
    settings.PUBLIC_ADDRESS = ""
    asking.answered(asking.asked())
    send_waiting_mail()
    assert "From boards" in mail.outbox[0].body and "http" not in mail.outbox[0].body


def test_who_left_the_body_or_is_closed_is_not_written_to(asking: Asking) -> None:
    questions = [asking.asked(), asking.asked("And who else?")]
    asking.inspector.memberships.update(until=timezone.now())
    asking.answered(questions[0])
    assert not Message.objects.exists()
    asking.inspector.memberships.update(until=None)
    Account.objects.filter(pk=asking.inspector.pk).update(is_active=False)
    asking.answered(questions[1])
    assert not Message.objects.exists()


@pytest.mark.parametrize("leaves", ["the body", "the library", "for another body"])
def test_who_leaves_before_it_is_sent_gets_nothing(asking: Asking, leaves: str) -> None:
    asking.answered(asking.asked())
    if leaves == "the library":
        Account.objects.filter(pk=asking.inspector.pk).update(is_active=False)
    elif leaves == "the body":
        asking.inspector.memberships.update(until=timezone.now())
    else:
        asking.inspector.memberships.update(organisation=made.agency())
    assert Message.objects.count() == 1
    assert send_waiting_mail() == 0 and not mail.outbox


def test_what_the_operator_asked_is_told_to_nobody(asking: Asking) -> None:
    question = services.ask_board(asking.world.board, asking.body, "Who?", by=OPERATOR)
    Message.objects.all().delete()
    asking.answered(question)
    assert not Message.objects.exists()
