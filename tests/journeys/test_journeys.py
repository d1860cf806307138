"""What people come for, from the first page to the end, in a real browser on a real server."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESKTOP, Visitor
from tests.journeys.everywhere import log_in
from tests.journeys.looking import barriers_on
from tests.journeys.served import Served, serve
from tests.web.made import pdf

PASSWORD = "three quiet words here"
QUESTION = "bruise on a baby who cannot move"
BOTH_WAYS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


@pytest.fixture
def page(browser: Browser, scripts: bool) -> Iterator[Page]:
    context = browser.new_context(viewport=DESKTOP, java_script_enabled=scripts)
    context.set_default_timeout(15_000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


@BOTH_WAYS
def test_from_a_worry_to_the_words_on_the_page(page: Page, served: Served, scripts: bool) -> None:
    page.goto(served.url)
    page.get_by_label("What are you worried about?").fill(QUESTION)
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("passages")
    page.locator(".heeded-passage__page").first.click()
    expect(page).to_have_url(re.compile(r"/documents/\w+/\?page=\d+&q=.*&at=.*#cited$"))
    expect(page.locator("mark#cited")).to_be_in_viewport()
    expect(page.locator(".heeded-page__cited").first).to_be_in_viewport()
    expect(page.locator(".heeded-words mark[data-mark]").first).to_be_visible()
    if scripts:
        shown = page.locator(".heeded-page__picture")
        shown.evaluate("image => image.decode()")
        assert shown.evaluate("image => image.naturalWidth") > 0
    assert page.locator("svg rect").count() >= 1
    if scripts:
        _next_hit_by_keyboard(page)
    else:
        page.get_by_role("link", name=re.compile("(Later|Earlier) page with a hit")).first.click()
        expect(page.locator(".heeded-words mark").first).to_be_visible()


def _next_hit_by_keyboard(page: Page) -> None:
    page.keyboard.press("n")
    assert page.locator("mark#cited mark.heeded-mark--here").count() == 1, (
        "the keys begin at the passage cited"
    )
    here = page.locator("rect.heeded-mark--here").first
    expect(here).to_be_visible()
    before = here.get_attribute("data-mark")
    page.keyboard.press("n")
    expect(page.locator("rect.heeded-mark--here").first).not_to_have_attribute("data-mark", before or "")


@BOTH_WAYS
def test_a_fact_is_confirmed_and_then_found_by(page: Page, served: Served, scripts: bool) -> None:
    """The second way in finds what the first has decided, takes it back and decides it again."""
    review = served.review("Baby W")
    log_in(page, served, "Board staff")
    page.goto(f"{served.url}/reviews/{review}/facts/")
    nation = page.locator("#nation-0")
    if nation.get_by_text("Change or take back").count():
        nation.locator("summary").click()
        nation.get_by_role("button", name="Take back").click()
    nation.get_by_role("button", name=re.compile("^Confirm")).click()
    expect(page.locator("#nation-0")).to_contain_text("Confirmed")
    page.get_by_role("button", name="Log out").click()
    page.goto(f"{served.url}/search/?q=baby")
    page.get_by_label(re.compile("^England")).check()
    page.get_by_role("button", name="Use these filters").click()
    expect(page.locator(".heeded-chosen")).to_contain_text("Nation")
    expect(
        page.get_by_role("link", name="Local child safeguarding practice review: Baby W", exact=True)
    ).to_be_visible()


@BOTH_WAYS
def test_a_reader_says_that_someone_can_be_recognised(page: Page, served: Served, scripts: bool) -> None:
    words = f"Page 3 names the street (scripts: {scripts})."
    page.goto(f"{served.url}/reviews/{served.review('Child M')}/")
    page.get_by_role("link", name=re.compile("^Report a problem: someone")).click()
    page.get_by_label("Someone can be recognised").check()
    page.get_by_label("Tell us what and where").fill(words)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    log_in(page, served, "Board staff")
    page.goto(f"{served.url}/problems/")
    row = page.locator(".heeded-result", has_text=words)
    row.get_by_label(re.compile("What was done")).fill("The page was withdrawn.")
    row.get_by_role("button", name="Close with this answer").click()
    expect(page.locator(".heeded-result", has_text=words)).to_contain_text("The page was withdrawn.")


@pytest.mark.parametrize("scripts", [True])
def test_an_address_with_a_page_mark_opens_that_page(page: Page, served: Served, scripts: bool) -> None:
    page.goto(f"{served.url}/documents/{served.document('02b-')}/#page=3")
    expect(page.get_by_role("heading", level=1)).to_contain_text("page 3 of")


@BOTH_WAYS
def test_a_library_of_ones_own_from_empty_to_found(
    page: Page, browser: Browser, scripts: bool, tmp_path: Path
) -> None:
    """First account, log-in, two files, the queue, publish, found by anybody, who reports a problem that is then
    answered; and nothing on the way keeps anybody out."""
    with serve(tmp_path / "mine", "--mine") as own:
        barriers = _Barriers(page, own, scripts)
        page.goto(own.url)
        page.get_by_role("link", name="Make the first account").click()
        barriers.look()
        page.get_by_label("E-mail address").fill("me@example.org")
        page.get_by_label("How you are called").fill("Board staff")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Make the account").click()
        barriers.look()
        _log_out_and_in(page)
        page.goto(own.url + "/add/")
        _add(page)
        _wait_until_read(page)
        barriers.look()
        page.get_by_role("link", name="a report.pdf").click()
        barriers.look()
        _publish(page, barriers)
        _found_by_anybody(browser, own, scripts)
        page.get_by_role("link", name="Problems", exact=True).click()
        expect(page.get_by_text("The wheelbarrow was in another street.")).to_be_visible()
        assert barriers.found == {}


def _log_out_and_in(page: Page) -> None:
    page.get_by_role("button", name="Log out").click()
    page.get_by_role("link", name="Log in", exact=True).click()
    page.get_by_label("E-mail address").fill("me@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()


class _Barriers:
    """Looks for barriers where scripts run, which axe needs."""

    def __init__(self, page: Page, served: Served, scripts: bool) -> None:
        self.page, self.scripts = page, scripts
        self.found: dict[str, list[str]] = {}

    def look(self) -> None:
        if not self.scripts:
            return
        if barriers := barriers_on(self.page):
            self.found[self.page.url] = barriers


def _add(page: Page) -> None:
    expect(page.get_by_role("heading", name="Add reports")).to_be_visible()
    content = pdf("FICTIONAL. Review of Child X", "The grandmother heard the wheelbarrow at night.")
    files = [
        {"name": "a report.pdf", "mimeType": "application/pdf", "buffer": content},
        {"name": "broken.pdf", "mimeType": "application/pdf", "buffer": b""},
    ]
    page.get_by_label("Reports").set_input_files(files)  # type: ignore[arg-type]  # plain dicts serve
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("1 file was not accepted")).to_be_visible()


def _wait_until_read(page: Page) -> None:
    row = page.get_by_role("row", name=re.compile("a report.pdf"))
    for _ in range(60):
        if row.get_by_text("Read", exact=True).count():
            return
        page.wait_for_timeout(500)
        page.reload()  # as "Look again" does, which goes by itself where nothing waits any more
    raise AssertionError(page.locator("main").inner_text())


def _publish(page: Page, barriers: _Barriers) -> None:
    if barriers.scripts:
        page.locator("form[action$='/publish/']").evaluate("form => { form.noValidate = true; }")
        page.get_by_role("button", name="Publish", exact=True).click()
        expect(page.locator(".govuk-error-summary")).to_be_visible()
        barriers.look()
    page.get_by_label("I checked for court orders").check()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Everybody can read it now")).to_be_visible()
    barriers.look()


def _found_by_anybody(browser: Browser, own: Served, scripts: bool) -> None:
    context = browser.new_context(viewport=DESKTOP, java_script_enabled=scripts)
    visitor = Visitor(context, own.url)
    for _ in range(40):
        page = visitor.goes_to("/search/?q=wheelbarrow")
        if page.locator(".heeded-passage").count():
            break
        page.wait_for_timeout(500)
    expect(page.locator(".heeded-passage mark:not(.heeded-meant)")).to_have_text("wheelbarrow")
    page.locator(".heeded-passage__page").click()
    expect(page.locator(".heeded-words mark[data-mark]:not(.heeded-meant)")).to_have_text("wheelbarrow")
    page.get_by_role("link", name="Report a problem", exact=True).click()
    page.get_by_label("Something is wrong").check()
    page.get_by_label("Tell us what and where").fill("The wheelbarrow was in another street.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    context.close()
