"""The pages of saved searches and of one's own past searches."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from heeded.core.clock import now
from heeded.core.models import AuditRow
from heeded.library.models import Document
from heeded.library.services import erase, withdraw
from heeded.people.models import Account
from heeded.people.viewer import OPERATOR
from heeded.reach.models import Answer, KeptHistory, PastSearch, SavedSearch
from heeded.reach.ranges import as_text
from heeded.reach.services import look
from heeded.reach.unsubscribing import token_of
from heeded.search.services import follow
from tests.web.client import words
from tests.web.conftest import browser
from tests.web.made import SECRETS, World, document

KEEP = {"name": "Bruises", "often": "daily", "by_mail": "on"}


@pytest.fixture(autouse=True)
def everybody_has_a_second_factor(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the owner of a saved search may see what they are named for; sessions say for themselves."""
    monkeypatch.setattr("heeded.reach.owners.is_mfa_enabled", lambda _account: True)


def kept(library: World, who: str) -> SavedSearch:
    """Somebody's saved search, from before there was anything in the library."""
    page = browser(library, who).post("/your-searches/keep/?q=bruise&mode=words", KEEP)
    search = SavedSearch.objects.latest("pk")
    assert page.heading == "Bruises"
    SavedSearch.objects.filter(pk=search.pk).update(known=as_text([]))
    Answer.objects.all().delete()
    return search


def test_a_search_is_kept_from_its_results(library: World) -> None:
    pages = browser(library, "reader")
    results = pages.get("/search/?q=bruise&harm=neglect&sort=newest&page=1")
    form = pages.get(results.link("Keep this search"))
    assert form.one("input", name="name").get("value") == "bruise"
    assert "“bruise”, Harm: Neglect" in form.text
    page = pages.post(form.address, KEEP)
    assert page.heading == "Bruises"
    assert "Every day, by e-mail and on its page" in page.text
    assert "Nothing new yet" in page.text
    search = SavedSearch.objects.get()
    assert search.parameters == [["q", "bruise"], ["harm", "neglect"]]
    assert "harm=neglect" in page.link("Search again")


@pytest.mark.parametrize(
    "said", [{"name": "", "often": "daily"}, {"name": "x", "often": "hourly"}, {"name": "x"}]
)
def test_what_is_missing_is_said_at_the_form(library: World, said: dict[str, str]) -> None:
    page = browser(library, "reader").post("/your-searches/keep/?q=bruise", said, status=422)
    assert page.title.startswith("Error:")
    assert page.one("div", class_="govuk-error-summary") is not None
    assert not SavedSearch.objects.exists()


def test_what_points_to_a_living_person_is_refused_at_the_form(library: World) -> None:
    page = browser(library, "reader").post(
        "/your-searches/keep/?q=child with NHS number 943 476 5919", KEEP, status=422
    )
    assert "must not hold what points to a living person" in page.text


def test_somebody_who_is_not_logged_in_is_asked_to_log_in(library: World) -> None:
    client = library.client("anonymous")
    for address in ("/your-searches/", "/your-searches/keep/?q=x", "/your-searches/history/"):
        answer = client.get(address)
        assert answer.status_code == 302 and answer["Location"].startswith("/account/login/")


def test_what_is_new_stands_on_its_page_with_its_words_until_it_was_seen(library: World) -> None:
    search = kept(library, "reader")
    pages, address = browser(library, "reader"), f"/your-searches/{search.identifier}/"
    page = pages.get(address)
    assert "1 new document answers it" in page.text or "2 new documents answer it" in page.text
    assert "Review of Ashbourne" in page.text
    assert "The health visitor wrote down the bruise" in page.text
    assert "bruise" in [words(mark) for mark in page.all("mark")]
    assert any(
        link.get("href", "").startswith(f"/documents/{library.public.identifier}/?page=1")
        for link in page.all("a")
    )
    assert [words(tag) for tag in page.all("strong", class_="govuk-tag")].count("New") >= 1
    again = pages.get(address)
    assert "Review of Ashbourne" in again.text
    assert not again.all("strong", class_="govuk-tag")


def test_what_only_touches_on_it_has_a_heading_of_its_own(library: World) -> None:
    search = kept(library, "reader")
    pages, address = browser(library, "reader"), f"/your-searches/{search.identifier}/"
    pages.get(address)
    Answer.objects.update(is_loose=True, seen_at=None)
    assert "more loosely" in pages.get("/your-searches/").text
    assert "Bruises (1 new)" not in pages.get("/").text
    page = pages.get(address)
    headings = [words(heading) for heading in page.all("h2")]
    assert [one for one in headings if "new yet" in one or "loosely" in one] == [
        "Nothing new yet",
        "Touching on it more loosely",
    ]
    assert "Review of Ashbourne" in page.text
    Answer.objects.filter(document=library.public).update(is_loose=False)
    page = pages.get(address)
    assert "1 new document answers it" in page.text


@pytest.mark.parametrize(
    "asked, said",
    [
        ("q=bruise", "have most of your words or say much the same"),
        ("q=bruise&mode=words", "every new document that this search finds"),
        ("harm=neglect", "every new document that this search finds"),
    ],
)
def test_the_form_says_what_one_is_told_of(library: World, asked: str, said: str) -> None:
    assert said in browser(library, "reader").get(f"/your-searches/keep/?{asked}").text


def test_the_list_and_the_front_page_say_how_much_is_new(library: World) -> None:
    search = kept(library, "reader")
    pages = browser(library, "reader")
    Answer.objects.create(search=search, document=library.public, found_at=now())
    assert "Bruises 1 new" in pages.get("/your-searches/").text
    assert "Bruises (1 new)" in pages.get("/").text
    assert "Bruises" not in browser(library, "named").get("/").text
    assert "Bruises" not in browser(library, "anonymous").get("/").text


@pytest.mark.parametrize("who", ["anonymous", "administrator", "named", "other-staff"])
def test_somebody_elses_looks_missing(library: World, who: str) -> None:
    search = kept(library, "reader")
    client = library.client(who)
    for name in ("saved-search", "change-search", "delete-search"):
        told = client.get(reverse(name, args=[search.identifier]))
        nothing = client.get(reverse(name, args=["zzzzzzzzzzzz"]))
        assert told.status_code == nothing.status_code in {302, 404}
    client.post(reverse("delete-search", args=[search.identifier]))
    assert SavedSearch.objects.filter(pk=search.pk).exists()
    assert "Bruises" not in client.get("/your-searches/", follow=True).content.decode()


# --- nothing that its reader may not see ---


@pytest.mark.parametrize("who", ["reader", "administrator", "other-staff", "named-weak"])
def test_an_outsider_finds_nothing_hidden_among_the_answers(library: World, who: str) -> None:
    """Also where an answer was found while they could see it."""
    search = kept(library, who)
    for one in library.hidden.values():
        Answer.objects.create(search=search, document=one, found_at=now(), places=[_place(one)])
    page = browser(library, who).get(f"/your-searches/{search.identifier}/")
    assert [secret for secret in SECRETS if secret in page.text] == []
    assert "Ashbourne" in page.text


def test_who_is_named_sees_it_and_the_reading_is_on_record(library: World) -> None:
    search = kept(library, "named")
    page = browser(library, "named").get(f"/your-searches/{search.identifier}/")
    restricted, embargoed, withdrawn, replaced = SECRETS
    assert all(secret in page.text for secret in (restricted, embargoed, replaced))
    assert withdrawn not in page.text
    assert (
        "Restricted" in [words(badge) for badge in page.all("span", class_="heeded-badge")]
        or "Restricted" in page.text
    )
    read = AuditRow.objects.filter(action="document.read.alert").values_list("thing", flat=True)
    assert library.hidden["restricted"].identifier in set(read)
    assert library.public.identifier not in set(read)


def test_when_the_grant_ends_the_words_are_gone_from_the_page(library: World) -> None:
    search = kept(library, "named")
    address = f"/your-searches/{search.identifier}/"
    assert SECRETS[0] in browser(library, "named").get(address).text
    from heeded.people.models import Grant

    Grant.objects.update(until=now())
    assert [one for one in SECRETS if one in browser(library, "named").get(address).text] == []


def test_what_is_withdrawn_or_erased_is_gone_from_the_page(library: World) -> None:
    search = kept(library, "reader")
    pages, address = browser(library, "reader"), f"/your-searches/{search.identifier}/"
    assert "Ashbourne" in pages.get(address).text
    withdraw(library.public, reason="other", by=OPERATOR)
    assert "Ashbourne" not in pages.get(address).text
    erase(library.public, reason="court-order", by=OPERATOR)
    assert "Ashbourne" not in pages.get(address).text
    assert not Answer.objects.filter(document=library.public.pk).exists()
    assert SavedSearch.objects.filter(pk=search.pk).exists()


def test_words_come_from_the_page_when_passages_were_made_anew(library: World) -> None:
    search = kept(library, "reader")
    pages, address = browser(library, "reader"), f"/your-searches/{search.identifier}/"
    before = pages.get(address)
    library.public.passages.all().delete()
    after = pages.get(address)
    assert "The health visitor wrote down the bruise" in after.text
    assert before.link("p. 1").partition("?")[0] == after.link("p. 1").partition("?")[0]


def _place(one: Document) -> dict[str, Any]:
    return {"page": 1, "start": 0, "end": 20, "by": "words", "score": 1.0, "sentences": []}


# --- changing, deleting ---


def test_it_is_changed_and_deleted(library: World) -> None:
    search = kept(library, "reader")
    pages = browser(library, "reader")
    address = f"/your-searches/{search.identifier}/"
    form = pages.get(f"{address}change/")
    assert form.one("input", name="name").get("value") == "Bruises"
    page = pages.post(form.address, {"name": "Marks", "often": "never"})
    assert (page.heading, "Only when I open it." in page.text) == ("Marks", True)
    sure = pages.get(page.link("Delete"))
    assert "“Marks”" in sure.text
    gone = pages.post(sure.address, {})
    assert gone.heading == "Your searches"
    assert not SavedSearch.objects.exists()
    pages.get(address, status=404)


def test_deleting_is_not_done_by_following_a_link(library: World) -> None:
    search = kept(library, "reader")
    browser(library, "reader").get(f"/your-searches/{search.identifier}/delete/")
    assert SavedSearch.objects.exists()


# --- the link in a letter ---


def test_a_mail_program_stops_letters_by_one_post_without_log_in_or_cookie(library: World) -> None:
    search = kept(library, "reader")
    strict = Client(enforce_csrf_checks=True)
    address = reverse("stop-letters", args=[token_of(search.identifier)])
    answer = strict.post(address, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    search.refresh_from_db()
    assert not search.by_mail


def test_a_person_is_asked_first(library: World) -> None:
    search = kept(library, "reader")
    pages = browser(library, "anonymous")
    page = pages.get(reverse("stop-letters", args=[token_of(search.identifier)]))
    assert SavedSearch.objects.get().by_mail, "a link that is only looked at stops nothing"
    assert "Bruises" not in page.text
    assert pages.post(page.address, {}).heading == "No more letters about this search"
    assert not SavedSearch.objects.get().by_mail


def test_a_made_up_link_is_not_ours(library: World) -> None:
    browser(library, "anonymous").post(reverse("stop-letters", args=["made.up"]), {}, status=404)


# --- past searches ---


def test_past_searches_are_off_until_switched_on_and_gone_when_switched_off(library: World) -> None:
    pages = browser(library, "reader")
    pages.get("/search/?q=bruise+on+a+baby")
    page = pages.get(pages.get("/account/").link("Whether Heeded remembers"))
    assert "Heeded does not remember what you search for" in page.text
    assert not PastSearch.objects.exists()
    page = pages.post(page.address, {"do": "on"})
    pages.get("/search/?q=bruise+on+a+baby")
    assert "“bruise on a baby”" in pages.get(page.address).text
    assert "“bruise on a baby”" in pages.get("/").text
    for who in ("anonymous", "administrator", "named"):
        assert "bruise on a baby" not in browser(library, who).get("/").text
    pages.post(page.address, {"do": "delete"})
    assert not PastSearch.objects.exists()
    pages.get("/search/?q=bruise")
    page = pages.post(page.address, {"do": "off"})
    assert "Heeded does not remember" in page.text
    assert not PastSearch.objects.exists()


def test_a_question_that_was_asked_about_is_not_remembered(library: World) -> None:
    pages = browser(library, "reader")
    pages.post("/your-searches/history/", {"do": "on"})
    pages.get("/search/?q=child with NHS number 943 476 5919&sure=yes")
    assert not PastSearch.objects.exists()


# --- how much it costs ---


def test_pages_cost_as_many_queries_for_many_answers_as_for_few(
    library: World, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        document(f"Newplace{number}", state="published")
    follow()
    search = kept(library, "reader")
    client = library.client("reader")
    look(SavedSearch.objects.get(pk=search.pk), seconds=60.0)
    client.get(f"/your-searches/{search.identifier}/")
    assert Answer.objects.count() >= 13
    with django_assert_max_num_queries(28):
        assert client.get(f"/your-searches/{search.identifier}/").status_code == 200
    inside = [["q", "y"], ["review", library.public.work.identifier]]
    owner = Account.objects.get(pk=search.account_id)
    KeptHistory.objects.create(account=owner, since=now())
    for number in range(15):
        SavedSearch.objects.create(
            account=owner, name="x", parameters=inside, often="daily", made_at=now() - timedelta(days=1)
        )
        PastSearch.objects.create(
            account=owner, parameters=[*inside, ["from", str(2000 + number)]], asked_at=now()
        )
    with django_assert_max_num_queries(15):
        assert "only in: Review of Ashbourne" in client.get("/your-searches/history/").content.decode()
    with django_assert_max_num_queries(15):
        assert client.get("/your-searches/").status_code == 200
