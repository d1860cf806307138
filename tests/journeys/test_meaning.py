"""A question in other words than the report's, in a real browser: from asking to the sentence, and on to its like."""

import re
import urllib.request
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.looking import barriers_on, sideways
from tests.journeys.served import Served

pytestmark = pytest.mark.needs("model")
QUESTION = "just because it has gone silent does not mean it is over"
ANSWER = "Quiet is taken as safety"  # as the review of Family H has it
LOOKS = pytest.mark.parametrize(
    ("scripts", "size"),
    [(True, DESKTOP), (False, DESKTOP), (True, PHONE)],
    ids=["scripts", "no-scripts", "phone"],
)


@pytest.fixture
def page(browser: Browser, scripts: bool, size: dict[str, int]) -> Iterator[Page]:
    context = browser.new_context(viewport=size, java_script_enabled=scripts)
    context.set_default_timeout(15_000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


def _asked(page: Page, served: Served, question: str) -> None:
    page.goto(served.url)
    page.get_by_label("What are you worried about?").fill(question)
    page.get_by_role("button", name="Search").click()


def _is_open_to_all(page: Page, *, scripts: bool) -> None:
    assert sideways(page) <= 0
    if scripts:
        assert barriers_on(page) == []


@LOOKS
def test_a_question_in_other_words_opens_at_the_sentence(
    page: Page, served: Served, scripts: bool, size: dict[str, int]
) -> None:
    _asked(page, served, QUESTION)
    passage = page.locator(".heeded-passage", has_text=ANSWER)
    expect(passage).to_contain_text(re.compile("close in meaning", re.IGNORECASE))
    expect(page.locator(".heeded-legend")).to_be_visible()
    _is_open_to_all(page, scripts=scripts)
    passage.locator(".heeded-passage__page").click()
    expect(page).to_have_url(re.compile(r"at=.*means=.*#cited$"))
    expect(page.locator("mark#cited")).to_be_in_viewport()
    expect(page.locator("mark#meant")).to_be_visible()
    assert page.locator("rect.heeded-page__meant").count() >= 1
    page.get_by_role("link", name="Sentence close in meaning").click()
    expect(page.locator("mark#meant")).to_be_in_viewport()
    _is_open_to_all(page, scripts=scripts)


@LOOKS
def test_words_only_leaves_meaning_out_until_it_is_asked_for_again(
    page: Page, served: Served, scripts: bool, size: dict[str, int]
) -> None:
    _asked(page, served, QUESTION)
    page.get_by_role("link", name="Words only").click()
    expect(page).to_have_url(re.compile("mode=words"))
    expect(page.locator("mark.heeded-meant")).to_have_count(0)
    page.get_by_label("What are you worried about?").fill("pocket money")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile("mode=words"))  # the way chosen stays
    expect(page.locator(".heeded-passage mark").first).to_be_visible()
    page.get_by_role("link", name="Meaning only").click()
    expect(page.locator("mark.heeded-meant").first).to_be_visible()
    expect(page.locator(".heeded-modes [aria-current]")).to_have_text("Meaning only")


@LOOKS
def test_from_a_passage_to_what_other_reviews_say_like_it(
    page: Page, served: Served, scripts: bool, size: dict[str, int]
) -> None:
    _asked(page, served, "bruise on a baby who cannot move")
    page.get_by_role("link", name=re.compile("^More passages like this")).first.click()
    expect(page).to_have_url(re.compile(r"/documents/\w+/like/\d+/\d+/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Passages like this one")
    expect(page.get_by_role("heading", level=2).first).to_contain_text("closest first")
    _is_open_to_all(page, scripts=scripts)
    page.locator(".heeded-results .heeded-passage__page").first.click()
    expect(page.locator("mark#cited")).to_be_in_viewport()
    expect(page.locator("mark#meant")).to_be_visible()
    page.get_by_role("link", name="More passages like this one").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Passages like this one")


@LOOKS
def test_from_a_recommendation_to_those_like_it(
    page: Page, served: Served, scripts: bool, size: dict[str, int]
) -> None:
    page.goto(f"{served.url}/reviews/{served.review('Baby M')}/")
    page.get_by_role("link", name=re.compile("^More like this recommendation")).first.click()
    expect(page).to_have_url(re.compile(r"/learning-points/\w+/like/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("More like this recommendation")
    _is_open_to_all(page, scripts=scripts)
    page.locator("ol .heeded-learning").first.get_by_role("link", name=re.compile(r"^p\. \d+")).click()
    expect(page.locator("mark#cited")).to_be_in_viewport()


def test_a_page_of_results_stays_small(served: Served) -> None:
    for question in (
        QUESTION,
        "bruise on a baby who cannot move",
        "talking about teenagers as if they chose it",
    ):
        address = f"{served.url}/search/?{urlencode({'q': question})}"
        with urllib.request.urlopen(address, timeout=30) as answer:
            assert len(answer.read()) < 100_000, question
