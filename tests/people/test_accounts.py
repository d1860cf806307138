"""Accounts, roles and invitations come and go."""

from datetime import timedelta

import pytest
import time_machine

from heeded.core.clock import now
from heeded.core.errors import NotAllowed, Refused
from heeded.core.models import AuditRow
from heeded.people.demo import ready_accounts
from heeded.people.errors import InvitationNotGood
from heeded.people.models import Account, Invitation, Membership, Message
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.people.roles import ROLES
from heeded.people.services import (
    accept,
    add_organisation,
    close_account,
    end_role,
    first_account,
    give_role,
    invitation_for,
    invite,
    send_waiting_mail,
)
from heeded.people.viewer import OPERATOR, Viewer
from tests.people.made import account, board, seen_as, viewer

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery staple"


@pytest.fixture(autouse=True)
def quick_passwords(settings: object) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def invited(by: Viewer = OPERATOR, **said: object) -> str:
    given = {
        "email": "new@example.org",
        "role": "trainer",
        "organisation": None,
        "address": "https://x.example/",
    }
    return invite(**{**given, **said}, by=by)


def test_only_those_who_manage_accounts_invite() -> None:
    with pytest.raises(NotAllowed):
        invited(viewer("board-staff"))
    assert invited(viewer("administrator"))


def test_there_is_no_invitation_to_a_role_that_there_is_not() -> None:
    with pytest.raises(Refused):
        invited(role="king")


def test_only_the_hash_of_the_secret_is_kept() -> None:
    secret = invited()
    kept = Invitation.objects.get()
    assert secret not in str(vars(kept))
    assert len(kept.secret_hash) == 64
    assert secret not in str(list(AuditRow.objects.values()))


def test_the_mail_carries_the_link() -> None:
    secret = invited()
    message = Message.objects.get()
    assert message.to == "new@example.org"
    assert f"https://x.example/{secret}/" in message.body


def test_who_opens_the_link_gets_account_and_role() -> None:
    ours = board()
    secret = invited(organisation=ours)
    made = accept(invitation_for(secret), name="A trainer", password=PASSWORD)
    assert made.check_password(PASSWORD)
    held = made.memberships.get()
    assert (held.role, held.organisation) == ("trainer", ours)
    assert AuditRow.objects.filter(actor="system:invitation").count() == 2


def test_an_invitation_serves_once() -> None:
    secret = invited()
    first = invitation_for(secret)
    second = invitation_for(secret)
    accept(first, name="A", password=PASSWORD)
    with pytest.raises(InvitationNotGood):
        invitation_for(secret)
    with pytest.raises(InvitationNotGood):
        accept(second, name="B", password=PASSWORD)
    assert Membership.objects.count() == 1


def test_an_invitation_grows_old() -> None:
    secret = invited()
    with time_machine.travel(now() + timedelta(days=6, hours=23), tick=False):
        open_one = invitation_for(secret)
    with time_machine.travel(now() + timedelta(days=7, seconds=1), tick=False):
        with pytest.raises(InvitationNotGood):
            invitation_for(secret)
        with pytest.raises(InvitationNotGood):
            accept(open_one, name="A", password=PASSWORD)


@pytest.mark.parametrize("secret", ["", "x", "a" * 5000, "\x00"])
def test_a_guessed_secret_is_no_invitation(secret: str) -> None:
    invited()
    with pytest.raises(InvitationNotGood):
        invitation_for(secret)


def test_somebody_with_an_account_only_gets_the_role() -> None:
    there = account("reader")
    password = there.password
    accept(invitation_for(invited(email=there.email)), name="Other", password=PASSWORD)
    there.refresh_from_db()
    assert (there.password, Account.objects.count()) == (password, 1)
    assert {m.role for m in there.memberships.all()} == {"reader", "trainer"}


def test_the_first_account_is_administrator_and_board_staff() -> None:
    made = first_account(email="Me@Example.org", name="Me", password=PASSWORD)
    somebody = seen_as(made)
    assert made.email == "me@example.org"
    for permission in (Permission.MANAGE_ACCOUNTS, Permission.ADD_REPORTS, Permission.PUBLISH):
        assert may(somebody, permission)


def test_there_is_one_first_account() -> None:
    account("reader")
    with pytest.raises(Refused):
        first_account(email="me@example.org", name="Me", password=PASSWORD)


def test_the_last_administrator_stays() -> None:
    last = account("administrator")
    with pytest.raises(Refused):
        end_role(last.memberships.get(), by=seen_as(last))
    with pytest.raises(Refused):
        close_account(last, by=OPERATOR)
    assert may(seen_as(last), Permission.MANAGE_ACCOUNTS)


def test_a_closed_administrator_does_not_count() -> None:
    last = account("administrator")
    account("administrator", is_active=False)
    with pytest.raises(Refused):
        end_role(last.memberships.get(), by=OPERATOR)


def test_one_of_two_administrators_can_go() -> None:
    one, two = account("administrator"), account("administrator")
    end_role(two.memberships.get(), by=seen_as(one))
    two.refresh_from_db()
    assert not may(seen_as(two), Permission.MANAGE_ACCOUNTS)


def test_others_cannot_end_roles_or_close_accounts() -> None:
    there = account("reader")
    for role in set(ROLES) - {"administrator"}:
        with pytest.raises(NotAllowed):
            end_role(there.memberships.get(), by=viewer(role))
        with pytest.raises(NotAllowed):
            close_account(there, by=viewer(role))


def test_nobody_closes_their_own_account() -> None:
    account("administrator")
    me = account("administrator")
    with pytest.raises(Refused):
        close_account(me, by=seen_as(me))


def test_a_closed_account_is_closed_at_once() -> None:
    there = account("board-staff")
    close_account(there, by=viewer("administrator"))
    there.refresh_from_db()
    assert (there.is_active, there.closed_at is not None) == (False, True)
    assert seen_as(there).permissions == frozenset()


def test_an_organisation_is_added_once() -> None:
    first = add_organisation(name="Invented Board", kind="board", by=OPERATOR)
    assert add_organisation(name="Invented Board", kind="board", by=OPERATOR) == first


def test_ready_accounts_are_one_a_role_without_password() -> None:
    made = ready_accounts(by=OPERATOR)
    assert len(made) == len(ROLES) == Account.objects.count()
    assert [one for one in made if one.has_usable_password() or not one.is_demo] == []
    assert ready_accounts(by=OPERATOR) == made


def test_a_role_is_given_from_now_on() -> None:
    there = account()
    held = give_role(account=there, role="reader", organisation=None, by=OPERATOR)
    assert held.since <= now() and held.until is None


def test_mail_goes_once(mailoutbox: list[object]) -> None:
    invited()
    assert (send_waiting_mail(), send_waiting_mail()) == (1, 0)
    assert len(mailoutbox) == 1


def test_mail_that_failed_under_an_older_version_is_due_and_keeps_nobody_waiting(
    mailoutbox: list[object],
) -> None:
    invited()
    Message.objects.update(attempts=3, error="SMTPServerDisconnected")
    Message.objects.create(to="other@example.org", subject="Other", body="Words", written_at=now())
    assert send_waiting_mail() == 2
    assert [message.attempts for message in Message.objects.order_by("pk")] == [4, 1]
    assert not Message.objects.filter(sent_at=None).exists() and len(mailoutbox) == 2


def test_mail_that_fails_waits_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    invited()
    for day in range(10):
        with time_machine.travel(now() + timedelta(days=6 * day)):
            assert send_waiting_mail() == 0
            assert send_waiting_mail() == 0, "not at once again"
    message = Message.objects.get()
    assert (message.sent_at, message.error.split()[1], message.attempts) == (
        None,
        "ConnectionRefusedError",
        8,
    )
