"""Every kind of page, as those who reach it, with what leads there: for checks that hold on all of them."""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.journeys.served import Served
from tests.web.made import pdf

# Answers that are no page: files, redirects, and forms that lead elsewhere.
NO_PAGES = {
    "picture", "cite", "original", "cleaned", "text", "ris", "recommendations", "again", "hide", "publish",
    "answer-problem", "demo-log-in", "close-account", "end-role", "emergency",
}  # fmt: skip
# Only in a library of one's own, or only with a secret: their own journeys go there.
ELSEWHERE = {"first-account", "invitation"}


def pages_of(role: str, served: Served) -> Iterator[str]:
    """The paths of a role's pages."""
    yield from {"": _of_everybody, "Board staff": _of_staff, "Administrator": _of_administrator}[role](served)


def _of_everybody(served: Served) -> list[str]:
    summary, scan = served.review("Child M"), served.document("06-ostlebury")
    overview, word = served.document("02b-"), served.document("08-")
    return [
        "/", "/search/?q=bruise+baby", "/search/?q=bruise&harm=neglect&speaker=family&from=2008",
        "/search/?q=xylophone",
        "/search/?q=was+not+brought&sort=newest&page=2", "/search/?q=born+12%2F03%2F2015+Jenny+Small", "/search/",
        "/reviews/", f"/reviews/{summary}/", f"/documents/{overview}/?page=5", f"/documents/{overview}/?page=4&q=child",
        f"/documents/{scan}/?page=2&q=child", f"/documents/{word}/?q=child", "/holdings/",
        f"/report-a-problem/?review={summary}", "/about/", "/about/roles/", "/accessibility/", "/privacy/", "/status/",
        "/account/login/", "/account/password/reset/", "/nowhere/", "/add/",
        f"/reviews/{served.review('Known elsewhere')}/",
    ]  # fmt: skip


def _of_staff(served: Served) -> list[str]:
    confirmed, open_one = served.review("Child M"), served.review("Baby W")
    point = served.one("select identifier from library_learningpoint")
    return [
        "/", "/search/?q=bruise+baby", f"/reviews/{confirmed}/", f"/reviews/{confirmed}/facts/",
        f"/reviews/{open_one}/facts/", f"/documents/{served.document('02b-')}/record/",
        f"/learning-points/{point}/", "/add/", "/queue/", "/catalogue/", "/problems/",
        "/settings/", "/status/", "/account/", "/account/2fa/", "/account/sessions/",
    ]  # fmt: skip


def _of_administrator(served: Served) -> list[str]:
    return ["/accounts/", "/status/", "/account/logout/"]


def prepare(page: Page, served: Served) -> None:
    """What the samples do not hold: a record without a file, a reported problem, files that were refused."""
    page.goto(served.url + "/report-a-problem/")
    page.get_by_label("Something is wrong").check()
    page.get_by_label("Tell us what and where").fill("The year on page 2 is wrong.")
    page.get_by_role("button", name="Send").click()
    log_in(page, served, "Board staff")
    page.goto(served.url + "/catalogue/")
    page.get_by_label("Title").fill("Known elsewhere: Child Z")
    page.get_by_label("Board or partnership").fill("Farway Board")
    page.get_by_label("Whom to ask").fill("the board’s office")
    page.get_by_role("button", name="Keep this record").click()
    page.goto(served.url + "/add/")
    files = [
        {
            "name": "not a sample.pdf",
            "mimeType": "application/pdf",
            "buffer": pdf("Nothing real joins the samples."),
        },
        {"name": "empty.pdf", "mimeType": "application/pdf", "buffer": b""},
    ]
    page.get_by_label("Reports").set_input_files(files)  # type: ignore[arg-type]  # plain dicts serve
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("heading", name="Work queue").wait_for()
    page.get_by_role("button", name="Log out").click()


def log_in(page: Page, served: Served, role: str) -> None:
    """Enter the sample library as a ready account."""
    page.goto(served.url + "/account/login/")
    page.get_by_role("button", name=f"Log in as {role.lower()}", exact=True).click()
    page.get_by_role("button", name="Log out").wait_for()
