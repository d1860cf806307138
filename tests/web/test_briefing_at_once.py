"""Two editors at the same desk: over two real HTTP clients, and on real threads against SQLite. No word is lost."""

import threading
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from heeded.briefing import services
from heeded.briefing.models import Line, Version
from heeded.briefing.services import AsSeen, LineEdit
from heeded.core.errors import HeededError
from heeded.people.viewer import OPERATOR
from tests.briefing import made
from tests.people import made as people
from tests.web.briefings import desk_form
from tests.web.client import Fetched, read_page


class Browser:
    """An HTTP client that keeps its cookies, with nothing of Django in it."""

    def __init__(self, address: str, *, logged_in_as: str) -> None:
        self.address = address
        self.cookies = {"sessionid": logged_in_as}

    def get(self, path: str) -> Fetched:
        return self._fetched(urllib.request.Request(self.address + path))

    def send(self, path: str, page: Fetched, said: dict[str, str]) -> Fetched:
        token = page.all("input", name="csrfmiddlewaretoken")[0].get("value", "")
        body = urllib.parse.urlencode({**said, "csrfmiddlewaretoken": token}).encode()
        return self._fetched(urllib.request.Request(self.address + path, body))

    def _fetched(self, asked: urllib.request.Request) -> Fetched:
        asked.add_header("Cookie", "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        with urllib.request.urlopen(asked, timeout=30) as answer:
            for line in answer.headers.get_all("Set-Cookie") or []:
                name, _equals, value = line.partition(";")[0].partition("=")
                self.cookies[name] = value
            return read_page(asked.full_url, answer.read())


@pytest.fixture
def version(tmp_path: Path, transactional_db: None) -> Version:
    published = made.report(tmp_path, state="published")
    return services.propose_briefing(published.work, by=OPERATOR).versions.get()


def _session() -> str:
    client = Client()
    client.force_login(people.account("board-staff"), backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies["sessionid"].value


@pytest.mark.django_db(transaction=True)
def test_two_browsers_at_one_desk(version: Version, live_server: Any) -> None:
    one, two = (Browser(live_server.url, logged_in_as=_session()) for _ in range(2))
    address = f"/briefings/{version.briefing.identifier}/versions/1/edit/"
    seen_by_one, seen_by_two = one.get(address), two.get(address)
    lines = list(version.lines.order_by("order", "pk"))
    both, only_one, dropped = lines[:3]
    first = desk_form(seen_by_one) | {
        f"text-{both.key}": "The first wrote this.",
        f"text-{only_one.key}": "Only one.",
    }
    del first[f"keep-{dropped.key}"]
    one.send(address, seen_by_one, first | {"note-voice": "A note by the first."})
    second = desk_form(seen_by_two) | {f"text-{both.key}": "The second wrote that."}
    page = two.send(address, seen_by_two, second | {"move": f"down:{both.key}"})
    texts = set(version.lines.values_list("text", flat=True))
    assert {"The first wrote this.", "The second wrote that.", "Only one."} <= texts
    assert version.lines.count() == len(lines) + 1, "what the second did not touch is not doubled"
    assert not version.lines.get(pk=dropped.pk).kept, "and what the first dropped stays dropped"
    version.refresh_from_db()
    assert "A note by the first." in {part["note"] for part in version.parts}
    assert "Changed since you opened it" in page.text
    told = page.one("section", id="conflicts")
    assert {"The first wrote this.", "The second wrote that."} <= {
        "".join(dd.itertext()).split(" Go to both")[0].strip() for dd in told.iter("dd")
    }


@pytest.mark.django_db(transaction=True)
def test_the_second_of_a_note_is_shown_the_first_and_decides(version: Version, live_server: Any) -> None:
    one, two = (Browser(live_server.url, logged_in_as=_session()) for _ in range(2))
    address = f"/briefings/{version.briefing.identifier}/versions/1/edit/"
    seen_by_one, seen_by_two = one.get(address), two.get(address)
    one.send(address, seen_by_one, desk_form(seen_by_one) | {"note": "By the first."})
    page = two.send(address, seen_by_two, desk_form(seen_by_two) | {"note": "By the second."})
    version.refresh_from_db()
    assert version.note == "By the first." and "By the first." in page.text
    assert desk_form(page)["note"] == "By the second."
    two.send(address, page, desk_form(page))
    version.refresh_from_db()
    assert version.note == "By the second."


@pytest.mark.django_db(transaction=True)
def test_many_threads_save_the_same_line_and_every_wording_is_there(version: Version) -> None:
    """Eight editors on threads of their own, each with a connection of its own, all holding the same old desk."""
    line = version.lines.order_by("order", "pk")[0]
    seen = AsSeen(line.text, line.kept, line.role)
    editors = [people.viewer("board-staff") for _ in range(8)]
    wordings = [f"The wording of editor {number}." for number in range(8)]
    gate = threading.Barrier(8)

    def save(number: int) -> int:
        gate.wait(timeout=30)
        try:
            edit = LineEdit(key=line.key, revision=line.revision, text=wordings[number], was=seen)
            return len(services.save_edits(version, [edit], by=editors[number]).conflicts)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        conflicts = list(pool.map(save, range(8)))
    assert sorted(conflicts) == [0, *[1] * 7], "one stands in the line, seven beside it"
    assert set(wordings) <= set(Line.objects.values_list("text", flat=True))
    version.refresh_from_db()
    assert version.revision == 8


@pytest.mark.django_db(transaction=True)
def test_moving_adding_and_checking_at_once_loses_no_line(version: Version) -> None:
    keys = list(version.lines.values_list("key", flat=True))
    editors = [people.viewer("board-staff") for _ in range(6)]
    gate = threading.Barrier(6)

    def work(number: int) -> str:
        gate.wait(timeout=30)
        try:
            if number == 0:
                services.check(version, by=editors[0], revision=0)
                return "checked"
            if number % 2:
                services.move_line(version, keys[number], up=False, by=editors[number])
                return "moved"
            services.add_line(version, role="learning", text=f"Added {number}.", by=editors[number])
            return f"Added {number}."
        except HeededError:
            return ""
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        done = list(pool.map(work, range(6)))
    assert set(keys) <= set(version.lines.values_list("key", flat=True))
    added = {one for one in done if one.startswith("Added")}
    assert added <= set(version.lines.values_list("text", flat=True))
    version.refresh_from_db()
    assert (version.state == "checked") == (done[0] == "checked")
    for part in version.parts:
        orders = list(version.lines.filter(role=part["role"]).values_list("order", flat=True))
        assert len(orders) == len(set(orders)), "every line has a place of its own"
