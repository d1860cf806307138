"""Letters that go out: what they say, to whom, once, and what becomes of those that do not go."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from heeded.core.actors import SYSTEM
from heeded.people.models import Account, Membership
from heeded.practice import services
from heeded.practice.kinds import AnswerKind, Fate, RemindsOf
from heeded.practice.models import ActionLink, Reminder, ReminderLetter
from heeded.practice.services import Answered, send_reminders
from heeded.practice.services._reminding import PAUSES
from tests.people import made as people
from tests.practice import made
from tests.practice.reminding import ADDRESS, DAY, DUE, NOON, rule, secrets_in, words, written
from tests.reach.post import Sink, post_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> made.World:
    return made.World()


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def post(settings: Any) -> Iterator[Sink]:
    settings.PUBLIC_ADDRESS = ADDRESS
    with post_office() as sink:
        yield sink


def test_one_letter_a_person_with_everything_in_it(world: made.World, post: Sink) -> None:
    world.action()
    soon = world.action(what="Teach it", kind="training", due=date(2009, 7, 10))
    rule(world)
    rule(world, -14)
    written()
    assert send_reminders() == {"sent": 1}
    assert send_reminders() == {} and len(post.letters) == 1
    letter = post.letters[0]
    assert letter["To"] == world.owner_account.email and letter["Auto-Submitted"] == "auto-generated"
    assert letter["Subject"] == "Heeded: 2 things wait for you"
    said = words(letter)
    assert "YOUR ACTIONS, PAST THEIR DATE" in said and "Was due on 30 June 2009, yesterday" in said
    assert "YOUR ACTIONS, DUE SOON" in said and "Due on 10 July 2009, in 9 days" in said
    assert f"{ADDRESS}/actions/{soon.identifier}/" in said and len(secrets_in(letter)) == 2
    assert ReminderLetter.objects.get().fate == Fate.SENT
    assert set(Reminder.objects.values_list("told", flat=True)) == {True}


def test_only_what_everybody_may_see_is_told_in_words(world: made.World, post: Sink) -> None:
    action = world.action(kind="procedure")
    rule(world)
    written()
    send_reminders()
    hidden = words(post.letters[0])
    assert action.what not in hidden and "An action (procedure or guidance), reference" in hidden
    assert world.report.work.title not in hidden
    services.show_item(action.item, by=world.staff)
    services.change_action(action, world.wanted(due=date(2009, 7, 2)), by=world.staff, reason="Ill")
    with time_machine.travel(NOON + timedelta(days=3), tick=False):
        written(date(2009, 7, 4))
        send_reminders()
    assert "Change the recording form" in words(post.letters[1])


def test_answers_and_checks_have_places_of_their_own(world: made.World, post: Sink) -> None:
    asked = services.ask(world.item(), world.trust, by=world.staff, due=DUE)
    world.done(date(2009, 1, 1))
    rule(world, of=RemindsOf.ANSWER)
    rule(world, 0, of=RemindsOf.CHECK, role="board-staff", at_board=True)
    services.write_reminders(DAY, by=SYSTEM)
    assert send_reminders()["sent"] == 3
    by_address = {letter["To"]: words(letter) for letter in post.letters}
    manager = by_address[Account.objects.get(pk=world.manager.account).email]
    assert "TO BE ANSWERED" in manager and "Something to be learnt: the answer of" in manager
    assert f"/plan-items/{asked.item.identifier}/answer/{asked.identifier}/" in manager
    staff = by_address[Account.objects.get(pk=world.staff.account).email]
    assert "CHECKS TO BE MADE" in staff and "Was due on" not in staff and "Due today, 1 July 2009" in staff


def test_who_leads_the_agency_is_told_of_others_and_gets_no_link_without_log_in(
    world: made.World, post: Sink
) -> None:
    world.action()
    rule(world, role="manager")
    written()
    send_reminders()
    assert "FOR YOU TO KNOW, ACTIONS OF OTHERS" in words(post.letters[0])
    assert not secrets_in(post.letters[0]) and not ActionLink.objects.exists()


def test_the_end_of_a_letter_leads_to_where_its_things_are(world: made.World, post: Sink) -> None:
    """My actions for one's own, the page of the team for managers, the plan for the staff of its board."""
    world.action()
    rule(world)
    rule(world, role="manager")
    rule(world, role="board-staff", at_board=True)
    services.write_reminders(DAY, by=SYSTEM)
    send_reminders()
    ends = {letter["To"]: words(letter).partition("(log in)")[2] for letter in post.letters}
    mine, team, plan = (
        f"{ADDRESS}{path}"
        for path in ("/my-actions/ ", "/my-actions/team/ ", f"/plans/{world.board.identifier}/ ")
    )
    assert mine in ends[world.owner_account.email] and team not in ends[world.owner_account.email]
    manager = ends[Account.objects.get(pk=world.manager.account).email]
    assert team in manager and mine not in manager
    staff = ends[Account.objects.get(pk=world.staff.account).email]
    assert plan in staff and mine not in staff and "What is outstanding on the plan of" in staff


def test_what_waited_from_the_day_before_goes_with_todays_as_one(
    world: made.World, post: Sink, clock: time_machine.Traveller
) -> None:
    """Sunday evening's letter waits for Monday morning, and takes along what Monday brings."""
    world.action()
    later = world.action(what="Teach it", due=date(2009, 7, 1))
    rule(world)
    clock.move_to(NOON + timedelta(hours=9))
    services.write_reminders(DAY, by=SYSTEM)
    clock.shift(timedelta(hours=5))  # after midnight
    services.write_reminders(date(2009, 7, 2), by=SYSTEM)
    clock.shift(timedelta(hours=6))
    assert send_reminders() == {"sent": 1} and send_reminders() == {}
    [letter] = post.letters
    assert letter["Subject"] == "Heeded: 2 things wait for you" and later.identifier in words(letter)
    assert ReminderLetter.objects.get().reminders.count() == 2


def test_a_second_letter_on_a_day_waits_for_the_next(
    world: made.World, post: Sink, clock: time_machine.Traveller
) -> None:
    """Yesterday's letter went this morning; what falls due later today goes tomorrow, once."""
    world.action()
    rule(world)
    letter = written()
    clock.shift(timedelta(days=1))
    assert send_reminders() == {"sent": 1}
    world.action(what="Teach it", due=date(2009, 7, 1))
    services.write_reminders(date(2009, 7, 2), by=SYSTEM)
    clock.shift(timedelta(hours=1))
    assert send_reminders() == {} and len(post.letters) == 1
    clock.shift(timedelta(days=1))
    services.write_reminders(date(2009, 7, 3), by=SYSTEM)
    assert send_reminders() == {"sent": 1} and send_reminders() == {} and len(post.letters) == 2
    assert list(letter.reminders.values_list("told", flat=True)) == [True]
    assert Reminder.objects.count() == 2


def test_one_that_a_person_sends_again_keeps_to_one_a_day_too(
    world: made.World, post: Sink, clock: time_machine.Traveller
) -> None:
    world.action()
    rule(world)
    lost = written()
    ReminderLetter.objects.update(fate=Fate.UNKNOWN, claimed_at=NOON, settled_at=NOON)
    clock.shift(timedelta(days=1))
    world.action(what="Teach it", due=date(2009, 7, 1))
    services.write_reminders(date(2009, 7, 2), by=SYSTEM)
    assert send_reminders() == {"sent": 1}
    services.send_again(lost, by=world.staff)
    assert not services.claim_letter(lost), "whoever asks first"
    assert send_reminders() == {"later": 1} and send_reminders() == {} and len(post.letters) == 1
    clock.shift(timedelta(days=1))
    assert send_reminders() == {"sent": 1} and len(post.letters) == 2


def test_without_an_address_of_its_own_a_letter_has_no_links(
    world: made.World, post: Sink, settings: Any
) -> None:
    settings.PUBLIC_ADDRESS = ""
    world.action()
    rule(world)
    written()
    send_reminders()
    assert "http" not in words(post.letters[0]) and "Log in to Heeded" in words(post.letters[0])
    assert not ActionLink.objects.exists()


def _done(world: made.World) -> None:
    action = world.item().actions.get()
    services.change_action(action, world.wanted(state="done", done_on=DUE), by=world.staff)


def _moved(world: made.World) -> None:
    action = world.item().actions.get()
    services.change_action(action, world.wanted(due=date(2009, 8, 1)), by=world.staff, reason="Ill")


def _handed_over(world: made.World) -> None:
    other = people.account("practitioner", organisation=world.trust)
    services.change_action(world.item().actions.get(), world.wanted(owner=other), by=world.staff)


def _left(world: made.World) -> None:
    Account.objects.filter(pk=world.owner_account.pk).update(is_active=False)


def _ended(world: made.World) -> None:
    services.end_rule(world.board.reminder_rules.get(), by=world.staff)


@pytest.mark.parametrize("happens", [_done, _moved, _handed_over, _left, _ended])
def test_what_is_no_longer_so_is_not_told(world: made.World, post: Sink, happens: Any) -> None:
    world.action()
    rule(world)
    letter = written()
    happens(world)
    assert send_reminders() == {"not-needed": 1} and not post.letters
    letter.refresh_from_db()
    assert letter.fate == Fate.NOT_NEEDED and letter.reminders.get().told is False


def test_an_answer_that_came_meanwhile_is_not_asked_for(world: made.World, post: Sink) -> None:
    asked = services.ask(world.item(), world.trust, by=world.staff, due=DUE)
    rule(world, of=RemindsOf.ANSWER)
    written()
    services.answer(asked, Answered(AnswerKind.ACCEPTED), by=world.manager)
    assert send_reminders() == {"not-needed": 1}


def test_a_role_that_ended_is_told_nothing(world: made.World, post: Sink) -> None:
    world.action()
    rule(world, role="manager")
    written()
    Membership.objects.filter(account=world.manager.account).update(until=NOON)
    assert send_reminders() == {"not-needed": 1}


def test_whoever_may_not_see_it_is_not_told(world: made.World, post: Sink) -> None:
    people.account("reader", organisation=world.trust)
    world.action()
    rule(world, role="reader")
    written()
    assert send_reminders() == {"not-needed": 1} and not post.letters


def test_two_rules_of_one_thing_tell_of_it_once(world: made.World, post: Sink) -> None:
    world.action()
    rule(world, 0)
    rule(world, 1)
    assert written().reminders.count() == 2
    send_reminders()
    assert words(post.letters[0]).count("Was due on") == 1 and len(secrets_in(post.letters[0])) == 1


def test_many_are_counted(world: made.World, post: Sink) -> None:
    for number in range(23):
        world.action(what=f"Form {number}")
    rule(world)
    written()
    send_reminders()
    said = words(post.letters[0])
    assert said.count("Was due on") == 20 == len(secrets_in(post.letters[0])) and "And 3 more" in said


def test_one_that_is_refused_waits_longer_each_time_and_is_listed_in_the_end(
    world: made.World, post: Sink, clock: time_machine.Traveller
) -> None:
    world.action()
    rule(world, first_hour=0, last_hour=24)
    letter = written()
    post.says = "450 not now"
    for pause in PAUSES:
        assert send_reminders() == {"refused": 1} and send_reminders() == {}
        clock.shift(pause)
    assert send_reminders() == {"refused": 1}
    clock.shift(timedelta(days=30))
    assert send_reminders() == {}
    letter.refresh_from_db()
    assert letter.fate == Fate.REFUSED and "450" in letter.error and "not now" not in letter.error
    post.says = ""
    services.send_again(letter, by=world.staff)
    assert send_reminders() == {"sent": 1} and len(post.letters) == 1


def test_one_that_cannot_be_written_is_given_back_and_others_go(
    world: made.World, post: Sink, monkeypatch: pytest.MonkeyPatch, clock: time_machine.Traveller
) -> None:
    world.action()
    rule(world)
    letter = written()

    def broken(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("heeded.practice.services._sending.letter_about", broken)
        with pytest.raises(RuntimeError):
            send_reminders()
    letter.refresh_from_db()
    assert (letter.fate, letter.error, letter.tries) == (Fate.WAITING, "RuntimeError", 1)
    assert not ActionLink.objects.exists()
    clock.shift(PAUSES[0])
    assert send_reminders() == {"sent": 1}


def test_while_the_server_is_away_nothing_is_claimed(world: made.World, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    world.action()
    rule(world)
    letter = written()
    with pytest.raises(OSError, match="refused"):
        send_reminders()
    letter.refresh_from_db()
    assert (letter.fate, letter.tries) == (Fate.WAITING, 0)


def test_a_connection_that_breaks_leaves_its_fate_unknown(
    world: made.World, post: Sink, clock: time_machine.Traveller
) -> None:
    world.action()
    rule(world)
    letter = written()

    async def hangs_up(server: Any, session: object, envelope: Any) -> str:
        post.letters.append(envelope)
        server.transport.close()
        return ""

    post.handle_DATA = hangs_up  # type: ignore[method-assign]
    assert send_reminders() == {"unknown": 1}
    clock.shift(services.FATE_UNKNOWN_AFTER + timedelta(seconds=1))
    assert services.list_unknown(by=SYSTEM) == 1 and send_reminders() == {} and len(post.letters) == 1
    letter.refresh_from_db()
    assert letter.fate == Fate.UNKNOWN


def test_a_sender_that_was_down_over_the_day_waits_for_the_morning(
    world: made.World, post: Sink, clock: time_machine.Traveller
) -> None:
    world.action()
    rule(world)
    letter = written()
    clock.shift(timedelta(hours=10))
    assert send_reminders() == {"later": 1} and send_reminders() == {}
    letter.refresh_from_db()
    assert letter.not_before.isoformat() == "2009-07-02T07:00:00+00:00"
    clock.move_to(letter.not_before)
    assert send_reminders() == {"sent": 1}
    assert "2 days ago" in words(post.letters[0])
