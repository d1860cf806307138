"""A link in a letter: for one action, once, for a while, and only as long as the action stands as it did."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine

from heeded.core.errors import Refused
from heeded.core.models import AuditRow
from heeded.people.models import Account, Membership
from heeded.people.services import hash_of
from heeded.people.viewer import ANONYMOUS
from heeded.practice import services
from heeded.practice.errors import LinkEnded, NoSuchLink, NotToBeDone
from heeded.practice.kinds import ActionState, ClosedAs, LinkEnd
from heeded.practice.models import Action, ActionChange, ActionLink
from heeded.practice.queries import end_of_link, link_of, words_shown
from heeded.practice.services import LINK_GOOD_FOR, Close, SaidByLink, make_links, try_link, use_link
from tests.people import made as people
from tests.practice import made
from tests.practice.reminding import DUE, NOON

pytestmark = pytest.mark.django_db
DONE = SaidByLink(ActionState.DONE, date(2009, 6, 20))
LONGER = SaidByLink(ActionState.UNDER_WAY, due=date(2009, 9, 1), reason="The trainer is ill")


@pytest.fixture
def world() -> made.World:
    return made.World()


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def action(world: made.World) -> Action:
    return world.action()


@pytest.fixture
def secret(world: made.World, action: Action) -> str:
    return make_links(world.owner_account, [action])[action.pk]


def test_only_its_hash_is_kept(action: Action, secret: str) -> None:
    link = ActionLink.objects.get()
    assert link.secret_hash == hash_of(secret) and len(secret) >= 32
    assert secret not in str(ActionLink.objects.values().get())


def test_nobody_gets_a_link_to_what_they_do_not_own(world: made.World, action: Action) -> None:
    assert make_links(people.account("manager", organisation=world.trust), [action]) == {}


def test_done_by_a_link(world: made.World, action: Action, secret: str) -> None:
    use_link(secret, DONE)
    action.refresh_from_db()
    assert (action.state, action.done_on) == ("done", date(2009, 6, 20))
    rows = AuditRow.objects.filter(thing=action.identifier, actor=f"account:{world.owner_account.pk}")
    assert {"action.change", "action.by-link"} <= set(rows.values_list("action", flat=True))
    assert end_of_link(link_of(secret)) == LinkEnd.USED
    with pytest.raises(LinkEnded, match="It was used"):
        use_link(secret, LONGER)


def test_a_later_date_with_its_reason(action: Action, secret: str) -> None:
    use_link(secret, LONGER)
    action.refresh_from_db()
    assert (action.state, action.due) == ("under-way", date(2009, 9, 1))
    assert "The trainer is ill" in set(ActionChange.objects.values_list("reason", flat=True))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (SaidByLink(ActionState.NOT_STARTED), "how it stands already"),
        (replace(LONGER, reason=" "), "why the date moves"),
        (replace(LONGER, due=date(2009, 5, 1)), "earlier"),
        (SaidByLink(ActionState.DONE, date(2009, 7, 2)), "to come"),
    ],
)
def test_what_cannot_be_leaves_the_link_as_it_was(
    action: Action, secret: str, said: SaidByLink, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        use_link(secret, said)
    assert end_of_link(link_of(secret)) is None
    use_link(secret, DONE)


def test_trying_changes_nothing(action: Action, secret: str) -> None:
    before = AuditRow.objects.count()
    assert try_link(secret, DONE).state == "done"
    action.refresh_from_db()
    assert (action.state, action.version) == ("not-started", 1) and AuditRow.objects.count() == before
    assert end_of_link(link_of(secret)) is None
    with pytest.raises(NotToBeDone):
        try_link(secret, replace(LONGER, reason=""))


def _expires(world: made.World, clock: time_machine.Traveller) -> None:
    clock.shift(LINK_GOOD_FOR)


def _moves_on(world: made.World, clock: time_machine.Traveller) -> None:
    services.change_action(Action.objects.get(), world.wanted(what="Another"), by=world.staff)


def _closes(world: made.World, clock: time_machine.Traveller) -> None:
    close = Close(ClosedAs.NO_LONGER_APPLIES, "The form is no more.")
    services.close_action(Action.objects.get(), close, by=world.staff)


def _changes_hands(world: made.World, clock: time_machine.Traveller) -> None:
    other = people.account("practitioner", organisation=world.trust)
    services.change_action(Action.objects.get(), world.wanted(owner=other), by=world.staff)


def _leaves(world: made.World, clock: time_machine.Traveller) -> None:
    Account.objects.filter(pk=world.owner_account.pk).update(is_active=False)


def _has_no_role_any_more(world: made.World, clock: time_machine.Traveller) -> None:
    Membership.objects.filter(account=world.owner_account).update(until=NOON)


@pytest.mark.parametrize(
    ("happens", "end"),
    [
        (_expires, LinkEnd.EXPIRED),
        (_moves_on, LinkEnd.MOVED_ON),
        (_closes, LinkEnd.CLOSED),
        (_changes_hands, LinkEnd.NOT_THEIRS),
        (_leaves, LinkEnd.NOT_THEIRS),
        (_has_no_role_any_more, LinkEnd.NOT_THEIRS),
    ],
)
def test_a_link_ends(
    world: made.World,
    action: Action,
    secret: str,
    clock: time_machine.Traveller,
    happens: Callable[[made.World, time_machine.Traveller], None],
    end: LinkEnd,
) -> None:
    happens(world, clock)
    assert end_of_link(link_of(secret)) == end
    before = list(Action.objects.values())
    with pytest.raises(LinkEnded):
        use_link(secret, DONE)
    assert list(Action.objects.values()) == before


def test_what_else_its_owner_may_do_stays_outside(world: made.World) -> None:
    staff = people.account("board-staff", organisation=world.board)
    action = world.action(owner=staff)
    secret = make_links(staff, [action])[action.pk]
    with pytest.raises(Refused, match="earlier"):
        use_link(secret, replace(LONGER, due=DUE - timedelta(days=9)))
    use_link(secret, LONGER)


def test_of_two_links_to_one_action_one_counts(world: made.World, action: Action, secret: str) -> None:
    second = make_links(world.owner_account, [action])[action.pk]
    use_link(second, LONGER)
    with pytest.raises(LinkEnded, match="changed since"):
        use_link(secret, DONE)


@pytest.mark.parametrize("wrong", ["", "x", "a" * 32, "\0", "é" * 40])
def test_nobody_was_ever_sent_such_a_link(action: Action, secret: str, wrong: str) -> None:
    with pytest.raises(NoSuchLink):
        link_of(wrong)
    with pytest.raises(NoSuchLink):
        use_link(secret[:-1], DONE)


def test_its_words_are_for_those_who_may_see_it(world: made.World, action: Action, secret: str) -> None:
    link = link_of(secret)
    assert not words_shown(ANONYMOUS, action, link) and not words_shown(world.staff, action, link)
    assert words_shown(world.owner, action, link)
    assert not words_shown(replace(world.owner, strong=False), action, link)
    services.show_item(action.item, by=world.staff)
    assert words_shown(ANONYMOUS, action, link)


def test_links_are_thrown_away_long_after_they_ended(
    action: Action, secret: str, clock: time_machine.Traveller
) -> None:
    clock.shift(LINK_GOOD_FOR + timedelta(days=89))
    assert services.throw_links_away() == 0
    clock.shift(timedelta(days=2))
    assert services.throw_links_away() == 1
    with pytest.raises(NoSuchLink):
        link_of(secret)
