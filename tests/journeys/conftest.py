"""A real browser on a real server of this machine. Every journey needs Chromium and is marked so here."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.cli.made import command
from tests.journeys.everywhere import prepare
from tests.journeys.looking import barriers_on, sideways
from tests.journeys.served import Served, copied, serve
from tests.library_of_samples import loaded_samples

__all__ = ["loaded_samples"]
# Playwright's loop runs in the thread of the test, which Django takes for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.needs("chromium"))


@pytest.fixture(scope="session")
def served(
    loaded_samples: Path, tmp_path_factory: pytest.TempPathFactory, browser: Browser
) -> Iterator[Served]:
    """The sample library, served as `make run` does, with a few things that the samples do not hold."""
    library = copied(loaded_samples / "library", tmp_path_factory.mktemp("served") / "samples")
    command("embed", data=library)  # without a model it says so, and search is by word only
    with serve(library, "--demo", "--no-worker") as server:
        page = browser.new_page()
        prepare(page, server)
        page.context.close()
        yield server


class Visitor:
    """Somebody with a browser. What the page complains of while they use it fails the test at its end."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page: Page = context.new_page()
        self.address = address
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self._hear(message.type, message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def goes_to(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def barriers(self) -> list[str]:
        """What axe finds on the page as it stands, in its own words."""
        return barriers_on(self.page)

    def sideways(self) -> int:
        """By how many pixels the page is wider than the window."""
        return sideways(self.page)

    def _hear(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.complaints.append(text)


@pytest.fixture
def visitor(browser: Browser, live_server: Any, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    """A visitor at a desk. `@pytest.mark.parametrize("visitor", [{"viewport": PHONE}], indirect=True)` for others;
    `{"java_script_enabled": False}` for one without scripts.
    """
    options = {"viewport": DESKTOP} | getattr(request, "param", {})
    context = browser.new_context(**options)
    visitor = Visitor(context, live_server.url)
    yield visitor
    context.close()
    assert visitor.complaints == []
