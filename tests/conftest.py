"""What every test may use, and the rule for tools that not every machine has.

`@pytest.mark.needs("tesseract")` skips a test where that tool is missing; the end of the run says in one line
how to have it. With HEEDED_NOTHING_SKIPPED=1 (as in `.ci/run`) such a test fails instead.
"""

import os
import secrets
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import time_machine

from heeded.engine.meaning import SHARED_FOLDER
from tests import environment
from tests.database.server import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PROJECT = Path(__file__).parent.parent
# For each optional tool: the commands that show it is there, and Debian's packages that bring it.
TOOLS = {
    "chromium": (("chromium",), "chromium"),
    "tesseract": (("tesseract",), "tesseract-ocr"),
    "libreoffice": (("soffice",), "libreoffice-writer-nogui"),
}
# The sentence model is no command: it lies in this Python's own folder, put there by `make setup`.
MODEL = "model"
NOTHING_SKIPPED = os.environ.get("HEEDED_NOTHING_SKIPPED") == "1"


def has_tool(name: str) -> bool:
    """Whether an optional tool is on this machine."""
    if name == MODEL:
        return (SHARED_FOLDER / "model.onnx").is_file()
    commands, _ = TOOLS[name]
    return all(shutil.which(command) for command in commands)


def pytest_configure() -> None:
    """Settings are read by now: commands that tests start have libraries of their own, in folders."""
    os.environ.pop("DATABASE_URL", None)


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """The server is started for the first test that needs a database."""
    if environment.server is not None:
        environment.server.start()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL run those that touch the database: the others would say the same again."""
    wanted = [item for item in items if _belongs_here(item)]
    config.hook.pytest_deselected(items=[item for item in items if not _belongs_here(item)])
    items[:] = wanted


def _belongs_here(item: pytest.Item) -> bool:
    here = "sqlite" if environment.server is None else "postgresql"
    only = item.get_closest_marker("only_on")
    if only is not None and only.args[0] != here:
        return False
    return here == "sqlite" or _touches_database(item)


def _touches_database(item: pytest.Item) -> bool:
    named = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    return bool(named) or item.get_closest_marker("django_db") is not None


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("needs"):
        missing = [name for name in mark.args if not has_tool(name)]
        if missing and NOTHING_SKIPPED:
            pytest.fail(f"{', '.join(missing)} is missing and nothing may be skipped here", pytrace=False)
        if missing:
            pytest.skip(f"needs {', '.join(missing)}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and NOTHING_SKIPPED:
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be: {report.longrepr}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what was left out and how to have it: one line for all tools, one for each other reason."""
    reasons = Counter(_reason(report) for report in terminalreporter.getreports("skipped"))
    for_tools = {reason: count for reason, count in reasons.items() if reason.startswith("needs ")}
    missing = {name for reason in for_tools for name in reason.removeprefix("needs ").split(", ")}
    what = [f"{sum(for_tools.values())} tests"] if for_tools else []
    if "not journey" in str(config.option.markexpr) and not has_tool("chromium"):
        missing.add("chromium")
        what.append("the journeys in a browser")
    if missing:
        packages = " ".join(TOOLS[name][1] for name in sorted(missing - {MODEL}))
        ways = [f"apt-get install {packages}"] * bool(packages) + ["heeded model add --for-all"] * (
            MODEL in missing
        )
        terminalreporter.write_line(f"Skipped: {' and '.join(what)}. To have them: {', '.join(ways)}")
    for reason, count in sorted(reasons.items()):
        if reason not in for_tools:
            terminalreporter.write_line(f"Skipped: {count} tests, as {reason}")


def _reason(report: pytest.TestReport) -> str:
    words = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return words.removeprefix("Skipped: ").rstrip(".")


@pytest.fixture
def shared() -> Path:
    """The folder of real material to measure with, which is not part of the project."""
    folder = Path(os.environ.get("HEEDED_SHARED") or PROJECT.parent / "shared")
    if not (folder / "data").is_dir():
        pytest.skip("the shared data is not beside this checkout (HEEDED_SHARED says where it is)")
    return folder


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    """A PostgreSQL for all tests of this process that start programs of their own. Its test may stop it and start it
    again, and leaves it running."""
    server = Server()
    server.start()
    yield server
    server.remove()


@pytest.fixture
def postgresql(postgresql_server: Server) -> str:
    """What `DATABASE_URL` is for an empty database that only this test has."""
    name = f"test_{secrets.token_hex(4)}"
    postgresql_server.run(f"CREATE DATABASE {name}")
    return postgresql_server.address(name)


@pytest.fixture
def frozen_time() -> Iterator[time_machine.Traveller]:
    """A fixed instant: noon UTC on Tuesday 4 March 2025. `frozen_time.shift(60)` lets a minute pass."""
    with time_machine.travel(datetime(2025, 3, 4, 12, 0, tzinfo=UTC), tick=False) as clock:
        yield clock


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Debian's Chromium, without a window: one for all tests of a process, as two would share one loop."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()
