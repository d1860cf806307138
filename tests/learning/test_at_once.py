"""Several at once, on connections of their own: what is asked twice is done once, and nothing is half done."""

from collections.abc import Callable

import pytest

from heeded.core.actors import SYSTEM
from heeded.engine.briefing import Is
from heeded.learning import services
from heeded.learning.models import (
    Coding,
    CodingDecision,
    CodingPlace,
    CodingRound,
    Framework,
    Lesson,
    RoundUnit,
    Theme,
    Why,
)
from heeded.learning.services import Name, Proposed, RoundAsked, WhySaid
from heeded.library.services import erase
from heeded.people.viewer import OPERATOR, Viewer
from tests.database.together import at_once
from tests.learning import made
from tests.learning.test_frameworks import READ
from tests.library import made as library
from tests.people.made import account, seen_as

pytestmark = pytest.mark.django_db(transaction=True)
_MANY = 4
WORKLOAD = "The health visitor carried 620 families."


def _errors(answers: list[object]) -> list[object]:
    return [one for one in answers if isinstance(one, Exception)]


def test_sent_several_times_it_is_coded_once() -> None:
    theme, document, coder = made.framework("Workload").themes.get(), made.report(), made.coder()
    spans = made.spans(WORKLOAD)
    answers = at_once(*[lambda: services.code_passage(document, spans, theme, by=coder)] * _MANY)
    assert not _errors(answers) and Coding.objects.count() == 1


def test_accepted_several_times_it_is_decided_once() -> None:
    framework, document, coder = made.framework("Workload"), made.report(), made.coder()
    proposals = [Proposed("workload", made.spans(WORKLOAD), 0.9, "So it says.")]
    [coding] = services.propose(document, framework, proposals, proposer="terms 1", by=SYSTEM)
    answers = at_once(
        *[lambda: services.accept(coding, by=coder)] * 2,
        *[lambda: services.propose(document, framework, proposals, proposer="terms 1", by=SYSTEM)] * 2,
    )
    coding.refresh_from_db()
    assert not _errors(answers) and (coding.state, CodingDecision.objects.count()) == ("standing", 1)


def test_what_is_coded_while_themes_are_merged_counts_under_the_one_that_stays() -> None:
    framework, coder = made.framework("Caseload", "Workload"), made.coder()
    going, staying = framework.themes.order_by("pk")
    documents = [made.report() for _ in range(_MANY)]

    def code(number: int) -> Callable[[], object]:
        return lambda: services.code_passage(documents[number], made.spans(WORKLOAD), going, by=coder)

    at_once(*map(code, range(_MANY)), lambda: services.merge_themes([going], staying, by=coder))
    assert Theme.objects.get(pk=going.pk).state == "merged"
    assert not Coding.objects.filter(theme=going).exists()


def test_a_framework_is_taken_once() -> None:
    coder = made.coder()
    answers = at_once(*[lambda: services.take_framework(READ, by=coder)] * _MANY)
    assert not _errors(answers) and Framework.objects.get().version == 1


def test_two_merge_each_into_the_other_and_one_stays() -> None:
    framework, coder = made.framework("One", "Other"), made.coder()
    one, other = framework.themes.order_by("pk")
    at_once(
        lambda: services.merge_themes([one], other, by=coder),
        lambda: services.merge_themes([other], one, by=coder),
    )
    assert sorted(framework.themes.values_list("state", flat=True)) == ["in-use", "merged"]


def test_both_say_that_they_are_doneat_once() -> None:
    framework, document = made.framework("Workload"), made.report()
    accounts = [account("researcher") for _ in "ab"]
    asked = RoundAsked("Pilot", framework, tuple(accounts), (document,))
    begun = at_once(*[lambda: services.begin_round(asked, by=OPERATOR)] * _MANY)
    assert not _errors(begun) and CodingRound.objects.count() == 1
    coders = [seen_as(one) for one in accounts]
    services.code_review(document.work, framework.themes.get(), by=coders[0])
    held = CodingRound.objects.get()
    at_once(*(lambda coder=coder: services.say_done(held, by=coder) for coder in [*coders, *coders]))  # type: ignore[misc]
    held.refresh_from_db()
    assert (held.state, RoundUnit.objects.count()) == ("settling", 1)


def test_of_several_decisions_on_why_one_counts() -> None:
    point = library.learning_point(made.report())
    coders = [made.coder() for _ in range(_MANY)]

    def decide(one: Viewer) -> Callable[[], object]:
        return lambda: services.decide_why(point, WhySaid(Is.DESCRIBES, note=one.audit_name), by=one)

    at_once(*map(decide, coders))
    assert (Why.objects.count(), Why.objects.filter(state="decided").count()) == (_MANY, 1)


def test_a_lesson_is_gathered_once_and_merged_one_way() -> None:
    points, coder = [library.learning_point(made.report()) for _ in "ab"], made.coder()
    at_once(*[lambda: services.gather_lesson(points, Name("Men"), by=coder)] * _MANY)
    one = Lesson.objects.get()
    other = services.gather_lesson(points[:1], Name("Others"), by=coder)
    at_once(
        lambda: services.merge_lessons(one, other, by=coder),
        lambda: services.merge_lessons(other, one, by=coder),
    )
    assert sorted(Lesson.objects.values_list("state", flat=True)) == ["confirmed", "merged"]


def test_several_workers_move_codings_once() -> None:
    theme, document = made.framework("Workload").themes.get(), made.report()
    services.code_passage(document, made.spans(WORKLOAD), theme, by=OPERATOR)
    newer = library.newer(document, state="published")
    library.page(newer, made.TEXT)
    answers = at_once(*[services.move_codings] * _MANY)
    assert not _errors(answers) and CodingPlace.objects.filter(document=newer).count() == 1


def test_coding_what_is_erased_at_that_moment_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("heeded.search.services.rebuild", lambda: None)
    theme, document, coder = made.framework("Workload").themes.get(), made.report(), made.coder()
    at_once(
        lambda: services.code_passage(document, made.spans(WORKLOAD), theme, by=coder),
        lambda: erase(document, reason="other", by=OPERATOR),
    )
    assert not CodingPlace.objects.exists()
