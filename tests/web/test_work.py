"""What people do on the pages: add, publish, withdraw, decide, report, catalogue, invite, log in."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from heeded.core.models import AuditRow
from heeded.intake.models import Delivery
from heeded.library.models import Document, FactDecision, LearningPoint, LibrarySettings, Problem, Work
from heeded.people.models import Account, EmergencyAccess, Invitation, Membership
from heeded.people.services import send_waiting_mail
from tests.web.client import PageClient, words
from tests.web.conftest import browser
from tests.web.made import World, document, pdf

PASSWORD = "three quiet words here"


# --- adding ---


def test_several_files_are_taken_and_refused_ones_listed_with_the_reason(library: World) -> None:
    files = [
        SimpleUploadedFile("a new report.pdf", pdf("A report that nobody has seen")),
        SimpleUploadedFile("empty.pdf", b""),
        SimpleUploadedFile("another.txt", b"Another report, in plain words."),
    ]
    page = browser(library, "named").post(reverse("add"), {"files": files})
    assert page.heading == "Work queue"
    assert "1 file was not accepted" in page.text
    assert "2 files were accepted and are being read" in page.text
    states = dict(Delivery.objects.values_list("name", "state"))
    assert states == {"a new report.pdf": "accepted", "empty.pdf": "refused", "another.txt": "accepted"}
    for refused in Delivery.objects.filter(state="refused"):
        assert refused.error in page.text
    assert Document.objects.get(name="a new report.pdf").state == "restricted"


def test_the_same_file_twice_is_said(library: World) -> None:
    pages = browser(library, "named")
    for _ in range(2):
        page = pages.post(reverse("add"), {"files": [SimpleUploadedFile("twice.pdf", pdf("Twice the same"))]})
    assert "Already here" in page.text
    assert Document.objects.filter(name="twice.pdf").count() == 1


def test_what_was_added_is_for_its_adder_and_the_board_they_name(library: World) -> None:
    data = {"files": [SimpleUploadedFile("mine.pdf", pdf("Mine"))], "organisation": library.board.pk}
    browser(library, "named").post(reverse("add"), data)
    identifier = Document.objects.get(name="mine.pdf").identifier
    record = reverse("document-record", args=[identifier])
    assert library.client("named").get(record).status_code == 200
    assert library.client("other-staff").get(record).status_code == 404


def test_no_file_chosen_is_an_error_at_the_field(library: World) -> None:
    page = browser(library, "named").post(reverse("add"), {})
    assert page.one("div", class_="govuk-error-summary")
    assert page.title.startswith("Error:")


def test_a_review_that_one_may_not_see_cannot_be_added_to(library: World) -> None:
    data = {
        "files": [SimpleUploadedFile("x.pdf", pdf("Into a stranger's review"))],
        "review": library.hidden["restricted"].work.identifier,
    }
    assert library.client("other-staff").post(reverse("add"), data).status_code == 404


# --- publishing, withdrawing, running again ---


def test_publishing_asks_whether_restrictions_were_checked(library: World) -> None:
    one = library.hidden["restricted"]
    address = reverse("publish", args=[one.identifier])
    page = browser(library, "named").post(address, {"licence": "OGL"}, status=422)
    assert "Check for court orders and reporting restrictions" in page.text
    one.refresh_from_db()
    assert one.state == "restricted"


def test_published_is_for_everybody_and_withdrawn_for_nobody(library: World) -> None:
    one, pages = library.hidden["restricted"], browser(library, "named")
    shown = reverse("document", args=[one.identifier])
    pages.post(reverse("publish", args=[one.identifier]), {"restrictions_checked": "on"})
    assert library.client("anonymous").get(shown).status_code == 200
    pages.post(reverse("hide", args=[one.identifier]), {"how": "withdraw", "reason": "corrected"})
    assert library.client("anonymous").get(shown).status_code == 404
    assert library.client("named").get(shown).status_code == 404
    page = pages.post(reverse("hide", args=[one.identifier]), {"how": "restrict"})
    assert "Only those named can read it now" in page.text
    assert library.client("named").get(shown).status_code == 200
    history = [row.action for row in AuditRow.objects.filter(thing=one.identifier).order_by("pk")]
    assert [name for name in history if not name.startswith("document.read")] == [
        "document.publish", "document.withdraw", "document.restrict",
    ]  # fmt: skip


def test_before_its_time_a_published_document_exists_for_nobody_else(library: World) -> None:
    one = library.hidden["restricted"]
    data = {"restrictions_checked": "on", "visible_from": "2999-01-01 09:00"}
    browser(library, "named").post(reverse("publish", args=[one.identifier]), data)
    assert library.client("anonymous").get(reverse("document", args=[one.identifier])).status_code == 404


def test_hidden_text_keeps_a_document_from_being_published(library: World) -> None:
    one = library.hidden["restricted"]
    Document.objects.filter(pk=one.pk).update(hidden=[{"page": 4, "reason": "covered", "count": 1}])
    record = browser(library, "named").get(reverse("document-record", args=[one.identifier]))
    assert "p. 4" in record.text
    page = browser(library, "named").post(
        reverse("publish", args=[one.identifier]), {"restrictions_checked": "on"}, status=409
    )
    assert "This file holds hidden text on p. 4." in page.text


@pytest.mark.parametrize("who", ["reader", "administrator"])
@pytest.mark.parametrize("name", ["publish", "hide", "again"])
def test_only_staff_change_a_document(library: World, who: str, name: str) -> None:
    address = reverse(name, args=[library.public.identifier])
    assert library.client(who).post(address, {"restrictions_checked": "on"}).status_code == 403
    library.public.refresh_from_db()
    assert library.public.state == "published"


def test_a_step_can_be_run_again(library: World) -> None:
    files = [SimpleUploadedFile("again.pdf", pdf("Read me again"))]
    browser(library, "named").post(reverse("add"), {"files": files})
    one = Document.objects.get(name="again.pdf")
    one.steps.update(state="done")
    page = browser(library, "named").post(
        reverse("again", args=[one.identifier]), {"step": "facts", "alone": "yes"}
    )
    assert "The step will be run again" in page.text
    assert one.steps.get(name="facts").state == "waiting"
    assert one.steps.get(name="passages").state == "done"


# --- deciding ---


def _decide(library: World, **data: Any) -> Any:
    return browser(library, "named").post(reverse("facts", args=[library.public.work.identifier]), data)


def test_a_fact_is_confirmed_corrected_and_taken_back_and_its_history_stays(library: World) -> None:
    _decide(library, fact="nation:0", value="england", how="confirm")
    assert "England" in browser(library, "anonymous").get(f"/reviews/{library.public.work.identifier}/").text
    _decide(library, fact="nation:0", value="wales", how="confirm")
    _decide(library, fact="nation:0", how="not-stated")
    page = _decide(library, fact="nation:0", how="undecided")
    assert (
        "England" not in browser(library, "anonymous").get(f"/reviews/{library.public.work.identifier}/").text
    )
    history = words(page.one("section", id="nation-0"))
    order = [history.index(word) for word in ("taken back", "Not stated,", "Wales,", "England,")]
    assert order == sorted(order)
    assert FactDecision.objects.filter(work=library.public.work, name="nation").count() == 4


def test_several_values_where_several_can_be(library: World) -> None:
    _decide(library, fact="harm:1", value=["neglect", "physical-abuse"], how="confirm")
    shown = browser(library, "anonymous").get(f"/reviews/{library.public.work.identifier}/").text
    assert "Neglect; Physical abuse" in shown


@pytest.mark.parametrize(
    "data",
    [
        {"fact": "nation:0", "value": "", "how": "confirm"},
        {"fact": "nation:0", "value": "atlantis", "how": "confirm"},
        {"fact": "date-of-report:0", "value": "last spring", "how": "confirm"},
        {"fact": "date-of-report:0", "value": "2019-13", "how": "confirm"},
        {"fact": "nation:0", "value": ["england", "wales"], "how": "confirm"},
    ],
)
def test_what_cannot_be_a_value_is_refused_and_changes_nothing(library: World, data: dict[str, Any]) -> None:
    address = reverse("facts", args=[library.public.work.identifier])
    browser(library, "named").post(address, data, status=409)
    assert not FactDecision.objects.filter(work=library.public.work, name=data["fact"].split(":")[0]).exists()


def test_the_title_is_confirmed_by_a_person(library: World) -> None:
    _decide(library, title="  Child A: a review  ")
    library.public.work.refresh_from_db()
    assert library.public.work.title == "Child A: a review"


def test_a_learning_point_is_confirmed_corrected_or_turned_down(library: World) -> None:
    point = LearningPoint.objects.get(work=library.public.work)
    address, pages = reverse("learning-point", args=[point.identifier]), browser(library, "named")
    shown = reverse("review", args=[library.public.work.identifier])
    assert "Found by machine" in browser(library, "anonymous").get(shown).text
    pages.post(address, {"how": "confirmed"})
    assert "Found by machine" not in browser(library, "anonymous").get(shown).text
    pages.post(
        address, {"how": "correct", "kind": "finding", "number": "F1", "text": "What was really found."}
    )
    assert "What was really found." in browser(library, "anonymous").get(shown).text
    pages.post(address, {"how": "rejected"})
    assert "What was really found." not in browser(library, "anonymous").get(shown).text
    point.refresh_from_db()
    assert point.decided_by == f"account:{library.people['named'].pk}"


# --- problems ---


def test_anybody_reports_a_problem_and_staff_answer_it(library: World) -> None:
    address = reverse("report-problem") + f"?review={library.public.work.identifier}"
    data = {"kind": "recognised", "message": "Page 3 says too much.", "reply_to": "me@example.org"}
    page = browser(library, "anonymous").post(address, data)
    assert page.heading == "Thank you"
    problem = Problem.objects.get()
    assert problem.work == library.public.work
    assert problem.identifier in page.text
    queue = browser(library, "named").get(reverse("problems"))
    assert "Page 3 says too much." in queue.text
    answered = browser(library, "named").post(
        reverse("answer-problem", args=[problem.identifier]), {"answer": "The page was withdrawn."}
    )
    assert "The page was withdrawn." in answered.text


def test_a_problem_without_words_is_an_error(library: World) -> None:
    page = browser(library, "anonymous").post(reverse("report-problem"), {"kind": "wrong"})
    assert page.one("div", class_="govuk-error-summary")
    assert not Problem.objects.exists()


def test_what_a_problem_is_about_is_told_to_those_alone_who_may_see_it(library: World) -> None:
    data = {"kind": "wrong", "message": "Wrong year"}
    browser(library, "named").post(
        reverse("report-problem") + f"?review={library.hidden['restricted'].work.identifier}", data
    )
    assert "Larkhollow" in browser(library, "named").get(reverse("problems")).text
    assert "Larkhollow" not in browser(library, "other-staff").get(reverse("problems")).text


# --- the catalogue ---


def test_a_review_that_is_not_held_is_typed_in_and_found(library: World) -> None:
    data = {
        "title": "Child Z, a review elsewhere", "kind": "review", "board": "Farway Board", "year": "2011",
        "checked_0": "4", "checked_1": "3", "checked_2": "2025", "ask": "the board’s office",
    }  # fmt: skip
    page = browser(library, "named").post(reverse("catalogue"), data)
    assert page.heading == "Child Z, a review elsewhere"
    assert "Not held" in page.text
    assert "4 March 2025" in page.text
    found = browser(library, "anonymous").get("/search/", q="Child Z elsewhere")
    assert "Known, but not held here" in found.text
    assert "Farway" in browser(library, "anonymous").get("/reviews/").text


def test_a_link_that_runs_a_script_is_refused(library: World) -> None:
    data = {"title": "Bad link", "kind": "review", "link": "javascript:alert(1)"}
    page = browser(library, "named").post(reverse("catalogue"), data)
    assert page.one("div", class_="govuk-error-summary")
    assert not Work.objects.filter(title="Bad link").exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.csv", "title,board,year\nImported one,Farway Board,2012\nImported two,Farway Board,2013\n"),
        (
            "list.ris",
            "TY  - RPRT\nTI  - Imported one\nPY  - 2012\nER  - \nTY  - RPRT\nTI  - Imported two\nER  - \n",
        ),
    ],
)
def test_many_records_are_imported(library: World, name: str, content: str) -> None:
    page = browser(library, "named").post(
        reverse("catalogue"), {"file": SimpleUploadedFile(name, content.encode())}
    )
    assert "2 records were kept" in page.text
    assert set(Work.objects.filter(catalogued=True).values_list("title", flat=True)) == {
        "Imported one",
        "Imported two",
    }


def test_a_page_says_what_is_held_and_lacking_by_area_and_year(library: World) -> None:
    Work.objects.create(
        title="Lacking", added_at=library.public.added_at, catalogued=True, catalogue_area="Ashbourne Vale",
        catalogue_year=2001,
    )  # fmt: skip
    row = next(
        words(row)
        for row in browser(library, "anonymous").get("/holdings/").all("tr")
        if "Ashbourne" in words(row)
    )
    assert re.search(r"Ashbourne Vale\s*1\s*2017\s*1\s*2001", row)


# --- settings ---


def test_staff_set_the_danger_line_and_their_own_words(library: World) -> None:
    data = {
        "name": "Westmarch",
        "danger_line": "Call 999 or 01632 960000.",
        "own_synonyms": "MASH, front door\n",
    }
    browser(library, "named").post(reverse("settings"), data)
    assert "Call 999 or 01632 960000." in browser(library, "anonymous").get("/").text
    kept = LibrarySettings.objects.get()
    assert kept.own_synonyms == "MASH, front door"
    row = AuditRow.objects.get(action="library.settings")
    assert row.details == {"changed": "name,danger_line,own_synonyms"}


def test_own_words_need_two_names_a_line(library: World) -> None:
    page = browser(library, "named").post(reverse("settings"), {"own_synonyms": "MASH, front door\nlonely"})
    assert "Line 2 holds one name only" in page.text
    assert not LibrarySettings.objects.exclude(own_synonyms="").exists()


@pytest.mark.parametrize("who", ["reader", "administrator"])
def test_settings_are_for_those_who_look_after_the_library(library: World, who: str) -> None:
    assert library.client(who).post(reverse("settings"), {"danger_line": "x"}).status_code == 403


# --- accounts ---


def test_an_invitation_becomes_an_account(library: World) -> None:
    data = {"email": "new@example.org", "role": "manager", "organisation": library.board.pk}
    page = browser(library, "administrator").post(reverse("accounts"), data)
    address = words(page.one("code"))
    send_waiting_mail()
    assert address in mail.outbox[0].body
    visitor = PageClient(Client())
    path = "/" + address.split("/", 3)[3]
    assert "manager" in visitor.get(path).text
    short = visitor.post(path, {"name": "A manager", "password": "short"})
    assert short.one("div", class_="govuk-error-summary")
    visitor.post(path, {"name": "A manager", "password": PASSWORD})
    held = Membership.objects.get(account__email="new@example.org")
    assert (held.role, held.organisation) == ("manager", library.board)
    assert Client().get(path).status_code in {404, 409}
    assert Invitation.objects.count() == 1


def test_roles_end_and_accounts_close(library: World) -> None:
    pages, reader = browser(library, "administrator"), library.people["reader"]
    membership = reader.memberships.get()
    pages.post(reverse("end-role", args=[membership.pk]), {})
    membership.refresh_from_db()
    assert membership.until is not None
    client = library.client("reader")
    assert client.get(reverse("account")).status_code == 200
    pages.post(reverse("close-account", args=[reader.identifier]), {})
    assert client.get(reverse("account")).status_code == 302
    assert not Account.objects.get(pk=reader.pk).is_active


def test_emergency_access_is_recorded_and_told(library: World) -> None:
    one = library.hidden["restricted"]
    client = library.client("administrator")
    assert client.get(reverse("document", args=[one.identifier])).status_code == 404
    data = {"document": one.identifier, "reason": "A child is at risk tonight"}
    browser(library, "administrator").post(reverse("emergency"), data)
    assert client.get(reverse("document", args=[one.identifier])).status_code == 200
    assert EmergencyAccess.objects.filter(thing=one.pk).exists()
    assert AuditRow.objects.filter(action="emergency.open", thing=one.identifier).exists()


def test_without_a_reason_nothing_is_opened(library: World) -> None:
    data = {"document": library.hidden["restricted"].identifier, "reason": ""}
    page = browser(library, "administrator").post(reverse("emergency"), data, status=422)
    assert "Say why it cannot wait" in words(page.one("div", class_="govuk-error-summary"))
    assert not EmergencyAccess.objects.exists()
    assert library.client("reader").post(reverse("emergency"), data).status_code == 403


def test_the_first_account_of_ones_own_library(pages: PageClient, settings: Any) -> None:
    settings.MODE, settings.SECOND_FACTOR_FOR_RESTRICTED = "mine", False
    page = pages.post(
        reverse("first-account"), {"email": "me@example.org", "name": "Me", "password": PASSWORD}
    )
    assert page.heading == "Add reports"
    assert pages.get(reverse("first-account"), status=404)
    assert Account.objects.get().memberships.exists()


@pytest.mark.parametrize("mode", ["loopback", "production", "mine", "test"])
def test_ready_accounts_are_for_the_sample_library_alone(library: World, settings: Any, mode: str) -> None:
    ready = library.people["reader"]
    Account.objects.filter(pk=ready.pk).update(is_demo=True)
    settings.MODE = mode
    client = Client()
    assert client.post(reverse("demo-log-in"), {"account": ready.identifier}).status_code == 404
    settings.MODE = "demo"
    assert client.post(reverse("demo-log-in"), {"account": ready.identifier}).status_code == 302
    assert client.get(reverse("account")).status_code == 200


def test_only_ready_accounts_are_entered_by_a_click(library: World, settings: Any) -> None:
    settings.MODE = "demo"
    named = library.people["named"]
    assert Client().post(reverse("demo-log-in"), {"account": named.identifier}).status_code == 404


# --- logging in ---


@pytest.fixture
def member(db: None) -> Account:
    return Account.objects.create_user("member@example.org", PASSWORD, name="A member")


def test_a_password_is_set_anew_by_mail(member: Account, pages: PageClient) -> None:
    pages.post(reverse("account_reset_password"), {"email": member.email})
    link = re.search(r"http://testserver(/\S+)", mail.outbox[0].body)
    assert link is not None
    page = pages.get(pages.client.get(link[1]).url)
    new = "three other quiet words"
    done = pages.post(page.address, {"password1": new, "password2": new})
    assert done.heading
    assert pages.client.login(email=member.email, password=new)


def test_an_unknown_address_gets_the_same_answer(member: Account, pages: PageClient) -> None:
    answers = [
        pages.post(reverse("account_reset_password"), {"email": email}).text
        for email in (member.email, "nobody@example.org")
    ]
    assert answers[0] == answers[1]


def test_after_five_wrong_passwords_the_right_one_must_wait(member: Account, pages: PageClient) -> None:
    for _ in range(5):
        pages.client.post(reverse("account_login"), {"login": member.email, "password": "wrong"})
    page = pages.post(reverse("account_login"), {"login": member.email, "password": PASSWORD})
    assert "Too many failed login attempts" in page.text


def test_a_second_factor_is_set_up_and_opens_what_is_restricted(library: World) -> None:
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    staff = library.people["named-weak"]
    staff.set_password(PASSWORD)
    staff.save()
    pages, shown = PageClient(Client()), reverse("document", args=[library.hidden["restricted"].identifier])
    pages.client.post(reverse("account_login"), {"login": staff.email, "password": PASSWORD})
    for name in ("mfa_index", "usersessions_list", "account_change_password", "account_reauthenticate"):
        assert pages.get(reverse(name)).heading
    assert pages.client.get(shown).status_code == 404
    pages.client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = pages.get(reverse("mfa_activate_totp"))
    secret = words(page.one("code"))
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    assert pages.post(reverse("mfa_activate_totp"), {"code": code}).heading
    pages.client.post(reverse("account_logout"))
    asked = pages.post(reverse("account_login"), {"login": staff.email, "password": PASSWORD})
    assert asked.address == reverse("account_login")
    assert "code" in [field.get("name") for field in asked.all("input")]
    for name in ("mfa_authenticate",):
        assert pages.get(reverse(name)).heading
    cache.clear()  # a code serves once
    pages.client.post(reverse("mfa_authenticate"), {"code": code})
    assert pages.client.get(shown).status_code == 200


def test_a_restricted_document_waits_for_the_second_factor(library: World) -> None:
    one = library.hidden["restricted"]
    assert library.client("named-weak").get(reverse("document", args=[one.identifier])).status_code == 404
    assert (
        "Restricted documents need a second factor"
        in browser(library, "named-weak").get(reverse("account")).text
    )


def test_nobody_signs_up_by_themselves(pages: PageClient) -> None:
    page = pages.get(reverse("account_signup"))
    assert "password1" not in [field.get("name") for field in page.all("input")]
    data = {"email": "x@example.org", "password1": PASSWORD, "password2": PASSWORD}
    pages.client.post(reverse("account_signup"), data)
    assert not Account.objects.exists()


def test_files_of_the_tests_stay_in_their_folder(folders: Path, library: World) -> None:
    assert document("Overthere").sha256
    assert any((folders / "files").rglob("*"))
