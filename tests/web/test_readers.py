"""Naming readers on the page, and taking it back."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from heeded.core.clock import today
from heeded.library.models import Document
from heeded.people.models import Account, Grant, Membership, Team
from tests.people import made as people
from tests.web.client import words
from tests.web.conftest import browser
from tests.web.made import World


@pytest.fixture
def held(library: World) -> Document:
    return library.hidden["restricted"]


@pytest.fixture
def reader(library: World) -> Account:
    """Somebody with an account who is not named for anything."""
    made = people.account("practitioner", organisation=library.board)
    library.people["practitioner"] = made
    return made


def page_of(one: Document) -> str:
    return reverse("readers", args=[one.identifier])


def status(library: World, who: str, one: Document) -> int:
    return library.client(who).get(reverse("document", args=[one.identifier])).status_code


def test_a_person_is_named_and_taken_back(library: World, held: Document, reader: Account) -> None:
    pages = browser(library, "named")
    assert status(library, "practitioner", held) == 404
    page = pages.post(page_of(held), {"email": reader.email.upper()})
    assert f"{reader.name} ({reader.email})" in page.text
    assert status(library, "practitioner", held) == 200
    for who in ("anonymous", "reader", "administrator", "other-staff", "named-weak"):
        assert status(library, who, held) == 404, who
    given = Grant.objects.get(account=reader)
    page = pages.post(reverse("take-back-reading", args=[held.identifier, given.pk]), {})
    assert status(library, "practitioner", held) == 404
    row = next(words(row) for row in page.all("tr") if reader.email in words(row))
    assert row.endswith("Over")


def test_a_team_and_a_role_are_named(library: World, held: Document, reader: Account) -> None:
    team = Team.objects.create(organisation=library.board, name="Duty team")
    Membership.objects.filter(account=reader).update(team=team)
    pages = browser(library, "named")
    pages.post(page_of(held), {"team": team.pk})
    assert status(library, "practitioner", held) == 200
    member = people.account("panel-member", organisation=library.board)
    library.people["panel"] = member
    page = pages.post(page_of(held), {"role": "panel-member", "organisation": library.board.pk})
    assert "Duty team, Westmarch Safeguarding Board" in page.text
    assert "Panel member, Westmarch Safeguarding Board" in page.text
    assert status(library, "panel", held) == 200


def test_the_last_day_counts_whole(library: World, held: Document, reader: Account) -> None:
    last = today() + timedelta(days=2)
    day = {"until_0": last.day, "until_1": last.month, "until_2": last.year}
    page = browser(library, "named").post(page_of(held), {"email": reader.email, **day})
    assert f"{last.day} {last:%b %Y}" in page.text
    grant = Grant.objects.get(account=reader)
    assert grant.until is not None
    with time_machine.travel(grant.until - timedelta(minutes=1), tick=False):
        assert status(library, "practitioner", held) == 200
    with time_machine.travel(grant.until, tick=False):
        assert status(library, "practitioner", held) == 404


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"email": "nobody@example.org"},
        {"role": "panel-member"},
        {"role": "administrator"},
        {"email": "person@example.org", "role": "panel-member"},
    ],
)
def test_what_is_not_clear_is_an_error_at_its_field(
    library: World, held: Document, data: dict[str, str]
) -> None:
    before = Grant.objects.count()
    page = browser(library, "named").post(page_of(held), data, status=422)
    assert page.one("div", class_="govuk-error-summary")
    assert Grant.objects.count() == before


def test_what_the_service_refuses_stands_at_the_form(library: World, held: Document) -> None:
    email = library.people["reader"].email
    page = browser(library, "named").post(page_of(held), {"email": email}, status=422)
    assert "They hold no role that reads restricted documents" in page.text


def test_who_may_read_it_does_not_thereby_say_who_else(
    library: World, held: Document, reader: Account
) -> None:
    people.grant(held.pk, account=library.people["other-staff"])
    assert status(library, "other-staff", held) == 200
    assert library.client("other-staff").get(page_of(held)).status_code in {200, 403}
    Document.objects.filter(pk=held.pk).update(added_by="operator")
    held.work.keeper = library.board
    held.work.save()
    assert library.client("other-staff").get(page_of(held)).status_code == 403
    assert library.client("other-staff").post(page_of(held), {"email": reader.email}).status_code == 403
    assert status(library, "practitioner", held) == 404


def test_a_grant_of_another_document_is_not_taken_back_from_here(library: World, held: Document) -> None:
    other = Grant.objects.filter(thing=library.hidden["embargoed"].pk, thing_kind="document").get()
    address = reverse("take-back-reading", args=[held.identifier, other.pk])
    assert library.client("named").post(address).status_code == 404
    other.refresh_from_db()
    assert other.until is None


def test_an_emergency_is_told_and_listed(library: World, held: Document) -> None:
    administrator, staff = library.people["administrator"], library.people["named"]
    data = {"document": held.identifier, "reason": "A child is at risk tonight."}
    library.client("administrator").post(reverse("emergency"), data)
    assert status(library, "administrator", held) == 200
    from heeded.people.models import Message

    assert list(Message.objects.values_list("account", flat=True)) == [staff.pk]
    page = browser(library, "named").get(page_of(held))
    assert "A child is at risk tonight." in page.text
    assert administrator.name in page.text
