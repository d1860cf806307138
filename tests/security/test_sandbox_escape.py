"""What a file that has taken over its reader could try: to look at its owner, to change it, to outlive it."""

import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from heeded.engine.reading import ReaderCrashed, _convert
from heeded.engine.records import Page
from heeded.engine.sandbox import Sandbox
from heeded.engine.sandbox._parcel import made_record, pack, unpack
from heeded.engine.vocabulary import SectionKind


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as one:
        yield one


class _Does:
    """Pickles as a call of whatever it is given, and then with `state` put into what came of it."""

    def __init__(self, call: Callable[..., Any], *values: Any, state: object = None) -> None:
        self.call, self.values, self.state = call, values, state

    def __reduce__(self) -> Any:
        return self.call, self.values, self.state


@pytest.mark.parametrize(
    "thing",
    [
        _Does(os.system, "true"),
        _Does(bytearray, 10**12),
        _Does(frozenset, range(10**12)),
        _Does(made_record, "heeded.engine.sandbox._parent", "Sandbox"),
        _Does(made_record, "heeded.engine.reading._pdfium", "os"),
        _Does(made_record, "subprocess", "Popen", ["true"]),
        Page,
        SectionKind,
    ],
)
def test_nothing_dangerous_and_no_class_comes_out_of_a_parcel(thing: object) -> None:
    with pytest.raises(pickle.UnpicklingError):
        unpack(pickle.dumps(thing, protocol=5))


def test_a_parcel_changes_nothing_that_lasts() -> None:
    label = SectionKind.SUMMARY.label
    put = _Does(made_record, SectionKind.__module__, "SectionKind", "summary", state={"label": "changed"})
    with pytest.raises(TypeError):
        unpack(pickle.dumps(put, protocol=5))
    assert SectionKind.SUMMARY.label == label
    build = b"(N}V__defaults__\nNst"  # a tuple of nothing and {"__defaults__": None}: attributes to be set
    parcel = b"cheeded.engine.sandbox._parcel\nmade_record\n" + build + b"b."
    with pytest.raises(pickle.UnpicklingError):
        unpack(parcel)


def test_what_is_honest_comes_out_as_it_went_in() -> None:
    honest = (SectionKind.SUMMARY, Path("pages.pdf"), {"a": [1, None, 2.5]}, {1, 2}, b"x")
    assert unpack(pack(honest)) == honest
    assert unpack(pack(SectionKind.SUMMARY)) is SectionKind.SUMMARY


def look_at_owner() -> list[str]:
    """What of its owner a taken-over child can open."""
    opened = []
    for name in ("environ", "mem", "fd"):
        try:
            path = Path(f"/proc/{os.getppid()}/{name}")
            seen = (path / "0").readlink() if name == "fd" else path.open("rb").read(64)
        except OSError:
            continue
        opened += [name] if seen else []
    return opened


def inherited() -> list[str]:
    """What the descriptors of the child lead to."""
    found = []
    for name in Path("/proc/self/fd").iterdir():
        try:
            found.append(str(name.readlink()))
        except OSError:
            continue
    return found


def test_the_child_holds_nothing_of_its_owner(tmp_path: Path) -> None:
    database = tmp_path / "heeded.sqlite3"
    with database.open("wb") as kept:
        os.set_inheritable(kept.fileno(), True)
        with Sandbox() as fresh:
            found = fresh.call(inherited)
    assert not [name for name in found if name.endswith(".sqlite3")]
    assert sum(name.startswith("socket:") for name in found) == 1


def test_the_child_cannot_look_into_its_owner(sandbox: Sandbox) -> None:
    if not sandbox.call("heeded.engine.sandbox._walls:wall_off"):
        pytest.skip("this machine has no Landlock")
    assert sandbox.call(look_at_owner) == []


_OWNER = """
import sys
from heeded.engine.sandbox import Sandbox
one = Sandbox()
one.describe()
print(one.pid, flush=True)
one.call("time:sleep", 60, timeout=60)
"""


def test_the_child_ends_with_its_owner_in_the_middle_of_a_file() -> None:
    words = [sys.executable, "-c", _OWNER]
    with subprocess.Popen(words, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as owner:
        assert owner.stdout is not None
        child = int(owner.stdout.readline())
        owner.kill()
    until = time.monotonic() + 5
    while Path(f"/proc/{child}").exists() and time.monotonic() < until:
        time.sleep(0.02)
    assert not Path(f"/proc/{child}").exists()


def test_libreoffice_opens_no_file_that_the_child_chose(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_convert, "office", lambda: Path("/bin/true"))
    with pytest.raises(ReaderCrashed):
        _convert.to_pdf(
            tmp_path / "report.docx",
            tmp_path / "pages.pdf",
            call=lambda *_, **__: tmp_path / "somebody-elses.pdf",
        )
