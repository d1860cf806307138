"""The examples of docs/api.md, run as they stand there against the sample library, over HTTP."""

import json
import os
import re
import shlex
import string
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from heeded.people.scopes import Scope
from tests.conftest import PROJECT
from tests.journeys.served import Served, copied, serve
from tests.library_of_samples import loaded_samples
from tests.web.made import pdf

__all__ = ["loaded_samples"]
DOCUMENT = PROJECT / "docs" / "api.md"
# As the page does, by the same service, in the library that is served.
_MAKES = """
import django
django.setup()
from heeded.people import terms
from heeded.people.models import Account
from heeded.people.queries import viewer_of
from heeded.people.scopes import Scope
from heeded.people.services import make_token
owner = viewer_of(Account.objects.get(email="board-staff@tarnbridge.example"), strong=True)
print(make_token(name="Examples", scopes=list(Scope), days=1, terms_version=terms.VERSION, by=owner)[1])
"""


@dataclass(frozen=True)
class Example:
    """A command, and what stands in its answer, in that order."""

    command: str
    expected: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Request:
    method: str
    address: str
    headers: dict[str, str]
    body: bytes | None


def examples() -> Iterator[Example]:
    for block in re.findall(r"```console\n(.*?)```", DOCUMENT.read_text(), re.DOTALL):
        found: Example | None = None
        for line in block.splitlines():
            if line.startswith("$ "):
                if found:
                    yield found
                found = Example(line.removeprefix("$ "))
            else:
                assert found is not None
                found.expected.append(line.strip())
        assert found is not None
        yield found


def requested(command: str, files: Path) -> Request:
    """What curl would ask: the few of its options that the page uses."""
    words = iter(shlex.split(command))
    assert next(words) == "curl"
    method, address, headers, body = "", "", {}, None
    for word in words:
        if word == "-H":
            name, _colon, value = next(words).partition(": ")
            headers[name] = value
        elif word == "-X":
            method = next(words)
        elif word == "-d":
            body = next(words).encode()
        elif word == "-F":
            name, _at, path = next(words).partition("=@")
            headers["Content-Type"] = "multipart/form-data; boundary=example"
            head = f'--example\r\nContent-Disposition: form-data; name="{name}"; filename="{path}"\r\n\r\n'
            body = head.encode() + (files / path).read_bytes() + b"\r\n--example--\r\n"
        else:
            assert word.startswith("http"), f"{word} is not understood here"
            address = word
    return Request(method or ("POST" if body is not None else "GET"), address, headers, body)


def answered(asked: Request) -> str:
    """The answer as it is easy to read."""
    request = urllib.request.Request(asked.address, asked.body, asked.headers, method=asked.method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            content = answer.read()
    except urllib.error.HTTPError as refusal:
        content = refusal.read()
    return json.dumps(json.loads(content), indent=2, ensure_ascii=False)


@pytest.fixture
def served(loaded_samples: Path, tmp_path: Path) -> Iterator[Served]:
    with serve(copied(loaded_samples / "library", tmp_path / "library"), "--demo") as server:
        yield server


def _token(library: Path) -> str:
    environment = {
        **os.environ,
        "HEEDED_DATA": str(library),
        "DJANGO_SETTINGS_MODULE": "heeded.config.settings",
    }
    environment["HEEDED_MODE"] = "demo"
    said = subprocess.run(
        [sys.executable, "-c", _MAKES],
        env=environment,
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    return said.stdout.strip()


@pytest.mark.slow
def test_the_examples_answer_as_they_say(served: Served, tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(pdf("A report of an example"))
    known = {"HERE": served.url, "TOKEN": _token(served.library)}
    run = 0
    for example in examples():
        command = string.Template(example.command).substitute(known)
        answer = answered(requested(command, tmp_path))
        _stand_in_order(
            example, [string.Template(line).substitute(known) for line in example.expected], answer
        )
        if "REVIEW" not in known:  # the identifiers of the page are those of its first answer
            review = json.loads(answer)["results"][0]
            place = review["passages"][0]["citation"]
            known |= {"REVIEW": review["review"], "DOCUMENT": place["document"], "AT": place["at"]}
        run += 1
    assert run >= 15


def _stand_in_order(example: Example, expected: list[str], answer: str) -> None:
    rest = answer
    for line in expected:
        assert line in rest, f"{example.command}\nshould say {line}\nand says\n{answer[:3000]}"
        rest = rest[rest.index(line) + len(line) :]


def test_every_scope_stands_in_the_table() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| (.+) \|$", DOCUMENT.read_text(), re.MULTILINE)
    told = {name: words for name, words in rows if name in set(Scope)}
    assert set(told) == set(Scope)


def test_the_limits_are_those_of_the_settings(settings: object) -> None:
    words = DOCUMENT.read_text()
    for name in ("API_TOKEN_A_MINUTE", "API_ANONYMOUS_A_MINUTE", "API_ANONYMOUS_A_DAY"):
        assert f"{getattr(settings, name):,}" in words, name
