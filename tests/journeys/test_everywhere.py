"""What holds on every page: no barrier that axe finds, nothing wider than the narrowest window, a way to skip."""

from functools import partial

import pytest
from django.urls import resolve
from playwright.sync_api import Browser, expect

from tests.journeys.everywhere import (
    ANSWERS_THAT_SAY_NO,
    IN_A_LIBRARY_OF_ONES_OWN,
    NO_PAGE,
    NO_PROVIDER,
    WITHOUT_NAME,
    log_in,
    no_pages,
    pages_of,
)
from tests.journeys.looking import looking, past_the_browser
from tests.journeys.served import Served
from tests.web import addresses

ROLES = ("", "Board staff", "Inspector", "Administrator")


_GIVE_UP = "/give-up/"


def _answer(role: str, path: str) -> int:
    if role:
        return 403 if path.endswith(_GIVE_UP) else 200
    return ANSWERS_THAT_SAY_NO.get(path, 200)


def _walked(served: Served) -> set[str]:
    paths = {path.partition("?")[0] for role in ROLES for path in pages_of(role, served)}
    return {resolve(path, urlconf="heeded.config.urls").url_name or "" for path in paths - {"/nowhere/"}}


def test_every_route_is_walked_or_named_with_a_reason(served: Served) -> None:
    """A new route fails here until its page is walked, or until it is said why it is no page."""
    routes = {*addresses.ours(), *addresses.of_allauth()}
    assert routes == _walked(served) | {*NO_PAGE, *NO_PROVIDER} | IN_A_LIBRARY_OF_ONES_OWN
    assert addresses.without_name() == WITHOUT_NAME


def test_what_is_named_as_no_page_is_none(browser: Browser, served: Served) -> None:
    asked = no_pages(served)
    assert set(asked) == set(NO_PAGE)
    with looking(browser, served.url, enter=lambda page: log_in(page, served, "Board staff")) as looker:
        for name, path in asked.items():
            answer = looker.page.request.get(served.url + path, max_redirects=0)
            is_page = answer.headers.get("content-type", "").startswith("text/html") and answer.body()
            assert answer.status in {302, 404, 405} or not is_page, f"{name} gives a page: {path}"


@pytest.mark.parametrize("role", ROLES, ids=["anonymous", "staff", "inspector", "administrator"])
def test_axe_finds_nothing_on_any_page(browser: Browser, served: Served, role: str) -> None:
    """With the site's own scripts and with them blocked; and nothing is wider than the narrowest window."""
    enter = partial(log_in, served=served, role=role) if role else None
    with looking(browser, served.url, enter=enter) as looker:
        for path in pages_of(role, served):
            looker.look(path, status=_answer(role, path))


def test_axe_finds_nothing_where_a_coder_gives_a_round_up(browser: Browser, served: Served) -> None:
    """Board staff are told no there: only those who code in the round, and whoever began it, end it."""
    with looking(browser, served.url, enter=lambda page: log_in(page, served, "Researcher")) as looker:
        for path in pages_of("Board staff", served):
            if path.endswith(_GIVE_UP):
                looker.look(path)
        assert "give-up-round" in looker.seen


def test_axe_finds_nothing_where_a_form_holds_mistakes(browser: Browser, served: Served) -> None:
    with looking(browser, served.url, enter=lambda page: log_in(page, served, "Board staff")) as looker:
        for path, button in [
            ("/report-a-problem/", "Send"), ("/catalogue/", "Keep this record"), ("/catalogue/", "Import"),
            ("/add/", "Add"), (f"/documents/{served.document('19-tarnbridge')}/readers/", "Let them read it"),
            (f"/documents/{served.document('19-tarnbridge')}/erase/", "Erase for good"),
        ]:  # fmt: skip
            looker.after(path, partial(past_the_browser, button=button))
        looker.page.goto(served.url + "/settings/")
        looker.page.get_by_label("Words that mean the same here").fill("lonely")
        past_the_browser(looker.page, "Save")
        looker.here("/settings/ after", looker.page, "scripts")


def test_the_first_key_leads_past_the_menu(browser: Browser, served: Served) -> None:
    with looking(browser, served.url) as looker:
        for path in ("/", "/search/?q=bruise", "/reviews/"):
            looker.page.goto(served.url + path)
            looker.page.keyboard.press("Tab")
            expect(looker.page.get_by_role("link", name="Skip to main content")).to_be_focused()
            looker.page.keyboard.press("Enter")
            expect(looker.page.locator("#main-content")).to_be_focused()
