"""Atom feeds: valid, of what everybody may see and nothing else, and asked for again at no cost."""

import re
from datetime import datetime, timedelta
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
import time_machine
from django.test import Client

from heeded.core.clock import now
from heeded.library.models import Document, Passage, Work
from heeded.library.services import Publication, publish, withdraw
from heeded.people.viewer import OPERATOR
from heeded.reach.atom import Entry, Feed, as_bytes
from heeded.search.services import follow
from tests.web.conftest import browser
from tests.web.made import SECRETS, World, document

ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = ("/feed.atom", "/search/feed.atom?q=bruise&mode=words", "/search/feed.atom")
ONE_OF = {"id", "title", "updated"}


def fetched(client: Client, address: str, **headers: str) -> Element:
    """The feed, judged as RFC 4287 asks."""
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(answer.content)
    assert problems_of(root) == []
    return root


def problems_of(root: Element) -> list[str]:
    """What RFC 4287 asks of a feed and this one lacks."""
    found = [] if root.tag == f"{ATOM}feed" else ["not a feed"]
    entries = root.findall(f"{ATOM}entry")
    for element in (root, *entries):
        found += [f"{name} in {element.tag}" for name in ONE_OF if len(element.findall(ATOM + name)) != 1]
        found += [
            f"no text in {child.tag}"
            for child in element
            if child.tag in {ATOM + n for n in ONE_OF} and not child.text
        ]
        identifier, updated = element.findtext(f"{ATOM}id", ""), element.findtext(f"{ATOM}updated", "")
        if not re.fullmatch(r"tag:[a-z0-9.-]+,\d{4}(-\d\d){0,2}:[\x21-\x7e]+", identifier):
            found.append(f"{identifier} is no tag: URI")
        if datetime.fromisoformat(updated).tzinfo is None:
            found.append(f"{updated} is no instant")
        relations = [link.get("rel") for link in element.findall(f"{ATOM}link")]
        found += [f"{relations}"] * (relations.count("alternate") != 1)
        found += [
            str(link.get("href"))
            for link in element.findall(f"{ATOM}link")
            if not str(link.get("href")).startswith("http")
        ]
    identifiers = [entry.findtext(f"{ATOM}id") for entry in entries]
    found += ["the same entry twice"] * (len(set(identifiers)) < len(identifiers))
    found += ["no author"] * (root.find(f"{ATOM}author/{ATOM}name") is None)
    found += ["no link to itself"] * (root.find(f"{ATOM}link[@rel='self']") is None)
    return found


def text_of(root: Element) -> str:
    return " ".join(root.itertext())


def titles(root: Element) -> list[str]:
    return [entry.findtext(f"{ATOM}title", "") for entry in root.findall(f"{ATOM}entry")]


@pytest.mark.parametrize("address", FEEDS)
@pytest.mark.parametrize("who", ["anonymous", "named"])
def test_whoever_asks_it_holds_what_everybody_may_see(library: World, address: str, who: str) -> None:
    root = fetched(library.client(who), address)
    assert "Review of Ashbourne (fictional)" in titles(root)
    assert [secret for secret in SECRETS if secret in text_of(root)] == []
    assert [one.identifier for one in library.hidden.values() if one.identifier in text_of(root)] == []


def test_a_new_review_comes_first_with_the_instant_it_became_public(library: World) -> None:
    draft = document("Newplace")
    follow()
    client = library.client("anonymous")
    assert "Newplace" not in text_of(fetched(client, FEEDS[0]))
    with time_machine.travel(now() + timedelta(minutes=5), tick=False):
        publish(draft, Publication(restrictions_checked=True), by=OPERATOR)
        for address in FEEDS:
            root = fetched(client, address)
            assert titles(root)[0] == "Review of Newplace (fictional)"
            assert root.find(f"{ATOM}entry").findtext(f"{ATOM}updated") == now().strftime(
                "%Y-%m-%dT%H:%M:%SZ"
            )  # type: ignore[union-attr]


@pytest.mark.parametrize("address", FEEDS)
def test_an_embargo_ends_by_the_clock(library: World, address: str) -> None:
    with time_machine.travel(now() + timedelta(days=3)):
        root = fetched(Client(), address)
    first = root.find(f"{ATOM}entry")
    assert first is not None and first.findtext(f"{ATOM}title") == f"Review of {SECRETS[1]} (fictional)"
    begun = library.hidden["embargoed"].visible_from
    assert begun is not None
    assert first.findtext(f"{ATOM}updated") == begun.strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.mark.parametrize("address", FEEDS)
def test_what_is_withdrawn_is_gone_at_once(library: World, address: str) -> None:
    client = Client()
    before = client.get(address)
    withdraw(library.public, reason="other", by=OPERATOR)
    after = client.get(address, headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert "Ashbourne" not in after.content.decode()


@pytest.mark.parametrize("address", FEEDS)
def test_asked_for_again_unchanged_it_is_not_sent_again(library: World, address: str) -> None:
    client = Client()
    first = client.get(address)
    assert first["Cache-Control"] == "no-cache"
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    document("Newplace", state="published")
    follow()
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_nothing_of_when_things_happen_that_are_not_public_can_be_told(library: World) -> None:
    """No time of the last change, and the same bytes while only what is restricted changes."""
    first = Client().get("/feed.atom")
    document("Newplace")
    follow()
    again = Client().get("/feed.atom")
    assert "Last-Modified" not in first
    assert again.content == first.content


def test_an_entry_quotes_the_passage_and_opens_at_it(library: World) -> None:
    root = fetched(Client(), "/search/feed.atom?q=bruise&mode=words")
    (entry,) = [
        one for one in root.findall(f"{ATOM}entry") if "Ashbourne" in one.findtext(f"{ATOM}title", "")
    ]
    said = entry.findtext(f"{ATOM}content", "")
    assert "The health visitor wrote down the bruise" in said and "(p. 1)" in said
    assert said.startswith("Ashbourne Board, 2017")
    link = entry.find(f"{ATOM}link")
    assert link is not None
    address = str(link.get("href")).removeprefix("http://testserver")
    assert Client().get(address, follow=True).status_code == 200


def test_beside_a_childs_features_no_board_is_named_and_no_area_asked_for(library: World) -> None:
    assert "Ashbourne Board" in text_of(fetched(Client(), "/search/feed.atom?q=bruise"))
    alone = fetched(Client(), "/search/feed.atom?q=bruise&harm=physical-abuse")
    assert titles(alone) == ["Review of Ashbourne (fictional)"]
    assert "Ashbourne Board" not in text_of(alone)
    both = fetched(Client(), "/search/feed.atom?q=bruise&harm=neglect&area=Ashbourne+Vale")
    assert "together they could point to one child" in both.findtext(f"{ATOM}subtitle", "")
    assert titles(both) == ["Review of Ashbourne (fictional)"], (
        "the child’s features were left out, as on the page"
    )


def test_a_title_found_by_machine_says_so(library: World) -> None:
    Work.objects.filter(pk=library.public.work_id).update(title_is_confirmed=False)
    assert "Review of Ashbourne (fictional, title found by machine)" in titles(
        fetched(Client(), "/feed.atom")
    )


def test_a_feed_is_bounded(library: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(55):
        work = Work.objects.create(title=f"Review {number}", added_at=now(), fictional=True)
        Document.objects.create(
            work=work, sha256=f"feed-{number}", name="x.pdf", bytes=1, read_state="read", added_at=now(), added_by="x",
            state="published", published_at=now(), published_by="x",
        )  # fmt: skip
    root = fetched(Client(), "/feed.atom")
    assert len(root.findall(f"{ATOM}entry")) == 50
    assert titles(root)[0].startswith("Review 54 (fictional")


def test_a_question_about_a_living_person_makes_no_feed(library: World) -> None:
    answer = Client().get("/search/feed.atom?q=child with NHS number 943 476 5919")
    assert answer.status_code == 400
    assert b"943" not in answer.content


@pytest.mark.parametrize(
    "asked", ["%00%01%1f", "x" * 10_000, "]]>&<script>", "the and of", "…!?", "مرحبا", "-", '"']
)
def test_whatever_is_asked_the_feed_is_one(library: World, asked: str) -> None:
    answer = Client().get(
        f"/search/feed.atom?q={asked}" if asked.startswith("%") else "/search/feed.atom", {"q": asked}
    )
    assert answer.status_code == 200
    assert problems_of(ElementTree.fromstring(answer.content)) == []


def test_characters_that_xml_cannot_hold_do_not_break_it(library: World) -> None:
    Work.objects.filter(pk=library.public.work_id).update(title="A \x0b review\x1b with \ufffe & < marks")
    Passage.objects.filter(document=library.public).update(text="bruise \x08 <b>")
    follow()
    assert titles(fetched(Client(), "/search/feed.atom?q=bruise"))[-1].startswith("A \ufffd review")


def test_nothing_but_looking_is_allowed(library: World) -> None:
    for address in FEEDS:
        assert Client().post(address).status_code == 405
        assert Client().head(address).status_code == 200


def test_pages_name_the_feeds_and_links_are_absolute(library: World, settings: Any) -> None:
    page = browser(library, "reader").get("/search/?q=bruise&harm=neglect&sort=newest")
    feeds = {link.get("title"): link.get("href") for link in page.all("link", rel="alternate")}
    assert feeds == {"New reviews": "/feed.atom", "This search": "/search/feed.atom?q=bruise&harm=neglect"}
    settings.PUBLIC_ADDRESS = "https://reviews.example.org"
    root = fetched(Client(), str(feeds["This search"]))
    assert root.findtext(f"{ATOM}id", "").startswith("tag:reviews.example.org,2026-01-01:")
    assert all(
        str(link.get("href")).startswith("https://reviews.example.org/") for link in root.iter(f"{ATOM}link")
    )


def test_an_empty_feed_is_valid_too() -> None:
    root = ElementTree.fromstring(
        as_bytes(Feed("tag:x.org,2026:f", "t", "s", "a", "http://x/f", "http://x/", ()))
    )
    assert problems_of(root) == []


def test_the_time_of_a_feed_is_that_of_its_newest_entry() -> None:
    entries = [
        Entry(
            f"tag:x.org,2026:{day}",
            "t",
            datetime.fromisoformat(f"2026-05-0{day}T12:00:00+01:00"),
            "http://x/",
            "",
        )
        for day in (2, 3, 1)
    ]
    root = ElementTree.fromstring(
        as_bytes(Feed("tag:x.org,2026:f", "t", "s", "a", "http://x/f", "http://x/", entries))
    )
    assert root.findtext(f"{ATOM}updated") == "2026-05-03T11:00:00Z"
