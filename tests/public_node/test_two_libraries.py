"""Two libraries on one machine, as processes of their own, over real HTTP: the main one with something of every state,
and its public node. What the node's disk holds is looked at byte by byte."""

import json
import re
import shutil
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.cli.made import PROJECT, command
from tests.journeys.served import serve
from tests.library_of_samples import loaded_samples

__all__ = ["loaded_samples"]
pytestmark = pytest.mark.slow
_KINDS = ("identifiers", "hashes", "sentences", "vectors")


@dataclass
class Two:
    """What the tests look at: the node's folder after the first following and after the last, and what each may not
    hold."""

    first: Path
    last: Path
    said: dict[str, Any]
    withdrawn: str = ""
    erased: str = ""
    pages: dict[str, tuple[str, str]] = field(default_factory=dict)  # of the main library and of the node
    found: tuple[list[str], list[str]] = ([], [])  # the same of a search


@pytest.fixture(scope="module")
def two(loaded_samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Two:
    base = tmp_path_factory.mktemp("two")
    main, node = base / "main", base / "node"
    shutil.copytree(loaded_samples / "library", main)
    if has_model():
        assert command("embed", data=main).code == 0
    said = prepared(main, "change")
    with serve(main, "--no-worker") as library:
        follow(library.url, node, said["secret"])
        found = Two(base / "first", node, said)
        shutil.copytree(node, found.first)
        with serve(node, "--no-worker") as copy:
            found.pages = {path: (shown(library.url, path), shown(copy.url, path)) for path in paths(said)}
            found.found = (passages(library.url), passages(copy.url))
        found.withdrawn, found.erased = said["public"][0], said["public"][-1]
        assert command("withdraw", found.withdrawn, "--reason", "other", data=main).code == 0
        assert command("erase", found.erased, "--reason", "court-order", data=main).code == 0
        follow(library.url, node, said["secret"])
    return found


def has_model() -> bool:
    return (Path(sys.prefix) / "share" / "heeded" / "model").is_dir()


def prepared(library: Path, *words: str) -> dict[str, Any]:
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(PROJECT), "HEEDED_DATA": str(library)}
    script = [sys.executable, "-m", "tests.public_node.prepared", *words]
    done = subprocess.run(script, env=environment, capture_output=True, text=True, timeout=200)
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def follow(address: str, node: Path, secret: str) -> None:
    answer = command("follow", "--from", address, "--once", data=node, HEEDED_TOKEN=secret)
    assert answer.code == 0, answer.err
    assert secret not in answer.out + answer.err


def paths(said: dict[str, Any]) -> list[str]:
    """Public pages that both libraries must show alike."""
    reviews = [f"/reviews/{one}/" for one in said["works"]]
    documents = [f"/documents/{one}/" for one in said["public"]]
    return ["/reviews/", "/holdings/", "/briefings/", *reviews, *documents]


def passages(address: str) -> list[str]:
    """Where a search finds something, best first."""
    asked = f"{address}/api/v1/search?q=health+visitor+bruise&mode=words&limit=20"
    with urllib.request.urlopen(asked, timeout=60) as answer:
        results = json.loads(answer.read())["results"]
    return [
        f"{passage['citation']['document']} {passage['citation']['at']}"
        for review in results
        for passage in review["passages"]
    ]


def shown(address: str, path: str) -> str:
    """A page as anybody gets it, without what differs from server to server and from request to request."""
    with urllib.request.urlopen(address + path, timeout=60) as answer:
        page = answer.read().decode()
    page = page.replace(address, "").replace(address.removeprefix("http://"), "")
    # What boards answered and did stays on the main library (decision 0026).
    page = re.sub(r'<ul class="govuk-list heeded-outcomes">.*?</ul>', "", page, flags=re.DOTALL)
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


def holdings(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of a library, byte by byte, and every value of its database once more: a long one lies in several
    pages of the file."""
    for path in folder.rglob("*"):
        if path.is_file():
            yield str(path.relative_to(folder)), path.read_bytes()
            yield f"the name of {path.name}", path.name.encode()
    with closing(sqlite3.connect(folder / "heeded.sqlite3")) as database:
        database.text_factory = bytes
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for row in database.execute(f'SELECT * FROM "{table.decode()}"'):
                for value in row:
                    if isinstance(value, bytes):
                        yield f"a row of {table.decode()}", value


def leaks(folder: Path, things: dict[str, Any], *, but: tuple[str, ...] = ()) -> list[str]:
    """Which of these things a library holds, and where."""
    held = [(where, content) for where, content in holdings(folder) if content]
    whole = b"\x00".join(content for _, content in held)
    found = []
    for kind in _KINDS:
        for thing in things[kind]:
            wanted = bytes.fromhex(thing) if kind == "vectors" else thing.encode()
            if wanted in whole:
                where = {place for place, content in held if wanted in content} - set(but)
                found += [f"{kind}: {thing[:60]} in {place}" for place in where]
    return found


def tables_of(folder: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(folder / "heeded.sqlite3")) as database:
        return [row[0] for row in database.execute(query)]


def test_there_is_something_to_find(two: Two) -> None:
    hidden = two.said["hidden"]
    assert len(hidden["identifiers"]) > 20
    assert len(hidden["hashes"]) >= 4
    assert len(hidden["sentences"]) > 300
    assert bool(hidden["vectors"]) is has_model()
    main, some = two.last.parent / "main", {kind: hidden[kind][:20] for kind in _KINDS}
    assert len(leaks(main, some)) > 40  # and whoever looks finds it


def test_everything_public_arrived(two: Two) -> None:
    assert set(tables_of(two.first, "select identifier from library_document")) == set(two.said["public"])
    assert set(tables_of(two.first, "select identifier from library_work")) == set(two.said["works"])
    assert command("check", data=two.first).code == 0


def test_the_public_sees_the_same_pages_on_both(two: Two) -> None:
    assert len(two.pages) > 30
    differing = [path for path, (main, node) in two.pages.items() if main != node]
    assert differing == []


def test_no_restricted_thing_is_on_the_node(two: Two) -> None:
    assert leaks(two.first, two.said["hidden"]) == []


def test_no_file_is_on_the_node_but_those_that_readers_get(two: Two) -> None:
    named = {
        value
        for column in ("sha256", "pdf_sha256", "public_sha256", "public_pdf_sha256")
        for value in tables_of(two.first, f"select {column} from library_document")
    }
    assert {path.name for path in (two.first / "files").glob("??/*")} <= named
    assert named & set(two.said["hidden"]["hashes"]) == set()


def test_no_account_no_decision_of_anybody_and_no_guess_is_on_the_node(two: Two) -> None:
    assert tables_of(two.first, "select count(*) from library_fact") == [0]
    for table in ("people_account", "people_organisation", "people_grant", "intake_delivery"):
        assert tables_of(two.first, f"select count(*) from {table}") == [0]
    assert set(tables_of(two.first, "select decided_by from library_factdecision")) == {"system:follow"}
    assert b"node@example.org" not in b"".join(content for _, content in holdings(two.first))


def test_the_node_finds_by_word_and_by_meaning_as_the_main_library_does(two: Two) -> None:
    main, node = two.found
    assert len(main) > 10
    assert set(main) == set(node)
    if has_model():
        rows = "select count(*) from search_documentvectors where length(passage_vectors) > 0"
        assert tables_of(two.first, rows) == [len(two.said["public"])]


def test_what_is_withdrawn_or_erased_on_the_main_library_leaves_no_byte(two: Two) -> None:
    for gone in (two.withdrawn, two.erased):
        things = two.said["each"][gone]
        assert things["sentences"]
        assert leaks(two.first, things)
        kept = {*things["identifiers"]} & {gone}  # the tombstone, the audit: identifiers stay
        things = {**things, "identifiers": [one for one in things["identifiers"] if one not in kept]}
        assert leaks(two.last, things) == []


def test_what_stays_of_it_is_a_tombstone(two: Two) -> None:
    stones = "select thing || ' ' || reason from core_tombstone where thing_kind = 'document'"
    assert sorted(tables_of(two.last, stones)) == sorted(
        [f"{two.withdrawn} withdrawn", f"{two.erased} erased"]
    )
    here = tables_of(two.last, "select identifier from library_document")
    assert set(here) == set(two.said["public"]) - {two.withdrawn, two.erased}
    assert command("check", data=two.last).code == 0
