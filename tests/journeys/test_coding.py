"""Coding in a real browser: with the mouse, by the keyboard alone, and without scripts."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from heeded.core.actors import SYSTEM
from heeded.learning.services import Proposed, propose
from tests.journeys.conftest import DESKTOP, PHONE, Visitor
from tests.journeys.everywhere import log_in
from tests.journeys.looking import barriers_on, sideways
from tests.journeys.served import Served
from tests.learning.made import spans
from tests.web.coding import FIRST, SECOND, TEXT, THIRD, Coder, framework, report

# From the third to the thirtieth letter of the first long paragraph that has no coding in it.
_SELECT = """() => {
  const long = [...document.querySelectorAll('[data-select] [data-words]')].find(
    (part) => part.textContent.length > 120 && !part.querySelector('[data-not-words]'));
  long.scrollIntoView({ block: 'center' });
  const range = document.createRange();
  range.setStart(long.firstChild, 2);
  range.setEnd(long.firstChild, 29);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  return range.toString();
}"""


@pytest.fixture
def page(browser: Browser, served: Served, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A researcher's; `request.param` says how they look."""
    context = browser.new_context(**{"viewport": DESKTOP, **getattr(request, "param", {})})
    context.set_default_timeout(15_000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    log_in(page, served, "Researcher")
    yield page
    context.close()
    assert complaints == []


def _desk(served: Served, number: int) -> str:
    return f"{served.url}/documents/{served.document('02b-')}/coding/?page={number}"


@pytest.mark.parametrize("page", [{}, {"viewport": PHONE}], indirect=True, ids=["desk", "phone"])
def test_words_selected_on_a_document_lead_to_their_theme(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/documents/{served.document('02b-')}/?page=4")
    button = page.get_by_role("button", name="Give these words a theme")
    expect(button).to_be_hidden()
    chosen = page.evaluate(_SELECT)
    expect(button).to_be_in_viewport()
    button.click()
    quote = page.locator(".heeded-code__chosen")
    expect(quote).to_contain_text(" ".join(chosen.split()[1:-1]))
    assert sideways(page) <= 0 and barriers_on(page) == []
    finder = page.get_by_label("Show themes with")
    finder.fill("workload")
    finder.press("Enter")
    expect(page.get_by_role("checkbox", name=re.compile("workload", re.IGNORECASE)).first).to_be_checked()
    page.get_by_role("button", name="Code", exact=True).click()
    expect(page.get_by_text("Coded with one theme.")).to_be_visible()
    expect(page.locator(".heeded-coding", has_text=chosen.split()[1]).first).to_be_attached()
    assert sideways(page) <= 0 and barriers_on(page) == []


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
def test_a_sentence_is_ticked_without_scripts(page: Page, served: Served) -> None:
    page.goto(_desk(served, 3))
    page.get_by_role("group", name="Sentences").get_by_role("checkbox").nth(1).check()
    page.get_by_role("group", name="Themes").get_by_role("checkbox").nth(2).check()
    page.get_by_label("Described, not explained").check()
    page.get_by_role("button", name="Code", exact=True).click()
    expect(page.get_by_text("Coded with one theme.")).to_be_visible()


@pytest.mark.django_db(transaction=True)
def test_the_queue_is_worked_through_by_keys(visitor: Visitor, live_server: Any) -> None:
    coder, themes = Coder(), framework()
    proposals = [
        Proposed("workload", spans(words, TEXT), 0.8, "A reason.") for words in (FIRST, SECOND, THIRD)
    ]
    propose(report(), themes, proposals, proposer="a rule", by=SYSTEM)
    cookie = coder.pages.client.cookies["sessionid"].value
    visitor.page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page = visitor.goes_to("/coding/proposals/")
    rows = page.locator(".heeded-proposal")
    expect(rows).to_have_count(3)
    assert visitor.barriers() == [] and visitor.sideways() <= 0
    for key in ("a", "r", "l"):
        page.keyboard.press(key)
    for at, words in enumerate(("Accept", "Reject", "Leave for later")):
        expect(rows.nth(at).get_by_label(words, exact=True)).to_be_checked()
    page.get_by_role("button", name="Keys on").click()
    page.keyboard.press("a")
    expect(rows.nth(2).get_by_label("Leave for later", exact=True)).to_be_checked()
    page.get_by_role("button", name="Save these decisions").click()
    expect(page.get_by_text("1 accepted. 1 rejected.")).to_be_visible()
    expect(rows).to_have_count(1)


def test_a_child_is_coded_by_the_keyboard_alone(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/reviews/{served.review('Child M')}/coding/?of=subject-1")
    assert barriers_on(page) == []
    first = page.locator(".heeded-answer select").first
    first.focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("button", name="Save", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 answer saved.")).to_be_visible()
