"""A child that a file has taken over opens no other file: Landlock walls it off where the system has it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from heeded.engine.sandbox import Sandbox, keep_desks_in
from heeded.engine.sandbox import _desk as desks
from heeded.engine.sandbox._desk import INSIDE, OUTSIDE, Desk
from heeded.engine.sandbox._walls import version, wall_off

walled = pytest.mark.skipif(
    not version(), reason="this system has no Landlock, so children are not walled off"
)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as one:
        yield one


def opened(given: Path, *others: str) -> dict[str, bool]:
    """Which of the files and folders this process can open, the one it was given and others by name."""
    found = {"given": bool(given.read_bytes())}
    for name in others:
        try:
            os.close(os.open(name, os.O_RDONLY))
            found[name] = True
        except OSError:
            found[name] = False
    return found


def written(*names: str) -> list[str]:
    """Which files this process can make or change."""
    found = []
    for name in names:
        try:
            with Path(name).open("ab") as file:
                file.write(b"changed")
            found.append(name)
        except OSError:
            continue
    return found


def in_own_folder() -> bool:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a").write_text("words")
        (Path(folder) / "a").rename(Path(folder) / "b")
        return (Path(folder) / "b").read_text() == "words"


def copied(source: Path, target: Path) -> Path:
    target.write_bytes(source.read_bytes().upper())
    return target


def copied_and_more(source: Path, target: Path) -> None:
    target.write_bytes(source.read_bytes())
    target.with_name("other.pdf").write_bytes(b"changed")


def spread(source: Path, folder: Path) -> int:
    for number in range(3):
        (folder / f"{number}.txt").write_bytes(source.read_bytes())
    return len(list(folder.iterdir()))


def linked(folder: Path, aim: str) -> str:
    try:
        (folder / "link").symlink_to(aim)
    except OSError as error:
        return type(error).__name__
    return "made"


def at_desk() -> list[str]:
    here = Path(os.environ["TMPDIR"]).parent
    return sorted(str(path.relative_to(here)) for part in ("in", "out") for path in (here / part).rglob("*"))


def run_program() -> str:
    return subprocess.run(["/bin/echo", "words"], capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture
def library(tmp_path: Path) -> Path:
    for name in ("read.pdf", "other.pdf", "heeded.sqlite3", "secret-key"):
        (tmp_path / name).write_bytes(b"words of " + name.encode())
    return tmp_path


@walled
def test_only_the_file_that_is_read_can_be_opened(sandbox: Sandbox, library: Path) -> None:
    others = [str(library / name) for name in ("read.pdf", "other.pdf", "heeded.sqlite3", "secret-key")]
    others += [str(library), str(Path.home()), "/etc/passwd", "/etc/shadow", "/", "/tmp", "/var/log"]
    found = sandbox.call(opened, library / "read.pdf", *others)
    assert found == {"given": True} | dict.fromkeys(others, False)


@walled
def test_the_same_words_open_where_nothing_walls_off(library: Path) -> None:
    """So that the test above can fail."""
    others = [str(library / "other.pdf"), str(library), "/etc/passwd"]
    assert opened(library / "read.pdf", *others) == {"given": True} | dict.fromkeys(others, True)


@walled
def test_nothing_else_can_be_written_and_the_original_neither(sandbox: Sandbox, library: Path) -> None:
    before = {path.name: path.read_bytes() for path in library.iterdir()}
    names = [str(library / name) for name in ("read.pdf", "other.pdf", "new.pdf")]
    assert sandbox.call(written, *names, sys.executable, __file__, "/etc/new", "/usr/new") == []
    assert sandbox.call(copied_over, library / "read.pdf") == "PermissionError"
    assert {path.name: path.read_bytes() for path in library.iterdir()} == before


def copied_over(source: Path) -> str:
    try:
        source.write_bytes(b"changed")
    except OSError as error:
        return type(error).__name__
    return "changed"


@walled
def test_programs_modules_and_its_own_folder_stay_open(sandbox: Sandbox) -> None:
    assert sandbox.call(run_program) == "words"
    assert sandbox.call(in_own_folder)
    assert sandbox.call("zoneinfo:available_timezones") is not None


def test_what_is_written_arrives(sandbox: Sandbox, library: Path) -> None:
    target, folder = library / "copy.pdf", library / "pages"
    folder.mkdir()
    assert sandbox.call(copied, library / "read.pdf", target) == target
    assert target.read_bytes() == b"WORDS OF READ.PDF"
    assert sandbox.call(spread, library / "read.pdf", folder=folder) == 3
    assert sorted(path.name for path in folder.iterdir()) == ["0.txt", "1.txt", "2.txt"]


@walled
def test_nothing_of_one_call_is_there_at_the_next(sandbox: Sandbox, library: Path) -> None:
    sandbox.call(spread, library / "read.pdf", library)
    assert sandbox.call(at_desk) == []


@walled
def test_only_the_file_that_was_asked_for_arrives(sandbox: Sandbox, library: Path) -> None:
    before = (library / "other.pdf").read_bytes()
    sandbox.call(copied_and_more, library / "read.pdf", library / "copy.pdf")
    assert (library / "copy.pdf").exists() and (library / "other.pdf").read_bytes() == before


@walled
def test_no_link_is_left_for_the_owner_to_follow(sandbox: Sandbox, library: Path) -> None:
    assert sandbox.call(linked, library, str(library / "secret-key")) == "PermissionError"


def test_the_owner_takes_files_and_no_links(library: Path, tmp_path: Path) -> None:
    """Even if a child could leave something else."""
    folder = tmp_path / "real"
    folder.mkdir()
    desk = Desk()
    here = desk.laid(folder)
    (here / "link").symlink_to(library / "secret-key")
    os.mkfifo(here / "pipe")
    (here / "inner").mkdir()
    (here / "file").write_bytes(b"pages")
    desk.taken(None)
    desk.remove()
    assert [path.name for path in folder.iterdir()] == ["file"]


@walled
def test_a_desk_goes_with_its_child(library: Path, tmp_path: Path) -> None:
    place = tmp_path / "desks"
    keep_desks_in(place)
    try:
        with Sandbox() as one:
            one.call(opened, library / "read.pdf")
            (desk,) = place.iterdir()
            assert sorted(path.name for path in desk.iterdir()) == [INSIDE, OUTSIDE, "tmp"]
            assert one.describe()["files"] == "only the one that is read"
        assert list(place.iterdir()) == []
        gone = subprocess.Popen(["/bin/true"])
        gone.wait()
        (place / f"heeded-reader-{gone.pid}-left").mkdir()
        Desk().remove()
        assert list(place.iterdir()) == [], "what a killed owner left"
    finally:
        desks._place.clear()


def test_without_landlock_children_read_as_before(monkeypatch: pytest.MonkeyPatch, library: Path) -> None:
    monkeypatch.setattr("heeded.engine.sandbox._parent.version", lambda: 0)
    with Sandbox() as one:
        found = one.call(opened, library / "read.pdf", str(library / "other.pdf"))
        assert found == {"given": True, str(library / "other.pdf"): True}
        assert one.call(copied, library / "read.pdf", library / "copy.pdf") == library / "copy.pdf"
        assert "no Landlock" in one.describe()["files"]


def test_another_processor_has_no_known_landlock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.machine", lambda: "pdp11")
    assert version() == 0 and not wall_off("/nonexistent")
