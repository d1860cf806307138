"""Frameworks from files: looked at before they are taken; what cannot be read is told in plain words."""

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from heeded.engine import frameworks as engine
from heeded.engine.exchange import FileKind, codebook_file
from heeded.learning import services
from heeded.learning.models import Framework
from heeded.learning.queries import framework_record, themes_of
from heeded.library import files
from tests.learning import made
from tests.people import made as people
from tests.web.client import Fetched, PageClient
from tests.web.test_frameworks import READ, browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def researcher(folders: Path) -> PageClient:
    return browser_of(people.account("researcher"))


def sent(content: bytes, name: str) -> dict[str, Any]:
    return {"file": SimpleUploadedFile(name, content)}


def look_at(researcher: PageClient, framework: engine.Framework = READ, kind: str = "csv") -> Fetched:
    content = codebook_file(framework, FileKind(kind))
    return researcher.post("/codebooks/", sent(content, f"invented.{kind}"))


def where(page: Fetched) -> str:
    """The address that a form led to."""
    return str(page.response.request["PATH_INFO"])


def _names(framework: Framework) -> list[str]:
    return [row.name for row in themes_of(framework)]


@pytest.mark.parametrize("kind", ["qdc", "csv", "xlsx", "toml"])
def test_a_file_is_looked_at_and_then_taken(researcher: PageClient, kind: str) -> None:
    page = look_at(researcher, kind=kind)
    assert page.heading == "Invented themes" and "Nothing of it was taken yet" in page.text
    assert "Father not seen" in page.text and not Framework.objects.exists()
    taken = researcher.post(where(page), {"note": "From a colleague."})
    assert taken.heading == "Invented themes" and "Taken." in taken.text
    assert _names(Framework.objects.get()) == [theme.name for theme in READ.themes]
    researcher.get(where(page), status=404)
    assert files.stored() == set(), "the file is erased once it was taken"


def test_what_it_would_change_is_said_before(researcher: PageClient) -> None:
    held = services.take_framework(READ, by=made.coder())
    services.add_theme(held, engine.Theme("own", "Our own theme"), by=made.coder())
    newer = replace(
        READ,
        themes=(
            *READ.themes[:2],
            replace(READ.themes[2], name="Partner unseen", definition="Nobody met him either."),
            READ.themes[4],
            engine.Theme("grandfather", "Grandfather not seen", parent="men"),
        ),
    )
    page = look_at(researcher, newer)
    assert "is here already, in version 2" in page.text and "It was changed here" in page.text
    assert "1 theme is new: Grandfather not seen" in page.text
    assert "Partner not seen → Partner unseen: name, definition" in page.text
    assert "2 themes are here and not in the file: A long illness, Our own theme" in page.text
    assert "3 themes are the same" in page.text
    researcher.post(where(page), {"way": "new-themes"})
    held.refresh_from_db()
    assert {"Our own theme", "Grandfather not seen", "Partner not seen"} <= set(_names(held))
    page = look_at(researcher, newer)
    researcher.post(where(page), {"way": "next"})
    held.refresh_from_db()
    assert set(_names(held)) == {theme.name for theme in newer.themes}
    page = look_at(researcher, READ)
    researcher.post(where(page), {"way": "beside"})
    other = Framework.objects.get(identifier="invented-2")
    assert replace(framework_record(other), identifier="invented", version="1") == READ


def test_a_way_must_be_chosen(researcher: PageClient) -> None:
    services.take_framework(READ, by=made.coder())
    page = look_at(researcher)
    assert "Choose how it is taken" in researcher.post(where(page), {"way": "nonsense"}).text


def test_what_is_left_is_erased(researcher: PageClient) -> None:
    page = look_at(researcher)
    assert files.stored()
    assert researcher.post(where(page), {"do": "leave"}).heading == "Themes"
    assert not Framework.objects.exists() and files.stored() == set()


def test_a_file_is_for_whoever_handed_it_in(researcher: PageClient) -> None:
    page = look_at(researcher)
    browser_of(people.account("researcher")).get(where(page), status=404)
    browser_of(people.account("reader")).get(where(page), status=403)
    researcher.get("/codebooks/nonsense/", status=404)
    researcher.get(where(page))


CIRCLE = b"""identifier = "x"
name = "X"
[[theme]]
identifier = "a"
name = "Theme A"
parent = "b"
[[theme]]
identifier = "b"
name = "Theme B"
parent = "a"
[[theme]]
identifier = "c"
name = "Twice"
[[theme]]
identifier = "d"
name = "TWICE"
"""


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (CIRCLE, "x.toml", ("in a circle: “Theme A” under “Theme B” under “Theme A”", "are called “TWICE”")),
        (b"", "x.csv", ("empty",)),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><CodeBook/>", "x.qdc", ("There is a problem",)),
        (b"identifier = ", "x.toml", ("not written as TOML",)),
        (b"PK\x03\x04 nothing", "x.xlsx", ("There is a problem",)),
        (b"a,b\n1,2\n", "x.csv", ("There is a problem",)),
    ],
)
def test_what_cannot_be_read_is_told_and_nothing_stays(
    researcher: PageClient, content: bytes, name: str, words: tuple[str, ...]
) -> None:
    page = researcher.post("/codebooks/", sent(content, name))
    assert page.title.startswith("Error:") and page.heading == "Take a framework from a file"
    assert [one for one in words if one not in page.text] == []
    assert not Framework.objects.exists() and files.stored() == set()
    assert "Choose a file first" in researcher.post("/codebooks/", {}).text


def test_a_name_from_elsewhere_is_a_name_only(folders: Path) -> None:
    held = services.hand_in(io.BytesIO(b"name\nOne\n"), "..\\..\\etc/pass\x00wd\n<b>.csv", by=made.coder())
    assert "/" not in held.name and held.name.endswith(".csv") and not held.name.startswith(".")
