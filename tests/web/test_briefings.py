"""Briefings as pages: reading, for a profession, taking away, editing, checking, issuing. Without a script."""

from pathlib import Path

import pytest
from django.test import Client

from heeded.briefing import services
from heeded.briefing.models import Version
from heeded.engine.briefing import professions
from heeded.library.models import Document
from heeded.people.viewer import OPERATOR
from tests.briefing import made
from tests.people import made as people
from tests.web.client import PageClient
from tests.web.made import decide

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(tmp_path: Path, db: None) -> Document:
    return made.report(tmp_path, state="published")


@pytest.fixture
def version(published: Document) -> Version:
    return services.propose_briefing(published.work, by=OPERATOR).versions.get()


@pytest.fixture
def staff() -> PageClient:
    client = Client()
    client.force_login(people.account("board-staff"), backend="django.contrib.auth.backends.ModelBackend")
    return PageClient(client)


def issued(version: Version) -> Version:
    services.check(version, by=OPERATOR, revision=version.revision)
    return services.issue(version, by=OPERATOR)


def added(text: str, citation: str) -> dict[str, str]:
    return {"do": "add", "new-role": "voice", "new-text": text, "new-citation": citation}


def at(version: Version, rest: str = "") -> str:
    return f"/briefings/{version.briefing.identifier}/versions/{version.number}/{rest}"


def test_every_line_of_an_issued_briefing_opens_its_page(version: Version, pages: PageClient) -> None:
    issued(version)
    page = pages.get(f"/briefings/{version.briefing.identifier}/")
    for line in version.lines.filter(kept=True):
        assert " ".join(line.text.split()) in page.text
    links = [a.get("href", "") for a in page.all("a", class_="govuk-link") if "&at=p" in a.get("href", "")]
    assert len(links) == version.lines.count()
    opened = pages.get(links[0])
    assert opened.all("mark")


def test_readers_are_not_shown_a_draft_and_staff_are_told_what_it_is(
    version: Version, pages: PageClient, staff: PageClient
) -> None:
    pages.get(at(version), status=404)
    assert "Nobody has checked it" in staff.get(at(version)).text


def test_the_list_says_whose_review_it_is_when_and_what_may_distress(
    version: Version, pages: PageClient
) -> None:
    work = version.briefing.work
    assert work is not None
    decide(work, "board", "Invented Safeguarding Board")
    decide(work, "date-of-publication", "2013-05")
    Version.objects.filter(pk=version.pk).update(content_notes=["This briefing speaks of violence."])
    issued(version)
    words = pages.get("/briefings/").text
    assert "Invented Safeguarding Board, 2013." in words and "This briefing speaks of violence." in words


def test_recommendations_at_a_glance_stand_by_addressee_with_what_they_say(
    version: Version, pages: PageClient
) -> None:
    issued(version)
    page = pages.get(f"/briefings/{version.briefing.identifier}/")
    heads = ["".join(head.itertext()).strip() for head in page.all("h3", class_="heeded-glance__who")]
    assert len(heads) == len(set(heads)) >= 1
    asked = [" ".join("".join(one.itertext()).split()) for one in page.all("li", class_="heeded-glance__one")]
    assert len(asked) == 2 and any("health visitors are told when a case is closed" in one for one in asked)


@pytest.mark.parametrize("profession", [one.key for one in professions()])
def test_the_same_briefing_for_each_profession(version: Version, pages: PageClient, profession: str) -> None:
    issued(version)
    page = pages.get(f"/briefings/{version.briefing.identifier}/", **{"for": profession})
    assert "first for you" in page.text


def test_who_is_not_spoken_to_is_told_so(version: Version, pages: PageClient) -> None:
    issued(version)
    page = pages.get(f"/briefings/{version.briefing.identifier}/", **{"for": "probation"})
    assert "says little" in page.text
    page = pages.get(f"/briefings/{version.briefing.identifier}/", **{"for": "health-visitor"})
    assert "says little" not in page.text and "620 families" in page.text


def test_the_list_and_the_review_lead_to_it(version: Version, pages: PageClient) -> None:
    assert "no briefing yet" in pages.get("/briefings/").text
    issued(version)
    address = f"/briefings/{version.briefing.identifier}/"
    assert pages.get("/briefings/").link(version.briefing.title) == address
    assert (
        pages.get(f"/reviews/{version.briefing.work.identifier}/").link("Read it in a few minutes") == address
    )


@pytest.mark.parametrize("kind", ["pdf", "docx", "pptx", "txt"])
def test_taking_it_away(version: Version, client: Client, kind: str) -> None:
    issued(version)
    answer = client.get(at(version, f"briefing.{kind}"))
    assert answer.status_code == 200 and f"version-1.{kind}" in answer["Content-Disposition"]
    assert client.get(at(version, "briefing.exe")).status_code == 404


def test_presenting_has_the_questions_and_a_slip(version: Version, pages: PageClient) -> None:
    issued(version)
    page = pages.get(f"/briefings/{version.briefing.identifier}/present/")
    assert "Return slip" in page.text and "aloud" in page.text


def test_from_a_review_to_an_issued_briefing(
    published: Document, staff: PageClient, pages: PageClient
) -> None:
    drafted = staff.post(f"/reviews/{published.work.identifier}/briefing/", {})
    version = Version.objects.get()
    desk = staff.get(drafted.link("Edit the draft"))
    form = {
        element.get("name", ""): element.get("value", "") or "".join(element.itertext())
        for tag in ("input", "textarea")
        for element in desk.one("form", id="desk").iter(tag)
        if element.get("type") != "checkbox" or element.get("checked") is not None
    }
    assert len(form) > 3 * version.lines.count(), "the desk holds every line"
    first = version.lines.order_by("pk").first()
    form[f"text-{first.key}"] = "In the editor’s words."
    saved = staff.post(at(version, "edit/"), form)
    assert "Saved." in saved.text
    first.refresh_from_db()
    assert first.text == "In the editor’s words." and first.origin == "reworded"
    version.refresh_from_db()
    staff.post(at(version, "state/"), {"to": "checked", "revision": str(version.revision)})
    staff.post(at(version, "state/"), {"to": "issued"})
    page = pages.get(f"/briefings/{version.briefing.identifier}/")
    assert "In the editor’s words." in page.text and "(reworded)" in page.text


def test_a_line_is_added_with_the_address_of_its_passage(
    version: Version, published: Document, staff: PageClient
) -> None:
    place = f"http://testserver/documents/{published.identifier}/at/p1.0-20/"
    staff.post(at(version, "edit/"), added("A line.", place))
    line = version.lines.get(text="A line.")
    assert line.document == published and line.quote
    staff.post(at(version, "edit/"), added("Mine.", ""))
    assert version.lines.get(text="Mine.").origin == "editor"


@pytest.mark.parametrize("citation", ["nonsense", "/documents/zzzzzzzzzzzz/at/p1.0-20/", "/documents/"])
def test_a_wrong_address_is_said(version: Version, staff: PageClient, citation: str) -> None:
    answer = staff.client.post(at(version, "edit/"), added("A line.", citation), follow=True)
    assert answer.status_code == 404 or b"not the address" in answer.content
    assert not version.lines.filter(text="A line.").exists()


def test_why_is_decided_by_a_person(version: Version, staff: PageClient) -> None:
    line = version.lines.order_by("pk").first()
    decided = {"do": "why", "line": line.key, "why": "explains", "pattern": "human-reasoning"}
    staff.post(at(version, "edit/"), decided)
    line.refresh_from_db()
    assert line.cause_pattern == "human-reasoning" and line.why_decided_by


def test_a_trainer_edits_but_is_not_offered_to_issue(version: Version) -> None:
    client = Client()
    client.force_login(people.account("trainer"), backend="django.contrib.auth.backends.ModelBackend")
    page = PageClient(client).get(at(version))
    assert "Edit the draft" in page.text and "I have checked" not in page.text
    assert client.post(at(version, "state/"), {"to": "checked", "revision": "0"}).status_code == 403


def test_a_second_editors_words_stand_below_the_firsts(version: Version, staff: PageClient) -> None:
    line = version.lines.order_by("pk").first()
    form = {f"text-{line.key}": "First.", f"revision-{line.key}": "0", f"keep-{line.key}": "yes"}
    staff.post(at(version, "edit/"), form)
    page = staff.post(at(version, "edit/"), {**form, f"text-{line.key}": "Second."})
    assert "Somebody else changed the same line" in page.text
    assert {"First.", "Second."} <= set(version.lines.values_list("text", flat=True))


def test_the_next_version_leaves_the_issued_one_alone(version: Version, staff: PageClient) -> None:
    issued(version)
    staff.post(f"/briefings/{version.briefing.identifier}/next/", {})
    assert version.briefing.versions.count() == 2
    version.refresh_from_db()
    assert version.state == "issued"


def test_throwing_a_draft_away_asks_first(version: Version, staff: PageClient) -> None:
    asking = staff.get(at(version, "discard/"))
    assert "Throw this draft away?" in asking.text and version.briefing.versions.exists()
    assert "thrown away" in staff.post(at(version, "discard/"), {}).text
    assert not Version.objects.exists()


def test_an_endless_revision_is_no_revision(version: Version, staff: PageClient) -> None:
    answer = staff.client.post(at(version, "state/"), {"to": "checked", "revision": "9" * 5000})
    assert answer.status_code < 500
    version.refresh_from_db()
    assert version.state == "draft"
