"""Every part of a page at once: valid, labelled, escaped."""

import datetime
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from heeded.web.forms import DayField, FilesField
from heeded.web.templatetags.parts import badge, counted, marked
from tests.web.client import Fetched, PageClient, words


@pytest.fixture
def page(client: Client, settings: object, db: None) -> Iterator[Fetched]:
    settings.ROOT_URLCONF = "tests.web.pages"  # type: ignore[attr-defined]
    return PageClient(client).get("/parts")


def test_every_part_is_valid_and_labelled(page: Fetched) -> None:
    assert page.heading == "Every part"
    assert page.title == "Every part – Heeded"


def test_the_error_summary_leads_to_each_wrong_field(page: Fetched) -> None:
    summary = page.one("ul", class_="govuk-error-summary__list")
    targets = [link.get("href") for link in summary.iter("a")]
    assert targets == ["#id_title", "#id_day_0", "#id_nation_0", "#id_kind"]


def test_a_wrong_field_says_so_and_is_described_by_its_error(page: Fetched) -> None:
    field = page.one("input", id="id_title")
    assert field.get("aria-describedby") == "id_title_helptext id_title_error"
    assert "govuk-input--error" in (field.get("class") or "")
    assert "There is no such day in that month" in page.text


def test_pages_of_results_keep_where_one_is(page: Fetched) -> None:
    current = [link for link in page.all("a") if link.get("aria-label") == "Page 4"]
    assert [link.get("aria-current") for link in current] == ["page"]
    assert "?page=5" in [link.get("href") for link in page.all("a", rel="next")]


def test_found_words_are_marked(page: Fetched) -> None:
    assert [words(mark) for mark in page.one("ol", class_="heeded-passages").iter("mark")] == [
        "bruise",
        "baby",
    ] * 3


def test_search_engines_are_asked_to_stay_away(page: Fetched) -> None:
    assert page.one("meta", name="robots").get("content") == "noindex, nofollow"


@pytest.mark.parametrize(
    ("marks", "shown"),
    [
        ([], "a &lt;b&gt; c"),
        ([(2, 5)], "a <mark>&lt;b&gt;</mark> c"),
        ([(0, 3), (2, 5)], "<mark>a &lt;b&gt;</mark> c"),
        ([(6, 7), (0, 1)], "<mark>a</mark> &lt;b&gt; <mark>c</mark>"),
        ([(3, 3)], "a &lt;b&gt; c"),
        (None, "a &lt;b&gt; c"),
    ],
)
def test_marks_escape_what_they_stand_round(marks: list[tuple[int, int]] | None, shown: str) -> None:
    assert marked("a <b> c", marks) == shown


def test_an_unknown_badge_is_an_error() -> None:
    with pytest.raises(KeyError):
        badge("guessed")


@pytest.mark.parametrize(("number", "shown"), [(0, "0 reviews"), (1, "1 review"), (1204, "1,204 reviews")])
def test_numbers_agree_with_their_noun(number: int, shown: str) -> None:
    assert counted(number, "review,reviews") == shown


@pytest.mark.parametrize("month", ["3", "03", "March", "mar", "Mar."])
def test_a_day_in_three_boxes(month: str) -> None:
    assert DayField().clean(["27", month, "2019"]) == datetime.date(2019, 3, 27)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (["27", "3", ""], "Enter day, month and year"),
        (["27", "ju", "2019"], "Day, month and year must be numbers"),
        (["31", "2", "2019"], "no such day"),
        (["1", "2", "19"], "four figures"),
        (["9" * 25, "2", "2019"], "no such day"),
        (["1", "9" * 25, "2019"], "no such day"),
        (["31", "12", "9999"], "Enter a year from 1900 to 2200"),
        (["31", "12", "1899"], "Enter a year from 1900 to 2200"),
    ],
)
def test_a_wrong_day_says_what_is_wrong(typed: list[str], message: str) -> None:
    with pytest.raises(Exception, match=message):
        DayField().clean(typed)


def test_several_files_come_in_order() -> None:
    files = [SimpleUploadedFile(name, b"words") for name in ("b.pdf", "a.pdf")]
    assert [file.name for file in FilesField().clean(files)] == ["b.pdf", "a.pdf"]


def test_the_first_page_has_its_question_as_heading(client: Client, settings: object, db: None) -> None:
    settings.ROOT_URLCONF = "tests.web.pages"  # type: ignore[attr-defined]
    page = PageClient(client).get("/front")
    assert page.heading == "What are you worried about?"
    assert "(fictional)" in page.title
    assert "Every board, place and family in this library is made up." in page.text
