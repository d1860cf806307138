"""Looking at a page: what axe finds on it, with the site's own scripts and with them blocked, and its width."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Page

DESKTOP = {"width": 1280, "height": 900}
NARROWEST = {"width": 320, "height": 700}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Only what is wrong is worked out in full and sent back: the rest is most of axe's time.
_ASK = """async rules => {
    const found = await axe.run(document, { runOnly: rules, resultTypes: ["violations"] });
    return found.violations.map(rule =>
        `${rule.id}: ${rule.help} ${JSON.stringify(rule.nodes.map(node => node.html.slice(0, 120)))}`);
}"""


def barriers_on(page: Page) -> list[str]:
    """What axe finds on the page as it stands, in its own words."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    return [str(words) for words in page.evaluate(_ASK, RULES)]


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


class Looker:
    """One log-in and two windows: in one the site's own scripts run, in the other they are blocked on their way.

    `found` fills with what is wrong, by page; `seen` with the names of the routes that gave a page.
    """

    def __init__(self, page: Page, blocked: Page, address: str) -> None:
        self.page, self.blocked, self.address = page, blocked, address
        self.found: dict[str, list[str]] = {}
        self.seen: set[str] = set()
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda message: self._hear(message.type, message.text))

    def look(self, path: str, *, status: int = 200) -> Page:
        """Look at a page both ways. The answer is the window with scripts."""
        self.here(path, self._opened(self.blocked, path, status), "scripts blocked")
        self.here(path, self._opened(self.page, path, status), "scripts")
        self._narrow(path)
        return self.page

    def after(self, path: str, act: Callable[[Page], object]) -> Page:
        """Look both ways at what a page becomes by what somebody does on it, such as a form sent with mistakes."""
        for page, way in ((self.blocked, "scripts blocked"), (self.page, "scripts")):
            act(self._opened(page, path))
            self.here(f"{path} after", page, way)
        return self.page

    def here(self, path: str, page: Page, way: str) -> None:
        """Look at a window as it stands, once it has its look."""
        page.wait_for_load_state("load")
        if barriers := barriers_on(page):
            self.found[f"{path} ({way})"] = barriers
        with suppress(Resolver404):
            self.seen.add(resolve(urlsplit(page.url).path, urlconf="heeded.config.urls").url_name or "")

    def _opened(self, page: Page, path: str, status: int = 200) -> Page:
        answer = page.goto(self.address + path)
        if answer is None or answer.status != status:
            self.found[f"{path} (answer)"] = [str(answer and answer.status)]
        return page

    def _narrow(self, path: str) -> None:
        self.page.set_viewport_size(NARROWEST)
        if (wider := sideways(self.page)) > 0:
            self.found[f"{path} (narrow)"] = [f"{wider} pixels too wide"]
        self.page.set_viewport_size(DESKTOP)

    def _hear(self, kind: str, text: str) -> None:
        """Answers such as 404 are asked for on purpose; anything else that the browser complains of is wrong."""
        if kind in {"error", "warning"} and "status of 4" not in text:
            self.complaints.append(text)


@contextmanager
def looking(
    browser: Browser, address: str, *, enter: Callable[[Page], object] | None = None
) -> Iterator[Looker]:
    """Somebody who looks at pages, once `enter` has logged them in."""
    context = browser.new_context(viewport=DESKTOP)
    context.set_default_timeout(20_000)
    context.add_init_script(script=AXE_SCRIPT)
    page, blocked = context.new_page(), context.new_page()
    blocked.route("**/*.js", lambda route: route.abort())
    if enter:
        enter(page)
    looker = Looker(page, blocked, address)
    try:
        yield looker
    finally:
        context.close()
    assert looker.found == {}, looker.found
    assert looker.complaints == [], looker.complaints


def past_the_browser(page: Page, button: str) -> None:
    """Send a form past the browser's own checks, so that ours are seen."""
    page.evaluate("document.querySelectorAll('form').forEach(form => { form.noValidate = true; })")
    page.locator("main").get_by_role("button", name=button, exact=True).first.click()
    page.locator(".govuk-error-summary").wait_for()
