"""Two machines with one database: each has a folder of its own, and hears of what happens at the other."""

import io
import os
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from heeded.config.file_store import file_store
from heeded.core.erasure import written_down
from heeded.core.models import Node
from heeded.core.queries import last_change
from heeded.intake import nodes
from heeded.intake.models import Erasure
from heeded.intake.nodes import Keeper, leave, node_name, share_erasures
from heeded.intake.queries import library_state
from heeded.intake.wording import state_groups
from heeded.library import files
from heeded.library.models import Document
from heeded.library.services import erase
from heeded.people.viewer import OPERATOR
from heeded.search.queries import find
from heeded.search.request import SearchRequest
from tests.intake.made import WEB_REPORT, take_one, taken_and_read

pytestmark = pytest.mark.django_db(transaction=True)
On = Callable[[str], Path]


@pytest.fixture
def on(tmp_path: Path, settings: object) -> On:
    """From now on this process is on the machine of that name: its own folder, files shared by all."""
    settings.STORAGES = {**settings.STORAGES, "default": file_store(str(tmp_path / "shared"), data=tmp_path)}

    def go(name: str) -> Path:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        settings.DATA, settings.INDEX = folder, folder / "index"
        settings.PICTURES, settings.FILE_COPIES = folder / "pictures", folder / "file-copies"
        settings.WORK_FOLDER, settings.ERASURES = folder / "work", folder / "erasures.jsonl"
        return folder

    return go


def passages(words: str) -> int:
    return find(OPERATOR, SearchRequest(text=words)).passages


def follow(kind: nodes.Kind = "web") -> None:
    with Keeper(kind) as keeper:
        keeper.turn()


def pictured(document: Document, folder: Path) -> Path:
    """A picture of its first page in this machine's cache, as if somebody had looked at it."""
    path = folder / "pictures" / document.sha256[:2] / f"{document.sha256}-1-800.webp"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"a picture")
    return path


def test_a_node_has_a_name_that_stays(on: On) -> None:
    on("one")
    name = node_name()
    assert name == node_name() and name
    on("two")
    assert node_name() != name


def test_a_report_added_at_one_is_found_at_the_other(on: On) -> None:
    on("one")
    taken_and_read("told.html", WEB_REPORT)
    follow()
    assert passages("neighbours") == 1
    on("two")
    assert passages("neighbours") == 0, "it has no index yet"
    follow("worker")
    assert passages("neighbours") == 1
    assert set(Node.objects.values_list("kind", "words_change")) == {
        (kind, last_change().change) for kind in ("web", "worker")
    }


def test_a_node_that_was_away_catches_up_and_says_how_far_behind_it_was(on: On) -> None:
    on("two")
    follow()
    on("one")
    taken_and_read("told.html", WEB_REPORT)
    behind = [one["words behind"] for one in library_state()["nodes"].values()]
    assert behind and behind[0] > 0
    (group,) = [group for group in state_groups(library_state()) if group["title"] == "Machines that search"]
    assert "changes behind" in group["rows"][0]["value"]
    on("two")
    follow()
    assert [one["words behind"] for one in library_state()["nodes"].values()] == [0]


def test_a_broken_index_is_made_anew_without_stopping(on: On) -> None:
    folder = on("one")
    taken_and_read("told.html", WEB_REPORT)
    follow()
    for path in (folder / "index").rglob("*.store"):
        path.write_bytes(b"broken")
    (current,) = (folder / "index").glob("words-*")
    (current / "meta.json").write_text("half writ")
    follow()
    assert passages("neighbours") == 1


def test_erased_at_one_nothing_stays_at_the_other(on: On) -> None:
    two = on("two")
    on("one")
    document = taken_and_read("told.html", WEB_REPORT)
    kept = taken_and_read("kept.html", WEB_REPORT.replace("neighbours", "grandparents"))
    on("two")
    follow()
    picture, other = pictured(document, two), pictured(kept, two)
    files_of_two = two / "file-copies" / "ab" / document.sha256
    files_of_two.parent.mkdir(parents=True)
    files_of_two.write_bytes(b"a copy of the file")
    on("one")
    erase(document, reason="court-order", by=OPERATOR)
    (state,) = library_state()["nodes"].values()
    assert state["erasures to confirm"] == 1
    rows = [row for group in state_groups(library_state()) for row in group["rows"]]
    assert any("has not confirmed 1 erasure" in row["value"] for row in rows)
    on("two")
    follow()
    assert not picture.exists() and not files_of_two.exists() and other.exists()
    assert passages("neighbours") == 0 and passages("grandparents") == 1
    assert not [path for path in two.rglob("*") if path.is_file() and b"neighbours" in path.read_bytes()]
    assert [state["erasures to confirm"] for state in library_state()["nodes"].values()] == [0]


def test_an_erasure_is_not_confirmed_before_it_was_carried_out(
    on: On, monkeypatch: pytest.MonkeyPatch
) -> None:
    on("two")
    follow()
    on("one")
    erase(taken_and_read("told.html", WEB_REPORT), reason="court-order", by=OPERATOR)
    on("two")

    def fails() -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(nodes, "forget_what_is_erased", fails)
    with pytest.raises(OSError, match="Input"):
        follow()
    assert [state["erasures to confirm"] for state in library_state()["nodes"].values()] == [1]


def test_a_zip_that_is_being_taken_is_not_overwritten_by_an_erasure_elsewhere(
    on: On, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No row names it. Only when nothing is in use any more that was so at the erasure, it counts as carried out."""
    two = on("two")
    follow()
    on("one")
    erase(taken_and_read("told.html", WEB_REPORT), reason="court-order", by=OPERATOR)
    on("two")
    taking = two / "file-copies" / "cd" / ("cd" * 32)
    taking.parent.mkdir(parents=True)
    taking.write_bytes(b"a zip")
    began = time.monotonic()
    with Keeper("web") as keeper:
        for later, confirmed in ((0, False), (61, False), (140, False), (202, True)):
            monkeypatch.setattr(nodes, "time", SimpleNamespace(monotonic=lambda later=later: began + later))
            keeper.turn()
            assert taking.read_bytes() == b"a zip"
            (state,) = library_state()["nodes"].values()
            assert (state["erasures to confirm"] == 0) is confirmed, later
    with Keeper("web") as keeper:
        os.utime(taking, (0, 0))
        keeper.turn()
    assert not taking.exists(), "a killed process left it"


def test_a_node_that_starts_again_looks_for_what_was_erased_while_it_was_down(on: On) -> None:
    two = on("two")
    on("one")
    document = taken_and_read("told.html", WEB_REPORT)
    on("two")
    follow()
    picture = pictured(document, two)
    on("one")
    erase(document, reason="court-order", by=OPERATOR)
    on("two")
    from heeded.search.services import follow as follow_indexes

    follow_indexes()  # another command on this machine brought the index up to date meanwhile
    follow()
    assert not picture.exists()


def test_every_node_knows_every_erasure(on: On) -> None:
    two = on("two")
    on("one")
    document = taken_and_read("told.html", WEB_REPORT)
    erased = erase(document, reason="asked-by-family", by=OPERATOR)
    on("two")
    assert take_one("again.html", WEB_REPORT).state == "refused", "before this machine has heard of it"
    follow()
    follow()
    assert [one.identifier for one in written_down(two / "erasures.jsonl")] == [erased.identifier]
    Erasure.objects.all().delete()  # an old copy of the database was restored
    share_erasures()
    assert Erasure.objects.get().identifier == erased.identifier
    assert take_one("again.html", WEB_REPORT).state == "refused"


def test_the_operator_may_take_an_erased_file_again(on: On) -> None:
    from heeded.intake.services import Intention
    from heeded.library.services import replay_erasures
    from tests.people.made import viewer

    on("one")
    erase(taken_and_read("told.html", WEB_REPORT), reason="wrong-file", by=OPERATOR)
    again = Intention(erased_before=True)
    assert take_one("again.html", WEB_REPORT, by=viewer("author"), intention=again).state == "refused"
    taken = take_one("again.html", WEB_REPORT, intention=again)
    assert taken.state == "accepted"
    assert replay_erasures(by=OPERATOR) == 0, "it was added after the erasure"
    assert files.exists(taken.sha256)
    assert take_one("once-more.html", WEB_REPORT).state == "known"
    assert take_one("other.html", WEB_REPORT, by=viewer("author")).state == "known"
    assert files.is_whole(taken.sha256), "it is the new document's"


def test_a_node_that_is_given_up_keeps_nothing_and_is_not_waited_for(on: On) -> None:
    two = on("two")
    document = taken_and_read("told.html", WEB_REPORT)
    follow()
    pictured(document, two)
    (index,) = (two / "index").glob("words-*/*.store")
    (two / "snapshot").hardlink_to(index)  # the same place on the disk, to look at afterwards
    leave()
    assert not any((two / "snapshot").read_bytes()), "overwritten, not only deleted"
    (two / "snapshot").unlink()
    assert not Node.objects.exists()
    assert not [
        path for path in two.rglob("*") if path.is_file() and path.name not in {"node", "erasures.jsonl"}
    ]
    assert files.keep(io.BytesIO(b"the store is the others' too")).size


def test_a_silent_node_is_said_to_be_silent(on: On, frozen_time: object) -> None:
    on("one")
    follow()
    frozen_time.shift(600)
    rows = [row for group in state_groups(library_state()) for row in group["rows"]]
    assert any("not heard of for 10 minutes" in row["value"] for row in rows)
