"""Two web nodes, a worker, one PostgreSQL and shared files: real processes, killed and started again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from heeded.engine.meaning import model_folder
from tests.cli.made import Answer
from tests.database.server import Server
from tests.machines.cluster import Machine, until
from tests.web.made import pdf

pytestmark = pytest.mark.slow
SOON = 20.0  # seconds that following may take on a busy machine; benchmarks.following says how long it takes
_number = count(1)


@dataclass(frozen=True)
class Cluster:
    """All machines, by what they are."""

    one: Machine
    two: Machine
    worker: Machine
    database: Callable[[str], str]  # what a statement answers
    shared: Path

    @property
    def machines(self) -> tuple[Machine, ...]:
        return self.one, self.two, self.worker

    def nodes(self) -> dict[str, dict[str, int]]:
        """What the status says of each."""
        found: dict[str, dict[str, int]] = self.one.command("status", "--json").json["nodes"]
        return found


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory, postgresql_server: Server) -> Iterator[Cluster]:
    folder = tmp_path_factory.mktemp("cluster")
    postgresql_server.run("CREATE DATABASE cluster")
    settings = {
        "DATABASE_URL": postgresql_server.address("cluster"),
        "HEEDED_FILES": str(folder / "shared"),
        "HEEDED_MODE": "loopback",
        "HEEDED_SECRET_KEY": "the same on every machine, as log-ins and lock-outs need it",
    }
    one, two, worker = (Machine(folder / name, dict(settings)) for name in ("one", "two", "worker"))
    made = Cluster(
        one, two, worker, lambda words: postgresql_server.run(words, database="cluster"), folder / "shared"
    )
    try:
        assert one.command("status", "--json").code == 0
        worker.start("work")
        one.serve()
        two.serve()
        yield made
    finally:
        for machine in made.machines:
            machine.kill()


def report(folder: Path, word: str) -> Path:
    """A report of one page with a word that stands nowhere else."""
    lines = [
        f"Serious case review: Child {word.title()} \\(FICTIONAL\\)",
        "1. Background",
        f"Nobody asked the {word} neighbours what they had seen in the weeks before.",
        "The school wrote to the family twice and heard nothing, and told nobody.",
        "2. Recommendations",
        f"Recommendation 1: The board should ask every agency to call on the {word} neighbours.",
    ]
    path = folder / f"{word}.pdf"
    path.write_bytes(pdf(*lines))
    return path


@pytest.fixture
def word() -> str:
    """A word that no other test of these machines uses."""
    return "quillon" + "abcdefghijkl"[next(_number)] * 3


def added(machine: Machine, path: Path) -> str:
    """The identifier of a report that the operator of this machine added, read by the worker, and published."""
    (row,) = machine.command("add", path, "--json").json
    document = row["document"]
    tries: list[Answer] = []

    def is_published() -> bool:
        tries.append(machine.command("publish", document, "--restrictions-checked", "--json"))
        return tries[-1].code == 0

    until(is_published, why=lambda: tries[-1].out + machine.said())
    return str(document)


def test_what_is_added_at_one_is_found_at_the_other(cluster: Cluster, tmp_path: Path, word: str) -> None:
    one, two = cluster.one, cluster.two
    assert not two.finds(word)
    document = added(one, report(tmp_path, word))
    until(lambda: two.finds(word), seconds=SOON, why=two.said)
    until(lambda: one.finds(word), seconds=SOON, why=one.said)
    status, page = two.get(f"/documents/{document}/")
    assert status == 200 and word in page
    assert two.get(f"/documents/{document}/original")[0] == 200, "the file is in the shared folder"


def test_a_node_that_was_killed_catches_up(cluster: Cluster, tmp_path: Path, word: str) -> None:
    one, two = cluster.one, cluster.two
    two.kill()
    added(one, report(tmp_path, word))
    until(lambda: one.finds(word), seconds=SOON, why=one.said)
    assert max(node["words behind"] or 0 for node in cluster.nodes().values()) > 0, "it says who is behind"
    two.serve()
    until(lambda: two.finds(word), seconds=SOON, why=two.said)
    until(lambda: {node["words behind"] for node in cluster.nodes().values()} == {0}, seconds=SOON)


def test_a_worker_that_was_killed_is_replaced_and_its_document_read(
    cluster: Cluster, tmp_path: Path, word: str
) -> None:
    one, worker = cluster.one, cluster.worker
    (row,) = one.command("add", report(tmp_path, word), "--json").json
    worker.kill()
    worker.start("work")
    until(lambda: one.command("status", "--json").json["intake"]["waiting"] == 0, seconds=90, why=worker.said)
    assert one.command("publish", row["document"], "--restrictions-checked", "--json").code == 0


def test_withdrawn_at_one_is_gone_at_the_other_at_once(cluster: Cluster, tmp_path: Path, word: str) -> None:
    one, two = cluster.one, cluster.two
    document = added(one, report(tmp_path, word))
    until(lambda: two.finds(word), seconds=SOON, why=two.said)
    assert one.command("withdraw", document, "--json").code == 0
    assert not two.finds(word) and two.get(f"/documents/{document}/")[0] != 200
    assert two.get(f"/documents/{document}/original")[0] != 200
    assert two.get(f"/documents/{document}/pages/1.webp")[0] != 200


def test_postgresql_goes_away_and_comes_back(
    cluster: Cluster, postgresql_server: Server, tmp_path: Path, word: str
) -> None:
    one, two, worker = cluster.machines
    added(one, report(tmp_path, word))
    until(lambda: two.finds(word), seconds=SOON, why=two.said)
    (row,) = one.command("add", report(tmp_path, word + "en"), "--json").json
    postgresql_server.stop()
    try:
        status, page = two.get("/")
        assert status == 503 and "try again" in page.lower()
        until(lambda: "tried again in" in worker.said(), seconds=SOON, why=worker.said)
    finally:
        postgresql_server.start()
    until(lambda: two.get("/")[0] == 200 and two.finds(word), seconds=SOON, why=two.said)
    document = row["document"]
    until(lambda: one.command("publish", document, "--restrictions-checked", "--json").code == 0)
    until(lambda: document in two.get(f"/search/?q={word}en")[1], seconds=90, why=two.said)


def test_failed_log_ins_at_one_count_at_the_other(cluster: Cluster) -> None:
    one, two = cluster.one, cluster.two
    locked = "Too many failed login attempts"
    assert not any(locked in one.logs_in("nobody@example.org", "wrong") for _ in range(5))
    assert locked in two.logs_in("nobody@example.org", "wrong again"), "locked out there too"
    assert locked not in two.logs_in("somebody@example.org", "wrong")


def test_an_index_that_breaks_while_it_serves_is_made_anew(
    cluster: Cluster, tmp_path: Path, word: str
) -> None:
    one, two = cluster.one, cluster.two
    added(one, report(tmp_path, word))
    until(lambda: two.finds(word), seconds=SOON, why=two.said)
    for path in (two.folder / "index").glob("words-*/meta.json"):
        path.write_text("half writ")
    assert two.get("/")[0] == 200 and two.get(f"/search/?q={word}")[0] == 200, "readers go on"
    added(one, report(tmp_path, word + "en"))
    until(lambda: two.finds(word + "en") and two.finds(word), seconds=SOON, why=two.said)


def test_erased_at_one_no_byte_stays_on_any_disk(cluster: Cluster, tmp_path: Path, word: str) -> None:
    one, two = cluster.one, cluster.two
    kept = added(one, report(tmp_path, word + "en"))
    path = report(tmp_path, word + "ib")
    document = added(one, path)
    until(lambda: one.finds(word + "ib") and two.finds(word + "ib"), seconds=SOON, why=two.said)
    needles = [word + "ib", document, *_looked_at(cluster, document), *_vectors(cluster, document)]
    for machine in (one, two):
        assert not [needle for needle in needles[2:] if not _holds(machine, needle)], (
            "they are there to begin with"
        )
    answer = one.command("erase", document, "--reason", "court-order", "--json")
    assert answer.code == 0, answer.err
    for machine in (one, two):
        assert document not in machine.get(f"/search/?q={word}ib")[1]
        assert machine.get(f"/documents/{document}/")[0] == 404

    def confirmed() -> bool:
        return not any(node["erasures to confirm"] for node in cluster.nodes().values())

    until(confirmed, seconds=SOON * 2, why=two.said)
    for machine in cluster.machines:
        until(lambda: _holds(machine, document), seconds=SOON, why=machine.said)  # noqa: B023 -- called at once
    for machine in cluster.machines:
        held = {needle: _holds(machine, needle) for needle in needles}
        assert {needle: files for needle, files in held.items() if files} == {document: ["erasures.jsonl"]}
    shared = list(cluster.shared.glob("??/*"))
    assert shared and not [file for file in shared if word.encode() + b"ib" in file.read_bytes()]
    assert two.get(f"/documents/{kept}/")[0] == 200 and two.finds(word + "en")
    (again,) = two.command("add", path, "--json").json
    assert again["state"] == "refused" and "erased" in again["error"]


def _looked_at(cluster: Cluster, document: str) -> list[str]:
    """Somebody looked at its page on both nodes; the hash under which pictures are kept."""
    for machine in (cluster.one, cluster.two):
        assert machine.get(f"/documents/{document}/pages/1.webp")[0] == 200
    names = [path.name for path in (cluster.two.folder / "pictures").glob("*/*.webp")]
    (sha256,) = cluster.database(
        f"SELECT sha256 FROM library_document WHERE identifier = '{document}'"
    ).splitlines()
    assert any(name.startswith(sha256) for name in names)
    return [f"file name {sha256}"]


def _vectors(cluster: Cluster, document: str) -> list[str]:
    """What search by meaning compares of it, once both nodes have it; nothing where there is no model here."""
    if model_folder(chosen=None, library=None) is None:
        return []
    statement = (
        "SELECT encode(substr(passage_vectors, 1, 384), 'hex') FROM search_documentvectors v "
        f"JOIN library_document d ON d.id = v.document_id WHERE d.identifier = '{document}'"
    )
    until(lambda: cluster.database(statement), seconds=SOON * 2, why=cluster.worker.said)
    needle = f"bytes {cluster.database(statement)}"
    for machine in (cluster.one, cluster.two):
        until(lambda: _holds(machine, needle), seconds=SOON, why=machine.said)  # noqa: B023 -- called at once
    return [needle]


def _holds(machine: Machine, needle: str) -> list[str]:
    """The files of a machine that hold a word, bytes given as hexadecimal digits, or a name."""
    kind, _, what = needle.partition(" ")
    if kind == "file":
        sha256 = what.removeprefix("name ")
        found = [path for path in machine.folder.rglob("*") if path.name.startswith(sha256)]
        return [str(path.relative_to(machine.folder)) for path in found]
    return machine.holds(bytes.fromhex(what) if kind == "bytes" else needle.encode())
