"""Who did what, on a page: for those who may see it, in names and roles, narrowed, and never a word of a report."""

import pytest
from django.urls import reverse

from heeded.core.errors import NotAllowed
from heeded.core.models import AuditRow
from heeded.core.services import record
from heeded.people.audit import Narrowed, audit_rows
from heeded.people.viewer import ANONYMOUS, OPERATOR
from heeded.web.presenters.who import Who
from tests.people import made as people
from tests.web.conftest import browser
from tests.web.made import SECRETS, World

pytestmark = pytest.mark.django_db


def test_nobody_else_reads_the_audit() -> None:
    with pytest.raises(NotAllowed):
        audit_rows(people.viewer("practitioner"), Narrowed())
    with pytest.raises(NotAllowed):
        audit_rows(ANONYMOUS, Narrowed())


def test_rows_are_narrowed_by_kind_person_day_and_thing(frozen_time: object) -> None:
    one, other = people.viewer("board-staff"), people.viewer("board-staff")
    record("document.publish", by=one, thing_kind="document", thing="abc")
    frozen_time.shift(86_400)  # type: ignore[attr-defined]
    record("role.give", by=other, thing_kind="account", thing="def")
    rows = list(AuditRow.objects.order_by("pk"))
    assert list(audit_rows(OPERATOR, Narrowed(kind="document"))) == [rows[0]]
    assert list(audit_rows(OPERATOR, Narrowed(actor=other.audit_name))) == [rows[1]]
    assert list(audit_rows(OPERATOR, Narrowed(since=rows[1].at.date()))) == [rows[1]]
    assert list(audit_rows(OPERATOR, Narrowed(until=rows[0].at.date()))) == [rows[0]]
    assert list(audit_rows(OPERATOR, Narrowed(thing="abc"))) == [rows[0]]
    assert list(audit_rows(OPERATOR, Narrowed())) == rows[::-1]


def test_the_page_names_people_and_links_only_what_one_may_see(library: World) -> None:
    staff = library.people["named"]
    hidden, shown = library.hidden["restricted"], library.public
    for document in (hidden, shown):
        record("document.publish", by=people.seen_as(staff), thing_kind="document", thing=document.identifier)
    record(
        "role.give", by=people.seen_as(staff), thing_kind="account", thing=staff.identifier, role="trainer"
    )
    page = browser(library, "administrator").get(reverse("audit"))
    assert f"{staff.name} (board staff)" in page.text
    assert "role: Trainer" in page.text
    links = [link.get("href") for link in page.all("a")]
    assert reverse("document", args=[shown.identifier]) in links
    assert reverse("document", args=[hidden.identifier]) not in links
    assert not [secret for secret in SECRETS if secret in page.text]
    narrowed = browser(library, "administrator").get(reverse("audit"), kind="role")
    assert "Published" not in narrowed.text


def test_a_date_that_is_none_is_said_at_its_field(library: World) -> None:
    said = {"since_0": "31", "since_1": "2", "since_2": "2020"}
    page = browser(library, "administrator").get(reverse("audit"), **said)
    assert page.one("div", class_="govuk-error-summary")


def test_names_are_for_those_who_may_know_them_and_roles_for_the_rest() -> None:
    staff = people.account("board-staff")
    actor, gone = f"account:{staff.pk}", "account:987654321"
    asked = [actor, gone, "operator"]
    knows = Who(people.viewer("inspector"), asked)
    assert knows.words(actor) == f"{staff.name} (board staff)"
    assert knows.words(gone) == "somebody whose account is gone"
    assert knows.words("operator") == "the operator"
    assert Who(people.viewer("researcher"), asked).words(actor) == "board staff"
    assert Who(people.seen_as(staff), asked).words(actor) == "you"


def test_ending_and_closing_ask_first(library: World) -> None:
    pages, reader = browser(library, "administrator"), library.people["reader"]
    held = reader.memberships.get()
    asked = pages.get(reverse("end-role", args=[held.pk]))
    assert reader.name in asked.heading
    held.refresh_from_db()
    assert held.until is None
    assert reader.name in pages.get(reverse("close-account", args=[reader.identifier])).heading
    reader.refresh_from_db()
    assert reader.is_active
    pages.post(reverse("end-role", args=[held.pk]), {})
    pages.get(reverse("end-role", args=[held.pk]), status=404)


def test_a_role_is_given_on_the_page_of_the_account(library: World) -> None:
    pages, reader = browser(library, "administrator"), library.people["reader"]
    address = reverse("account-of", args=[reader.identifier])
    wrong = pages.post(address, {"role": "trainer", "team": "Duty"})
    assert wrong.one("div", class_="govuk-error-summary")
    pages.post(address, {"role": "trainer", "organisation": library.board.pk, "team": "Duty"})
    held = reader.memberships.get(role="trainer")
    assert (held.organisation, held.team.name) == (library.board, "Duty")
    assert browser(library, "reader").client.get(address).status_code == 403


def test_an_emergency_is_picked_from_a_list_without_titles(library: World) -> None:
    page = browser(library, "administrator").get(reverse("emergency"))
    values = {field.get("value") for field in page.all("input", type="radio")}
    assert library.hidden["restricted"].identifier in values
    assert library.hidden["withdrawn"].identifier not in values
    assert library.public.identifier not in values
    assert not [secret for secret in SECRETS if secret.casefold() in page.text.casefold()]
