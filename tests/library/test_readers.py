"""Who may read a restricted document is named one by one; everybody else still finds nothing."""

from datetime import timedelta

import pytest
import time_machine

from heeded.core.clock import now
from heeded.core.errors import NotAllowed, NotFound, Refused
from heeded.core.models import AuditRow
from heeded.library.errors import NoSuchDocument
from heeded.library.models import Document
from heeded.library.queries import document_for
from heeded.library.services import name_reader, open_in_emergency, take_back_reading
from heeded.people.models import Account, Message, Organisation, Team
from heeded.people.services import Named, add_team
from heeded.people.viewer import OPERATOR, Viewer
from tests.library.made import document, work
from tests.people.made import account, board, grant, seen_as, viewer

pytestmark = pytest.mark.django_db
REASON = "The duty team needs it for a child at risk tonight."


@pytest.fixture
def ours() -> Organisation:
    return board()


@pytest.fixture
def staff(ours: Organisation) -> Account:
    return account("board-staff", organisation=ours)


@pytest.fixture
def held(ours: Organisation) -> Document:
    made = document(work=work(keeper=ours))
    grant(made.pk, organisation=ours, role="board-staff")
    return made


def reads(who: Viewer, what: Document) -> bool:
    try:
        return document_for(who, what.identifier) == what
    except NoSuchDocument:
        return False


def test_a_person_who_is_named_reads_it_and_nobody_else(held: Document, staff: Account) -> None:
    named, other = account("practitioner"), account("practitioner")
    name_reader(held, Named(account=named.pk), by=seen_as(staff))
    assert reads(seen_as(named), held)
    assert not reads(seen_as(named, strong=False), held)
    assert not reads(seen_as(other), held)
    assert not reads(seen_as(named), document())


def test_a_team_that_is_named_reads_it(held: Document, staff: Account, ours: Organisation) -> None:
    team = add_team(organisation=ours, name="Duty team", by=OPERATOR)
    other = Team.objects.create(organisation=ours, name="Another team")
    name_reader(held, Named(team=team.pk), by=seen_as(staff))
    assert reads(seen_as(account("practitioner", organisation=ours, team=team)), held)
    assert not reads(seen_as(account("practitioner", organisation=ours, team=other)), held)


def test_a_role_that_is_named_reads_it_in_its_organisation_alone(
    held: Document, staff: Account, ours: Organisation
) -> None:
    name_reader(held, Named(organisation=ours.pk, role="panel-member"), by=seen_as(staff))
    assert reads(viewer("panel-member", organisation=ours), held)
    assert not reads(viewer("panel-member", organisation=board()), held)
    assert not reads(viewer("practitioner", organisation=ours), held)


def test_from_and_until_hold(held: Document, staff: Account) -> None:
    named = account("practitioner")
    days = [now() + timedelta(days=number) for number in (1, 3)]
    name_reader(held, Named(account=named.pk, since=days[0], until=days[1]), by=seen_as(staff))
    seen = []
    for hours in (1, 25, 71, 73):
        with time_machine.travel(now() + timedelta(hours=hours), tick=False):
            seen.append(reads(seen_as(named), held))
    assert seen == [False, True, True, False]


def test_what_was_taken_back_is_over_at_once(held: Document, staff: Account) -> None:
    named = account("practitioner")
    given = name_reader(held, Named(account=named.pk), by=seen_as(staff))
    take_back_reading(held, given.pk, by=seen_as(staff))
    assert not reads(seen_as(named), held)
    with pytest.raises(NotFound):
        take_back_reading(held, given.pk, by=seen_as(staff))
    name_reader(held, Named(account=named.pk), by=seen_as(staff))
    assert reads(seen_as(named), held)


def test_both_are_on_record(held: Document, staff: Account) -> None:
    given = name_reader(held, Named(account=account("practitioner").pk), by=seen_as(staff))
    take_back_reading(held, given.pk, by=seen_as(staff))
    rows = AuditRow.objects.filter(action="document.readers", thing=held.identifier).order_by("pk")
    assert [row.details for row in rows] == [{"grant": given.pk}, {"ended": given.pk}]
    assert {row.actor for row in rows} == {f"account:{staff.pk}"}


def test_its_adder_names_readers_too() -> None:
    author = account("author")
    mine = document(added_by=f"account:{author.pk}")
    name_reader(mine, Named(account=account("panel-member").pk), by=seen_as(author))
    with pytest.raises(NotAllowed):
        name_reader(mine, Named(account=account("panel-member").pk), by=seen_as(author, strong=False))


@pytest.mark.parametrize(
    "role", ["reader", "practitioner", "manager", "author", "inspector", "administrator"]
)
def test_others_name_nobody_even_where_they_read_it(held: Document, ours: Organisation, role: str) -> None:
    somebody = account(role, organisation=ours)
    grant(held.pk, account=somebody)
    for act in (
        lambda: name_reader(held, Named(account=account("practitioner").pk), by=seen_as(somebody)),
        lambda: take_back_reading(held, 1, by=seen_as(somebody)),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_staff_of_another_board_that_may_read_it_name_nobody(held: Document) -> None:
    stranger = account("board-staff", organisation=board())
    grant(held.pk, account=stranger)
    with pytest.raises(NotAllowed):
        name_reader(held, Named(account=account("practitioner").pk), by=seen_as(stranger))


def test_who_could_not_read_it_for_all_that_is_not_named(held: Document, staff: Account) -> None:
    for named in (
        Named(),
        Named(account=account("reader").pk),
        Named(account=account("administrator").pk),
        Named(organisation=staff.memberships.get().organisation_id, role="reader"),
    ):
        with pytest.raises(Refused):
            name_reader(held, named, by=seen_as(staff))


def test_nobody_is_named_twice_or_for_days_that_are_over(held: Document, staff: Account) -> None:
    named = account("practitioner")
    with pytest.raises(Refused, match="last day"):
        name_reader(held, Named(named.pk, until=now() - timedelta(days=1)), by=seen_as(staff))
    name_reader(held, Named(named.pk), by=seen_as(staff))
    with pytest.raises(Refused, match="already"):
        name_reader(held, Named(named.pk), by=seen_as(staff))


def test_somebody_stays_named(held: Document, staff: Account) -> None:
    only = held.pk
    from heeded.people.models import Grant

    last = Grant.objects.get(thing=only)
    with pytest.raises(Refused, match="Nobody would be left"):
        take_back_reading(held, last.pk, by=seen_as(staff))


def told() -> set[int | None]:
    return set(Message.objects.values_list("account", flat=True))


def test_in_an_emergency_owner_and_board_staff_are_told(held: Document, staff: Account) -> None:
    owner = account("author")
    Document.objects.filter(pk=held.pk).update(added_by=f"account:{owner.pk}")
    account("board-staff", organisation=board())
    account("manager", organisation=staff.memberships.get().organisation)
    open_in_emergency(held.identifier, reason=REASON, by=seen_as(account("administrator")))
    assert told() == {owner.pk, staff.pk}


def test_board_staff_are_told_of_what_the_operator_added(held: Document, staff: Account) -> None:
    open_in_emergency(held.identifier, reason=REASON, by=seen_as(account("administrator")))
    assert told() == {staff.pk}


def test_where_no_board_looks_after_it_all_board_staff_are_told(staff: Account) -> None:
    other = account("board-staff", organisation=board())
    account("board-staff", organisation=board(), is_active=False)
    open_in_emergency(document().identifier, reason=REASON, by=seen_as(account("administrator")))
    assert told() == {staff.pk, other.pk}


def test_one_who_left_is_not_told(held: Document, staff: Account, ours: Organisation) -> None:
    gone = account("board-staff", organisation=ours)
    gone.memberships.update(until=now())
    open_in_emergency(held.identifier, reason=REASON, by=seen_as(account("administrator")))
    assert told() == {staff.pk}


def test_a_document_that_is_not_there_cannot_be_opened() -> None:
    with pytest.raises(NotFound):
        open_in_emergency("zzzzzzzzzzzz", reason=REASON, by=seen_as(account("administrator")))
