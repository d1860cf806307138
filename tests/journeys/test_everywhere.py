"""What holds on every page: no barrier that axe finds, nothing wider than the narrowest window, a way to skip."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.urls import resolve
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESKTOP, Visitor
from tests.journeys.everywhere import ELSEWHERE, NO_PAGES, log_in, pages_of
from tests.journeys.served import Served
from tests.web import addresses

ROLES = ("", "Board staff", "Administrator")
NARROWEST = {"width": 320, "height": 700}


@contextmanager
def somebody(browser: Browser, served: Served, role: str, *, scripts: bool = True) -> Iterator[Visitor]:
    """A visitor in a role; `scripts=False` stops the site's own on their way."""
    context = browser.new_context(viewport=DESKTOP)
    if not scripts:
        context.route("**/*.js", lambda route: route.abort())
    visitor = Visitor(context, served.url)
    if role:
        log_in(visitor.page, served, role)
    yield visitor
    context.close()
    if scripts:
        said = [
            words for words in visitor.complaints if "status of 40" not in words
        ]  # pages that are not there
        assert said == []


def test_every_kind_of_page_is_looked_at(served: Served) -> None:
    paths = [
        path.partition("?")[0] for role in ROLES for path in pages_of(role, served) if path != "/nowhere/"
    ]
    seen = {resolve(path, urlconf="heeded.config.urls").url_name for path in paths}
    assert set(addresses.ours()) - seen == NO_PAGES | ELSEWHERE


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "scripts-blocked"])
@pytest.mark.parametrize("role", ROLES, ids=["anonymous", "staff", "administrator"])
def test_axe_finds_nothing_on_any_page(browser: Browser, served: Served, role: str, scripts: bool) -> None:
    found: dict[str, list[str]] = {}
    with somebody(browser, served, role, scripts=scripts) as visitor:
        for path in pages_of(role, served):
            visitor.goes_to(path)
            if barriers := visitor.barriers():
                found[path] = barriers
    assert found == {}


def test_axe_finds_nothing_where_a_form_holds_mistakes(browser: Browser, served: Served) -> None:
    found: dict[str, list[str]] = {}
    with somebody(browser, served, "Board staff") as visitor:
        for path, button in [
            ("/report-a-problem/", "Send"), ("/catalogue/", "Keep this record"), ("/catalogue/", "Import"),
            ("/add/", "Add"), ("/settings/", "Save"),
        ]:  # fmt: skip
            page = visitor.goes_to(path)
            if path == "/settings/":
                page.get_by_label("Words that mean the same here").fill("lonely")
            _send_as_it_is(page, button)
            expect(page.locator(".govuk-error-summary")).to_be_visible()
            if barriers := visitor.barriers():
                found[f"{path} {button}"] = barriers
    assert found == {}


def _send_as_it_is(page: Page, button: str) -> None:
    """Past the browser's own checks, so that ours are seen."""
    page.evaluate("document.querySelectorAll('form').forEach(form => { form.noValidate = true; })")
    page.locator("main").get_by_role("button", name=button, exact=True).first.click()


@pytest.mark.parametrize("role", ROLES, ids=["anonymous", "staff", "administrator"])
def test_nothing_is_wider_than_the_narrowest_window(browser: Browser, served: Served, role: str) -> None:
    wide: dict[str, int] = {}
    with somebody(browser, served, role) as visitor:
        visitor.page.set_viewport_size(NARROWEST)
        for path in pages_of(role, served):
            visitor.goes_to(path)
            if visitor.sideways() > 0:
                wide[path] = visitor.sideways()
    assert wide == {}


def test_the_first_key_leads_past_the_menu(browser: Browser, served: Served) -> None:
    with somebody(browser, served, "") as visitor:
        for path in ("/", "/search/?q=bruise", "/reviews/"):
            page = visitor.goes_to(path)
            page.keyboard.press("Tab")
            expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
            page.keyboard.press("Enter")
            expect(page.locator("#main-content")).to_be_focused()
