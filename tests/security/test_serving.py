"""`heeded serve` refuses what would put readers at risk, and believes nobody but its own proxy."""

import argparse
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from heeded.cli.commands import serve
from heeded.core.errors import Refused
from heeded.people.demo import ready_accounts
from heeded.people.viewer import OPERATOR
from tests.library import made

OUTSIDE = {
    "HEEDED_HOSTS": "reviews.example.org",
    "HEEDED_SMTP": "127.0.0.1:9",
    "HEEDED_ADDRESS": "https://reviews.example.org",
}


def chosen(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    serve.arguments(parser)
    return parser.parse_args(words)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "no-such-name.invalid"])
def test_only_this_machine_is_served_without_the_production_command(host: str) -> None:
    with pytest.raises(Refused):
        serve._must_be_loopback(host)


@pytest.mark.django_db
def test_one_click_accounts_never_open_a_library_of_real_reviews() -> None:
    made.document(state="published")
    with pytest.raises(Refused, match="one click"):
        serve._must_be_theirs("demo")


@pytest.mark.django_db
def test_one_click_accounts_never_face_the_outside() -> None:
    ready_accounts(by=OPERATOR)
    with pytest.raises(Refused, match="ready accounts"):
        serve._must_be_theirs("production")


def test_the_proxy_alone_says_who_asks_and_by_what_scheme() -> None:
    options = serve.server_options(chosen("--production"), "production")
    assert options["trusted_proxy"] == "127.0.0.1"
    assert options["clear_untrusted_proxy_headers"] is True
    assert "trusted_proxy" not in serve.server_options(chosen(), "loopback")


def test_a_request_has_an_end() -> None:
    assert serve.server_options(chosen(), "mine")["max_request_body_size"] <= 1 << 30


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["loopback", "demo", "mine"])
def test_no_other_name_leads_to_a_library_of_this_machine(mode: str) -> None:
    """A page elsewhere could point its own name here; the site must not answer to it, whatever is configured."""
    said = "from heeded.config import settings; print(settings.ALLOWED_HOSTS, settings.SESSION_COOKIE_SECURE)"
    environment = {**os.environ, **OUTSIDE, "HEEDED_MODE": mode}
    found = subprocess.run(
        [sys.executable, "-c", said], env=environment, capture_output=True, text=True, timeout=30, check=True
    )
    assert "reviews.example.org" not in found.stdout


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real production server on loopback, as behind its proxy."""
    folder, port = tmp_path_factory.mktemp("outside"), "8297"
    words = [sys.executable, "-m", "heeded", "serve", "--data", str(folder), "--production", "--port", port]
    environment = {**os.environ, **OUTSIDE, "HEEDED_MODE": "production", "HEEDED_DATA": str(folder)}
    process = subprocess.Popen(
        [*words, "--no-worker"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        assert process.stdout is not None
        assert b"8297" in process.stdout.readline()
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.communicate(timeout=20)


class _Stays(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def fetched(address: str, **headers: str) -> tuple[int, dict[str, str]]:
    """Status and headers; redirects are not followed."""
    until = time.monotonic() + 10
    asked = urllib.request.Request(address, headers={k.replace("_", "-"): v for k, v in headers.items()})
    while True:
        try:
            with urllib.request.build_opener(_Stays).open(asked, timeout=10) as answer:
                return answer.status, {k.lower(): v for k, v in answer.headers.items()}
        except urllib.error.HTTPError as error:
            with error:
                return error.code, {k.lower(): v for k, v in error.headers.items()}
        except urllib.error.URLError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


@pytest.mark.slow
def test_the_production_server_starts_and_is_shut_on_every_side(production: str) -> None:
    behind = {"Host": "reviews.example.org", "X_Forwarded_Proto": "https", "X_Forwarded_For": "192.0.2.1"}
    status, page = fetched(production + "/account/login/", **behind)
    assert status == 200
    assert page["strict-transport-security"].startswith("max-age=31536000")
    assert "Secure" in page["set-cookie"]
    assert "HttpOnly" in page["set-cookie"]
    status, plain = fetched(production + "/", Host="reviews.example.org")
    assert (status, plain["location"]) == (301, "https://reviews.example.org/")
    status, other = fetched(production + "/", Host="elsewhere.example", X_Forwarded_Proto="https")
    assert status == 400
    for asked in ("/static/built/heeded.css", "/no-such-page/", "/documents/x/"):
        assert "content-security-policy" in fetched(production + asked, **behind)[1]
    assert all("content-security-policy" in answer for answer in (page, plain, other))


@pytest.mark.slow
def test_the_worker_ends_with_its_server(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "heeded", "serve", "--data", str(tmp_path), "--mine", "--port", "8298"]
    process = subprocess.Popen(
        words,
        env={**os.environ, "HEEDED_MODE": "mine", "HEEDED_DATA": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with process:
        assert process.stdout is not None
        assert b"8298" in process.stdout.readline()
        workers = _children(process.pid)
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)
    assert workers
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]


def _children(owner: int) -> list[int]:
    until = time.monotonic() + 5
    while time.monotonic() < until:
        found = Path(f"/proc/{owner}/task/{owner}/children").read_text().split()
        if found:
            return [int(pid) for pid in found]
        time.sleep(0.1)
    return []
