"""What looks first and then writes by what it saw, done by several at once on real connections of their own: SQLite
lets one transaction write at a time, PostgreSQL does not, and the answer is the same."""

import threading
from collections.abc import Callable
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from heeded.briefing.models import RecommendationDecision
from heeded.briefing.services import decide_recommendation
from heeded.core.errors import Refused
from heeded.engine.vocabulary import FactName
from heeded.library.models import Document, FactDecision, Page
from heeded.library.services import FactAnswer, decide_fact, erase, name_reader
from heeded.people.models import Account, Grant, Membership
from heeded.people.services import Named, end_role, first_account
from heeded.people.viewer import OPERATOR
from tests.database.together import at_once
from tests.library import made
from tests.people import made as people

pytestmark = pytest.mark.django_db(transaction=True)
_MANY = 4


_at_once = partial(at_once, says_no=(Refused, IntegrityError))


def _refused(answers: list[object]) -> int:
    return sum(isinstance(answer, Refused) for answer in answers)


def test_of_several_decisions_on_one_fact_one_is_current() -> None:
    work = made.document().work

    def decide(value: str) -> Callable[[], object]:
        return lambda: decide_fact(work, FactAnswer(FactName.AREA, (value,)), by=OPERATOR)

    _at_once(*(decide(f"Invented {number}") for number in range(_MANY)))
    assert FactDecision.objects.filter(work=work).count() == _MANY
    assert FactDecision.objects.filter(work=work, current=True).count() == 1


def test_of_several_decisions_on_one_recommendation_one_is_current() -> None:
    point = made.learning_point(made.document(), kind="recommendation")

    def decide() -> object:
        return decide_recommendation(point, kinds=["training"], agencies=[], by=OPERATOR)

    _at_once(*[decide] * _MANY)
    assert RecommendationDecision.objects.filter(learning_point=point).count() == _MANY
    assert RecommendationDecision.objects.filter(learning_point=point, current=True).count() == 1


def test_the_last_two_administrators_do_not_send_each_other_away() -> None:
    both = [people.account("administrator") for _ in range(2)]
    roles = [Membership.objects.get(account=one) for one in both]
    answers = _at_once(*(lambda role=role: end_role(role, by=OPERATOR) for role in roles))  # type: ignore[misc]
    assert _refused(answers) == 1
    assert Membership.objects.filter(role="administrator", until__isnull=True).count() == 1


def test_the_first_account_is_made_once() -> None:
    def make(number: int) -> Callable[[], object]:
        return lambda: first_account(email=f"{number}@example.org", name="Me", password="a long password")

    answers = _at_once(*(make(number) for number in range(_MANY)))
    assert (_refused(answers), Account.objects.count()) == (_MANY - 1, 1)


def test_a_reader_is_named_once() -> None:
    document = made.document(state="restricted")
    reader = people.account("board-staff")
    answers = _at_once(*[lambda: name_reader(document, Named(account=reader.pk), by=OPERATOR)] * _MANY)
    assert _refused(answers) == _MANY - 1
    assert Grant.objects.filter(thing_kind="document", thing=document.pk, account=reader).count() == 1


def test_erasing_what_is_being_read_succeeds_and_leaves_nothing() -> None:
    document = made.document()
    written, erased = threading.Event(), threading.Event()

    def read() -> object:
        with transaction.atomic():
            made.page(document, "An invented sentence.", number=1)
            written.set()
            erased.wait(timeout=1)  # SQLite lets the other in only when this has ended
        return "saved"

    def take_away() -> object:
        written.wait(timeout=10)
        erase(Document.objects.get(pk=document.pk), reason="other", by=OPERATOR)
        erased.set()
        return "erased"

    answers = _at_once(read, take_away)
    assert answers[1] == "erased"
    assert answers[0] == "saved" or isinstance(answers[0], IntegrityError)
    assert not Document.objects.exists() and not Page.objects.exists()
