"""Files that mean harm end as read or refused; nothing calls home, escapes, fills the disk, or runs in a browser."""

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.security import hostile

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PORT = 8296
_SECONDS = 300


@dataclass
class Attacked:
    """A library that took every hostile file in: what was said of each, and who was called meanwhile."""

    folder: Path
    files: list[dict[str, Any]] = field(default_factory=list)
    calls: list[bytes] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "HEEDED_MODE": "loopback", "HEEDED_DATA": str(self.folder)}

    def heeded(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "heeded", *words, "--data", str(self.folder)],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    folder = tmp_path_factory.mktemp("attacked")
    (folder / "bad").mkdir()
    library = Attacked(folder / "library")
    with socket.create_server(("127.0.0.1", 0)) as home:
        home.settimeout(_SECONDS + 60)
        threading.Thread(target=_listen, args=(home, library.calls), daemon=True).start()
        hostile.make_all(folder / "bad", port=home.getsockname()[1])
        said = library.heeded("add", "--published", "--wait", "--json", str(folder / "bad"))
        library.files = json.loads(said.stdout)
        yield library


def _listen(home: socket.socket, calls: list[bytes]) -> None:
    try:
        while True:
            with home.accept()[0] as caller:
                calls.append(caller.recv(200))
    except OSError:
        return


@pytest.mark.slow
def test_every_file_ends_as_read_or_refused_with_a_reason(attacked: Attacked) -> None:
    assert len(attacked.files) >= 22
    for one in attacked.files:
        assert one["state"] in {"read", "refused", "needs-ocr"}, one
        assert one["error"] or one["state"] == "read", one
    read = {Path(one["file"]).name for one in attacked.files if one["state"] == "read"}
    assert {'web".html', "remote.docx", "acts.pdf", "good.txt", "tags.txt"} <= read
    assert not {"bomb.pdf", "laughs.docx", "many.zip", "bomb.zip", "link.txt", "in.zip", "outside.txt"} & read


@pytest.mark.slow
def test_nothing_called_home_and_nothing_got_out(attacked: Attacked) -> None:
    assert attacked.calls == []
    assert not list(attacked.folder.parent.rglob("outside.txt"))
    assert not Path("/tmp/heeded-outside.txt").exists()
    size = sum(path.stat().st_size for path in attacked.folder.rglob("*") if path.is_file())
    assert size < 60_000_000
    assert not list((attacked.folder / "files" / "incoming").glob("*"))
    kept = b"".join(path.read_bytes() for path in attacked.folder.glob("heeded.sqlite3*"))
    assert b"root:x:0" not in kept


@pytest.mark.slow
@pytest.mark.journey
@pytest.mark.needs("chromium")
def test_nothing_runs_in_the_browser_of_a_reader(attacked: Attacked, browser: "Browser") -> None:
    words = [sys.executable, "-m", "heeded", "serve", "--port", str(PORT), "--no-worker"]
    with subprocess.Popen(
        [*words, "--data", str(attacked.folder)],
        env=attacked.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            assert server.stdout is not None
            assert str(PORT).encode() in server.stdout.readline()
            page = browser.new_page()
            complaints = _visit(page, f"http://127.0.0.1:{PORT}", attacked)
            page.close()
        finally:
            server.terminate()
            server.wait(timeout=20)
    assert complaints == []
    assert attacked.calls == []


def _visit(page: Any, site: str, attacked: Attacked) -> list[str]:
    """Look at every review and document, and search for their worst words; what happened that may not."""
    heard: list[str] = []
    page.on("dialog", lambda dialog: (heard.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("console", lambda told: heard.append(told.text) if told.type in {"error", "warning"} else None)
    page.on(
        "request", lambda asked: None if asked.url.startswith((site, "data:")) else heard.append(asked.url)
    )
    read = [one for one in attacked.files if one["state"] == "read"]
    addresses = [f"/reviews/{one['review']}/" for one in read] + [
        f"/documents/{one['document']}/" for one in read
    ]
    for address in [*addresses, "/reviews/", "/search/?q=alert", "/search/?q=<img src=x onerror=alert(1)>"]:
        page.goto(site + address)
        links = page.eval_on_selector_all("a", "all => all.map(one => one.getAttribute('href') || '')")
        heard += [link for link in links if not link.startswith(("/", "?", "#", "http"))]
    return heard
