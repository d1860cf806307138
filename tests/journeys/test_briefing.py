"""From a review to an issued briefing that anybody reads, with JavaScript off and by keyboard alone where it counts."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.everywhere import log_in
from tests.journeys.looking import sideways
from tests.journeys.served import Served


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport=request.param, java_script_enabled=False)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def test_propose_reword_move_add_check_issue_read(page: Page, browser: Browser, served: Served) -> None:
    log_in(page, served, "Board staff")
    _open_desk(page, served)
    first, second = page.locator("textarea[name^=text-]").nth(0), page.locator("textarea[name^=text-]").nth(1)
    width = (
        page.viewport_size["width"] if page.viewport_size else 0
    )  # the library is the same for both windows
    words, after = f"Said in the editor’s own words ({width}).", second.input_value()
    first.fill(words)
    _press(page, "Move down")
    expect(page.locator("textarea[name^=text-]").nth(0)).to_have_value(after)
    expect(page.locator("textarea[name^=text-]").nth(1)).to_have_value(words)
    page.locator("textarea[name^=text-]").nth(2).fill(" ")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(page.locator("textarea[name^=text-]").nth(1)).to_have_value(words)
    page.get_by_role("link", name=re.compile("A line needs words")).click()
    page.locator("textarea[name^=text-]").nth(2).fill("Mended.")
    sentence = _add_a_sentence(page)
    assert sideways(page) <= 0
    _check_and_issue(page)
    address = page.url
    reader = browser.new_context(java_script_enabled=False).new_page()
    reader.goto(address)
    opening = " ".join(sentence.split()[:2])  # further on, jargon may be explained inside the line
    line = reader.locator(".heeded-line", has_text=opening).first
    expect(line).to_be_visible()
    expect(reader.locator(".heeded-line", has_text=words)).to_contain_text("reworded")
    line.get_by_role("link").first.click()
    expect(reader.locator("mark#cited")).to_be_visible()
    reader.context.close()


def _open_desk(page: Page, served: Served) -> None:
    """The desk of a draft on a review of the samples: a new one, or the next version of what is there."""
    page.goto(f"{served.url}/reviews/{served.review('Baby W')}/")
    if page.get_by_role("button", name="Draft a briefing").count():
        page.get_by_role("button", name="Draft a briefing").click()
    else:
        page.get_by_role("link", name="Read it in a few minutes").first.click()
    if page.get_by_role("button", name="Make a new version").count():
        page.get_by_role("button", name="Make a new version").click()
    else:
        page.get_by_role("link", name="Edit the draft beside its pages").click()
    expect(page.get_by_role("heading", name="Edit the briefing")).to_be_visible()


def _press(page: Page, name: str) -> None:
    """The first button of that name, by keyboard, and the page that it leads to."""
    button = page.get_by_role("button", name=re.compile(f"^{name}")).first
    button.focus()
    with page.expect_navigation():  # a key, unlike a click, waits for nothing
        page.keyboard.press("Enter")


def _add_a_sentence(page: Page) -> str:
    """Turn to another page and choose a sentence of it as a line."""
    _press(page, "Later")
    radio = page.locator("input[name=new-passage]:not([value=''])").first
    label = page.locator(f"label[for={radio.get_attribute('id')}]")
    sentence = " ".join(label.inner_text().split())
    radio.focus()
    page.keyboard.press("Space")
    _press(page, "Add the line")
    expect(page.get_by_text("The line was added.")).to_be_visible()
    expect(page.locator("textarea", has_text=sentence[:40]).first).to_be_attached()
    return sentence


def _check_and_issue(page: Page) -> None:
    page.locator(".govuk-breadcrumbs__link").last.click()
    page.get_by_role("button", name="I have checked every line against its page").click()
    expect(page.get_by_text("Checked.", exact=True)).to_be_visible()
    page.get_by_role("button", name="Issue it").click()
    expect(page.get_by_text("Issued.", exact=True)).to_be_visible()
