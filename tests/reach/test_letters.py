"""Letters as they arrive in a real mail server: what they say, what they never say, and that each comes once."""

from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from itertools import pairwise
from typing import Any

import pytest
import time_machine

from heeded.core.clock import now
from heeded.library.models import Document
from heeded.library.services import withdraw
from heeded.people.models import Message
from heeded.people.services import close_account, send_waiting_mail
from heeded.people.viewer import OPERATOR
from heeded.reach.models import Alert, Answer
from heeded.reach.services import _looking, mark_seen, stop_mail
from tests.people import made as people
from tests.reach.made import BRUISE, OTHER, Desk, report
from tests.reach.post import Sink, post_office
from tests.search import factories

pytestmark = pytest.mark.django_db
SECRET = "Larkhollow"


@pytest.fixture
def post() -> Iterator[Sink]:
    with post_office() as sink:
        yield sink


def body(letter: EmailMessage) -> str:
    content = letter.get_content()
    assert isinstance(content, str)
    return content


def restricted(title: str = SECRET) -> Document:
    return report(title, f"{SECRET}. {BRUISE}", state="restricted", published_at=None)


def test_a_letter_says_which_review_and_quotes_it_with_its_page(desk: Desk, post: Sink) -> None:
    search = desk.save("bruise")
    new = report("Review of Child Z", OTHER, BRUISE)
    factories.decide(new.work, "board", ["Ashbourne Board"])
    factories.decide(new.work, "date-of-publication", ["2024-05-01"])
    desk.due(search)
    assert send_waiting_mail() == 1
    (letter,) = post.letters
    assert letter["X-To"] == letter["To"] == desk.account.email
    assert letter["Subject"] == "Heeded: 1 new answer to “bruise”"
    assert letter.get_content_type() == "text/plain"
    said = " ".join(body(letter).split())
    assert "Review of Child Z (fictional)" in said
    assert "Ashbourne Board, 2024" in said
    assert f"“{BRUISE}” p. 2 (printed p2)" in said
    assert f"https://reviews.example.org/documents/{new.identifier}/at/p2.4-{4 + len(BRUISE)}/" in said
    assert OTHER not in said
    assert f"https://reviews.example.org/your-searches/{search.identifier}/" in said


def test_it_can_be_stopped_by_one_click_in_a_mail_program(desk: Desk, post: Sink) -> None:
    search = desk.save()
    report("New review", BRUISE)
    desk.due(search)
    send_waiting_mail()
    (letter,) = post.letters
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = letter["List-Unsubscribe"].strip(" <>")
    assert address.startswith("https://reviews.example.org/your-searches/stop/")
    assert address in body(letter)
    assert letter["Auto-Submitted"] == "auto-generated"
    assert stop_mail(address.rstrip("/").rsplit("/", 1)[1])
    search.refresh_from_db()
    assert not search.by_mail


def test_without_an_address_of_our_own_it_has_no_links(desk: Desk, post: Sink, settings: Any) -> None:
    settings.PUBLIC_ADDRESS = ""
    search = desk.save()
    report("New review", BRUISE)
    desk.due(search)
    send_waiting_mail()
    (letter,) = post.letters
    assert "List-Unsubscribe" not in letter
    assert "http" not in body(letter)
    assert "New review" in body(letter)
    assert "log in and open Your searches" in body(letter)


def test_about_what_is_restricted_it_says_only_that_something_waits(desk: Desk, post: Sink) -> None:
    search = desk.save("bruise")
    people.grant(restricted().pk, account=desk.account)
    desk.due(search)
    assert send_waiting_mail() == 1
    (letter,) = post.letters
    assert letter["Subject"] == "Heeded: something waits for you"
    whole = letter.as_string() + body(letter)
    assert "Something waits for you in Heeded." in body(letter)
    assert SECRET not in whole
    assert "bruise" not in whole
    assert search.name not in body(letter)


def test_beside_something_restricted_published_ones_are_told_and_the_question_is_not(
    desk: Desk, post: Sink
) -> None:
    search = desk.save("bruise")
    people.grant(restricted().pk, account=desk.account)
    report("Published review", BRUISE)
    desk.due(search)
    send_waiting_mail()
    (letter,) = post.letters
    assert letter["Subject"] == "Heeded: something waits for you"
    assert SECRET not in body(letter)
    assert "Published review" in body(letter)
    assert "“bruise”" not in body(letter)


def test_what_is_published_for_later_only_waits(desk: Desk, post: Sink) -> None:
    """Named for it, one can read it before its time; the letter cannot tell."""
    search = desk.save("bruise")
    new = report(SECRET, BRUISE, visible_from=now() + timedelta(days=2))
    people.grant(new.pk, account=desk.account)
    desk.due(search)
    send_waiting_mail()
    assert SECRET not in post.letters[0].as_string() + body(post.letters[0])


def test_what_was_withdrawn_before_it_went_is_not_in_it(desk: Desk, post: Sink) -> None:
    search = desk.save()
    gone, stays = report("Withdrawn review", BRUISE), report("Other new review", BRUISE)
    desk.due(search)
    withdraw(gone, reason="other", by=OPERATOR)
    send_waiting_mail()
    (letter,) = post.letters
    assert letter["Subject"] == "Heeded: 1 new answer to “bruise”"
    assert "Withdrawn review" not in body(letter)
    assert stays.work.title in body(letter)


@pytest.mark.parametrize("how", ["withdrawn", "erased", "grant over", "seen", "closed", "stopped"])
def test_where_nothing_is_left_to_say_no_letter_goes(desk: Desk, post: Sink, how: str) -> None:
    search = desk.save()
    new = restricted() if how == "grant over" else report("New review", BRUISE)
    grant = people.grant(new.pk, account=desk.account)
    desk.due(search)
    assert desk.letters() == 1
    match how:
        case "withdrawn":
            withdraw(new, reason="other", by=OPERATOR)
        case "erased":
            new.delete()
        case "grant over":
            grant.until = now()
            grant.save()
        case "seen":
            mark_seen(Answer.objects.all(), by=desk.viewer)
        case "closed":
            close_account(desk.account, by=OPERATOR)
        case "stopped":
            from heeded.reach.unsubscribing import token_of

            stop_mail(token_of(search.identifier))
    assert send_waiting_mail() == 0
    assert post.letters == []
    assert desk.letters() == 0, "it does not stay in the outbox"


def test_the_outbox_holds_no_word_of_question_or_report(desk: Desk, post: Sink) -> None:
    search = desk.save("bruise")
    report("New review", BRUISE)
    desk.due(search)
    for _ in range(2):
        (row,) = Message.objects.values()
        assert row["body"] == ""
        assert row["subject"] == "Heeded: a saved search"
        send_waiting_mail()


def test_facts_that_nobody_decided_are_not_told(desk: Desk, post: Sink) -> None:
    search = desk.save()
    new = report("New review", BRUISE)
    factories.propose(new, "board", "Guessed Board")
    desk.due(search)
    send_waiting_mail()
    assert "Guessed Board" not in body(post.letters[0])


def test_beside_a_childs_features_no_board_is_named(desk: Desk, post: Sink) -> None:
    search = desk.save(harms=("neglect",))
    new = report("New review", BRUISE)
    factories.decide(new.work, "board", ["Ashbourne Board"])
    factories.decide(new.work, "harm", ["neglect"])
    desk.due(search)
    send_waiting_mail()
    assert "New review" in body(post.letters[0])
    assert "Ashbourne" not in body(post.letters[0])


@pytest.mark.parametrize("reviews, quoted", [(3, 2), (4, 1)])
def test_of_many_answers_only_the_best_passage_is_quoted(
    desk: Desk, post: Sink, reviews: int, quoted: int
) -> None:
    search = desk.save()
    for number in range(reviews):
        report(f"New review {number}", BRUISE, f"Review {number}: the bruise had gone by the next visit.")
    desk.due(search)
    send_waiting_mail()
    assert body(post.letters[0]).count("    “") == reviews * quoted
    assert body(post.letters[0]).count("1 more passage answers.") == (reviews if quoted == 1 else 0)


def test_a_long_list_is_cut_and_counted(desk: Desk, post: Sink, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("heeded.reach.letters.MOST", 2)
    search = desk.save()
    for number in range(5):
        report(f"New review {number}", BRUISE)
    desk.due(search)
    send_waiting_mail()
    assert post.letters[0]["Subject"] == "Heeded: 5 new answers to “bruise”"
    assert "And 3 more." in body(post.letters[0])


def test_the_best_answer_comes_first(desk: Desk, post: Sink) -> None:
    search = desk.save("bruise cheek visitor")
    report("Poor answer", "A visitor came to the house and left again after some time had gone by.")
    report("Good answer", BRUISE)
    desk.due(search)
    send_waiting_mail()
    said = body(post.letters[0])
    assert said.index("Good answer") < said.index("Poor answer")


def test_a_name_with_line_breaks_makes_no_headers(desk: Desk, post: Sink) -> None:
    search = desk.save()
    search.name = "bruise\r\nBcc: everybody@example.org"
    search.save()
    report("New review", BRUISE)
    desk.due(search)
    assert send_waiting_mail() == 1
    assert post.letters[0]["Bcc"] is None
    assert post.letters[0]["X-To"] == desk.account.email


# --- once, whatever happens ---


def test_killed_between_finding_and_writing_nothing_is_lost_or_doubled(
    desk: Desk, post: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    search = desk.save()
    report("New review", BRUISE)
    with monkeypatch.context() as broken:
        broken.setattr(_looking.Alert.objects, "create", _killed)
        with pytest.raises(KeyboardInterrupt):
            desk.due(search)
    assert not Answer.objects.exists() and not Message.objects.exists() and not Alert.objects.exists()
    desk.due(search)
    assert send_waiting_mail() == 1
    assert len(post.letters) == 1


def _killed(**_fields: object) -> None:
    raise KeyboardInterrupt


def test_a_message_is_sent_once_by_two_that_empty_the_outbox(
    desk: Desk, post: Sink, monkeypatch: Any
) -> None:
    """The second begins while the first is sending."""
    from heeded.people.services import _mail

    search = desk.save()
    report("New review", BRUISE)
    desk.due(search)
    real, nested = _mail._letter, []

    def meanwhile(message: Message) -> object:
        if not nested:
            nested.append("begun")
            nested.append(send_waiting_mail())
        return real(message)

    monkeypatch.setattr(_mail, "_letter", meanwhile)
    assert send_waiting_mail() == 1
    assert nested == ["begun", 0]
    assert len(post.letters) == 1


def test_what_fails_is_tried_again_later_and_later_then_given_up(desk: Desk, post: Sink) -> None:
    search = desk.save()
    report("New review", BRUISE)
    desk.due(search)
    post.says = "451 try later"
    start, waited, tries = now(), timedelta(), []
    while waited < timedelta(days=8):
        with time_machine.travel(start + waited, tick=False):
            send_waiting_mail()
            message = Message.objects.get()
            if len(tries) < message.attempts:
                tries.append(waited)
        waited += timedelta(minutes=1) if waited < timedelta(minutes=30) else timedelta(minutes=30)
    gaps = [later - earlier for earlier, later in pairwise(tries)]
    assert len(tries) == 8
    assert gaps == sorted(gaps)
    assert "SMTPDataError" in message.error
    assert message.sent_at is None
    assert "451" not in message.error, "what a server says may hold anything"


def test_a_letter_that_failed_once_arrives(desk: Desk, post: Sink) -> None:
    search = desk.save()
    report("New review", BRUISE)
    desk.due(search)
    post.says = "451 try later"
    assert send_waiting_mail() == 0
    post.says = ""
    assert send_waiting_mail() == 0, "not at once"
    with time_machine.travel(now() + timedelta(minutes=2)):
        assert send_waiting_mail() == 1
    assert len(post.letters) == 1


def test_one_address_that_is_refused_does_not_keep_the_others_waiting(desk: Desk, post: Sink) -> None:
    Message.objects.create(to="not an address\n", subject="x", body="y", written_at=now())
    Message.objects.create(to="somebody@example.org", subject="x", body="y", written_at=now())
    assert send_waiting_mail() == 1
    assert post.letters[0]["X-To"] == "somebody@example.org"


def test_a_copy_is_known_by_its_number(desk: Desk, post: Sink) -> None:
    """Killed after the server took it and before that was written down, it goes again under the same number."""
    message = Message.objects.create(to="somebody@example.org", subject="x", body="y", written_at=now())
    send_waiting_mail()
    Message.objects.filter(pk=message.pk).update(sent_at=None, body="y", attempts=0, error="")
    send_waiting_mail()
    first, second = post.letters
    assert first["Message-ID"] == second["Message-ID"]
