"""The pages of accounts, each reached as people reach it, in a library of one's own: log-in, invitation, second
factor, passwords by mail, and what an administrator does. Each is looked at with scripts and with them blocked."""

import re
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Browser, Page, expect

from tests.journeys.everywhere import IN_A_LIBRARY_OF_ONES_OWN
from tests.journeys.looking import Looker, looking, past_the_browser
from tests.journeys.served import Served, serve

PASSWORD, NEXT_PASSWORD = "three quiet words here", "three other quiet words"
ME, OTHER = "me@example.org", "other@example.org"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Served]:
    with serve(tmp_path / "mine", "--mine", "--no-worker") as server:
        yield server


def test_every_page_of_accounts(browser: Browser, own: Served) -> None:
    with looking(browser, own.url) as looker:
        _before_the_log_in(looker)
        _the_first_account(looker)
        _ones_own_account(looker)
        _other_people(looker)
        codes = _a_second_factor(looker)
        _log_in_with_a_code(looker, codes)
        _another_address(looker, own)
        _a_forgotten_password(looker, own)
        _locked_out(looker)
        assert IN_A_LIBRARY_OF_ONES_OWN - looker.seen == set()


def _before_the_log_in(looker: Looker) -> None:
    for path in (
        "/account/login/", "/account/signup/", "/account/inactive/", "/account/confirm-email/",
        "/account/password/reset/", "/account/password/reset/done/", "/account/3rdparty/login/cancelled/",
        "/account/confirm-email/nothing/", "/account/password/reset/key/1-nothing/",
        "/account/password/reset/key/done/",
    ):  # fmt: skip
        looker.look(path)
    looker.look("/account/3rdparty/login/error/", status=401)
    looker.look("/account/invitation/nothing/", status=409)
    looker.after("/account/login/", partial(past_the_browser, button="Log in"))
    looker.after("/account/password/reset/", partial(past_the_browser, button="Send the link"))


def _the_first_account(looker: Looker) -> None:
    looker.look("/account/first/")
    looker.after("/account/first/", partial(past_the_browser, button="Make the account"))
    page = looker.page
    page.get_by_label("E-mail address").fill(ME)
    page.get_by_label("How you are called").fill("Somebody")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    expect(page.get_by_role("heading", name="Add reports")).to_be_visible()


def _ones_own_account(looker: Looker) -> None:
    for path in (
        "/account/", "/account/email/", "/account/sessions/", "/account/password/change/", "/account/2fa/",
        "/account/3rdparty/", "/account/logout/",
    ):  # fmt: skip
        looker.look(path)
    looker.after("/account/password/change/", partial(past_the_browser, button="Change the password"))


def _other_people(looker: Looker) -> None:
    looker.look("/accounts/")
    looker.after("/accounts/", partial(past_the_browser, button="Invite"))
    page = looker.page
    page.get_by_label("E-mail address", exact=True).fill(OTHER)
    page.get_by_label("Organisation").select_option(label="My board")
    page.get_by_label("Team").fill("Duty team")
    page.get_by_role("button", name="Invite").click()
    looker.here("/accounts/ after inviting", page, "scripts")
    invitation = page.locator("main code").inner_text().removeprefix(looker.address)
    looker.look(invitation)
    looker.after(invitation, partial(past_the_browser, button="Make the account"))
    page.get_by_label("How you are called").fill("Another person")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    _one_person(looker)
    looker.look("/accounts/emergency/")
    looker.look("/audit/")
    looker.look("/audit/?kind=account&since_0=1&since_1=2&since_2=2020")
    looker.look("/audit/?since_0=31&since_1=2&since_2=2020")


def _one_person(looker: Looker) -> None:
    """A role is given and ended, and an account closed; both ask first."""
    page = looker.page
    page.goto(f"{looker.address}/accounts/?q=Another")
    page.get_by_role("link", name="Another person").click()
    person = page.url.removeprefix(looker.address)
    looker.look(person)
    page.get_by_label("Role").select_option(label="Trainer")
    page.get_by_role("button", name="Give this role").click()
    page.get_by_role("link", name="End (Trainer)").click()
    looker.look(page.url.removeprefix(looker.address))
    page.get_by_role("button", name="End the role").click()
    expect(page.get_by_text("Another person is no longer trainer.")).to_be_visible()
    page.get_by_role("link", name="Close this account").click()
    looker.look(page.url.removeprefix(looker.address))
    page.get_by_role("button", name="Close the account").click()
    expect(page.get_by_text("The account of Another person is closed.")).to_be_visible()


def _a_second_factor(looker: Looker) -> list[str]:
    """Set it up; the answer is the recovery codes."""
    page = looker.page
    page.goto(f"{looker.address}/account/2fa/")
    page.get_by_role("link", name="Set it up").click()
    looker.look(page.url.removeprefix(looker.address))
    looker.after("/account/reauthenticate/", partial(past_the_browser, button="Confirm"))
    page.goto(f"{looker.address}/account/2fa/totp/activate/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_role("heading", name="Set up an authenticator app").wait_for()
    looker.look("/account/2fa/totp/activate/")
    looker.after("/account/2fa/totp/activate/", partial(past_the_browser, button="Turn it on"))
    page.get_by_label("Code").fill(_code(page.locator("#key").inner_text()))
    page.get_by_role("button", name="Turn it on").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    looker.here("recovery codes, new", page, "scripts")
    for path in (
        "/account/2fa/", "/account/2fa/totp/deactivate/", "/account/2fa/recovery-codes/generate/",
        "/account/2fa/reauthenticate/", "/account/2fa/recovery-codes/",
    ):  # fmt: skip
        looker.look(path)
    return page.locator(".heeded-codes code").all_inner_texts()


def _code(secret: str) -> str:
    """The code of this half minute: early in it, so that a slow machine does not hand it in too late."""
    while time.time() % 30 > 18:
        time.sleep(0.5)
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def _log_in_with_a_code(looker: Looker, codes: list[str]) -> None:
    page = looker.page
    page.goto(f"{looker.address}/account/logout/")
    page.locator("main").get_by_role("button", name="Log out").click()
    _log_in(looker)
    page.get_by_role("heading", name="Enter your code").wait_for()
    looker.look("/account/2fa/authenticate/")
    looker.after("/account/2fa/authenticate/", partial(past_the_browser, button="Log in"))
    page.get_by_label("Code").fill(codes[0])
    page.locator("main").get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()


def _log_in(looker: Looker, email: str = ME, password: str = PASSWORD) -> None:
    looker.page.goto(f"{looker.address}/account/login/")
    looker.page.get_by_label("E-mail address").fill(email)
    looker.page.get_by_label("Password").fill(password)
    looker.page.locator("main").get_by_role("button", name="Log in").click()


def _another_address(looker: Looker, own: Served) -> None:
    page = looker.page
    page.goto(f"{looker.address}/account/email/")
    page.get_by_label("E-mail address", exact=True).fill("later@example.org")
    page.get_by_role("button", name="Add").click()
    looker.look("/account/email/")
    looker.look(_mailed(own, "/account/confirm-email/"))
    page.get_by_role("button", name="Yes, confirm it").click()
    page.goto(f"{looker.address}/account/email/")
    expect(page.get_by_label("later@example.org", exact=True)).to_be_visible()


def _mailed(own: Served, path: str) -> str:
    """The path of the last link of that kind that was mailed: on one's own machine mail is printed by the server."""
    log = own.library.parent / f"{own.library.name}.log"
    found = re.findall(rf"https?://[^/\s]+({re.escape(path)}\S+)", log.read_text())
    assert found, log.read_text()
    return str(found[-1])


def _a_forgotten_password(looker: Looker, own: Served) -> None:
    page = looker.page
    page.get_by_role("button", name="Log out").click()
    page.goto(f"{looker.address}/account/login/")
    page.get_by_role("link", name="I forgot my password").click()
    page.get_by_label("E-mail address").fill(ME)
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_role("heading", name="Look into your e-mail")).to_be_visible()
    link = _mailed(own, "/account/password/reset/key/")
    looker.look(link)
    looker.after(link, partial(past_the_browser, button="Use this password"))
    page.get_by_label("New password", exact=True).fill(NEXT_PASSWORD)
    page.get_by_label("New password again").fill(NEXT_PASSWORD)
    page.get_by_role("button", name="Use this password").click()
    expect(page.get_by_role("heading", name="Your password is changed")).to_be_visible()
    looker.look(link)


def _locked_out(looker: Looker) -> None:
    """After some wrong passwords, and after many links to one address: a page that says so, not an empty one."""
    nobody = {"login": "nobody@example.org", "password": "wrong wrong wrong"}
    _sent(looker, "/account/login/", nobody, times=5)
    _log_in(looker, nobody["login"], nobody["password"])
    expect(looker.page.locator(".govuk-error-summary")).to_contain_text("Too many")
    looker.here("locked out", looker.page, "scripts")
    _sent(looker, "/account/password/reset/", {"email": nobody["login"]}, times=5)
    looker.after("/account/password/reset/", _asks_once_more)


def _sent(looker: Looker, path: str, form: dict[str, str], *, times: int) -> None:
    """The same form, several times, without a look at what comes back."""
    looker.page.goto(looker.address + path)
    token = looker.page.locator("main input[name=csrfmiddlewaretoken]").first.get_attribute("value") or ""
    for _ in range(times):
        sent = {**form, "csrfmiddlewaretoken": token}
        looker.page.request.post(
            looker.address + path, form=sent, headers={"Referer": looker.address}, max_redirects=0
        )


def _asks_once_more(page: Page) -> None:
    page.get_by_label("E-mail address").fill("nobody@example.org")
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_role("heading", name="Too many tries")).to_be_visible()
