"""Somebody begins while somebody else is halfway through: nothing is lost, and nobody waits for ever. Invented and
fictional."""

from dataclasses import replace
from datetime import date

import pytest

from heeded.core.actors import SYSTEM
from heeded.core.erasure import Erased
from heeded.core.errors import HeededError
from heeded.engine.plans import PlanRow
from heeded.practice import services
from heeded.practice.errors import ActionMoved
from heeded.practice.kinds import (
    ActionState,
    AnswerKind,
    CheckAnswer,
    ClosedAs,
    Fate,
    RemindsOf,
    SourceKind,
    Tie,
)
from heeded.practice.models import (
    Action,
    Closing,
    PracticeCheck,
    Reminder,
    ReminderLetter,
    Response,
    Submission,
)
from heeded.practice.plan_matches import Match, MatchAs, group_key
from heeded.practice.services import (
    Answered,
    Checked,
    Close,
    Entered,
    RuleWanted,
    ToOpen,
    _actions,
    _answers,
    _checks,
    _closing,
    _opening,
    _outside,
    _plan_files,
    _reminding,
    wanted_of,
)
from tests.database.together import Halfway
from tests.learning import lessons_made
from tests.practice import made

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
PARTLY = Checked(CheckAnswer.PARTLY, Tie.INDEPENDENT, "Half of them do.")
NEXT = date(2040, 1, 1)


def _not_done_after_all(world: made.World, action: Action) -> Action:
    wanted = replace(wanted_of(action), state=ActionState.UNDER_WAY, done_on=None)
    return services.change_action(action, wanted, by=world.staff)


def _by_hand(world: made.World) -> Entered:
    return Entered("Somebody should ring.", SourceKind.AUDIT, "An audit (made)")


def _erased(world: made.World) -> Erased:
    return Erased(world.report.identifier, (), "court-order", "2026-01-01T00:00:00+00:00", world.report.pk)


def _none_failed(*answers: object) -> None:
    failed = [one for one in answers if isinstance(one, Exception) and not isinstance(one, HeededError)]
    assert failed == []


@pytest.mark.parametrize("said", [PARTLY, replace(PARTLY, next_date=NEXT)], ids=["once", "and again"])
def test_a_check_that_was_made_stays_when_its_action_is_not_done_after_all(
    said: Checked, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = made.World()
    action = world.done()
    check = action.checks.get()
    _none_failed(
        *Halfway(monkeypatch, _checks, "_tell").run(
            lambda: services.make_check(check, said, by=world.checker),
            lambda: _not_done_after_all(world, action),
        )
    )
    stands = PracticeCheck.objects.get(made_at__isnull=False)
    assert stands.answer == "partly" and list(stands.actions.all()) == [action]


def test_a_check_that_was_made_stays_when_another_is_planned(monkeypatch: pytest.MonkeyPatch) -> None:
    world = made.World()
    action = world.done()
    said = Checked(CheckAnswer.YES, Tie.INDEPENDENT, "All of them.", [made.AUDIT])
    _none_failed(
        *Halfway(monkeypatch, _checks, "_tell").run(
            lambda: services.make_check(action.checks.get(), said, by=world.checker),
            lambda: services.plan_check([action], NEXT, by=world.staff),
        )
    )
    assert PracticeCheck.objects.filter(made_at__isnull=False, actions=action).count() == 1
    assert PracticeCheck.objects.filter(made_at__isnull=True, actions=action, due=NEXT).count() == 1


def test_a_check_that_two_actions_leave_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    world = made.World()
    one = world.done()
    item = services.enter_item(_by_hand(world), world.board, by=world.staff)
    done = world.wanted(state="done", done_on=date(2009, 6, 1))
    other = services.add_action(item, done, by=world.staff)
    shared = one.checks.get()
    other.checks.all().delete()
    shared.actions.add(other)
    _none_failed(
        *Halfway(monkeypatch, _actions, "unplan_checks", after=True).run(
            lambda: _not_done_after_all(world, one), lambda: _not_done_after_all(world, other)
        )
    )
    assert not PracticeCheck.objects.exists()


def test_evidence_is_not_taken_from_under_a_yes(monkeypatch: pytest.MonkeyPatch) -> None:
    world = made.World()
    action = world.done()
    evidence = world.evidence(action)
    said = Checked(CheckAnswer.YES, Tie.INDEPENDENT, "All of them.", [evidence])
    Halfway(monkeypatch, _checks, "_tell").run(
        lambda: services.make_check(action.checks.get(), said, by=world.checker),
        lambda: services.take_evidence_away(evidence, by=world.staff),
    )
    evidence.refresh_from_db()
    assert evidence.checks.exists() and evidence.taken_away_at is None


def test_two_that_are_closed_into_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    world = made.World()
    one, other = world.item(), services.enter_item(_by_hand(world), world.board, by=world.staff)
    answers = Halfway(monkeypatch, _closing, "_close", after=True).run(
        lambda: services.close_item(one, Close(ClosedAs.JOINED, "The same.", into=other), by=world.staff),
        lambda: services.close_item(other, Close(ClosedAs.JOINED, "The same.", into=one), by=world.staff),
    )
    _none_failed(*answers)
    assert Closing.objects.count() == 1 and sum(isinstance(one, HeededError) for one in answers) == 1


def test_a_plan_is_taken_while_others_put_things_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    world = made.World()
    rows = [
        PlanRow(2, number="1", recommendation=world.text, action="Do one thing"),
        PlanRow(3, number="2", recommendation="Another entirely", action="Do another"),
    ]
    point = Match(MatchAs.POINT, world.recommendation.identifier)
    matches = {group_key(rows[0]): point, group_key(rows[1]): Match(MatchAs.BY_HAND)}
    _none_failed(
        *Halfway(monkeypatch, _plan_files, "open_item", after=True).run(
            lambda: services.take_plan(world.board, world.report.work, rows, matches, by=world.staff),
            lambda: services.enter_item(_by_hand(world), world.board, by=world.staff),
        )
    )
    assert Action.objects.count() == 2


def test_points_of_two_reviews_go_on_one_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    world = made.World()
    other = lessons_made.review("Schools should record moves.", state="published", board=world.board.name)
    point = other.learning_points.get()
    wanted = [ToOpen(world.recommendation), ToOpen(point)]
    answers = Halfway(monkeypatch, _opening, "open_item", after=True).run(
        lambda: services.open_together(wanted, world.board, by=world.staff),
        lambda: services.open_item(point, world.board, by=world.staff),
    )
    _none_failed(*answers)


def test_an_answer_that_is_being_given_is_erased_with_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    world = made.World()
    asked = services.ask(world.item(), world.trust, by=world.staff)
    said = Answered(AnswerKind.NOT_ACCEPTED, "It says: the words of the report")
    Halfway(monkeypatch, _answers, "tell").run(
        lambda: services.answer(asked, said, by=world.manager), lambda: services.erase_words(_erased(world))
    )
    assert Response.objects.get().reasons == "(erased)"


def test_what_is_being_submitted_is_erased_with_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    world = made.World()
    world.action(what="Words of the report")
    body = made.agency("Inspectorate of the invented")
    Halfway(monkeypatch, _outside, "submitted_words", after=True).run(
        lambda: services.submit(world.board, body, by=world.staff),
        lambda: services.erase_words(_erased(world)),
    )
    assert "Words of the report" not in str(Submission.objects.get().content)


def test_a_form_that_was_open_before_does_not_write_erased_words_back() -> None:
    world = made.World()
    action = world.action(what="The words of the report")
    wanted = replace(wanted_of(action), state=ActionState.UNDER_WAY)
    services.erase_words(_erased(world))
    with pytest.raises(ActionMoved):
        services.change_action(action, wanted, by=world.staff, seen=action.version)
    assert Action.objects.get().what == "(erased)"


def test_what_is_added_to_a_letter_goes_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    world = made.World()
    world.action(due=date(2009, 6, 30))
    services.make_rule(
        world.board, RuleWanted(RemindsOf.ACTION, 1, first_hour=0, last_hour=24), by=world.staff
    )
    services.write_reminders(date(2009, 7, 1), by=SYSTEM)
    letter = ReminderLetter.objects.get()
    ReminderLetter.objects.update(not_before=letter.written_at)
    world.action(what="A second one", due=date(2009, 6, 30))
    _none_failed(
        *Halfway(monkeypatch, _reminding, "record").run(
            lambda: services.write_reminders(date(2009, 7, 1), by=SYSTEM),
            lambda: services.claim_letter(letter),
        )
    )
    claimed = ReminderLetter.objects.exclude(fate=Fate.WAITING)
    assert claimed.exists() and Reminder.objects.filter(letter__in=claimed).count() == 2
