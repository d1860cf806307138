"""The sandbox: its limits hold, its owner survives, and only plain answers come out."""

import os
import pickle
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from heeded.engine.reading import FileRefused, ReaderCrashed, ReaderTooBig, ReaderTooSlow
from heeded.engine.records import Hidden, Line, Page, Reading
from heeded.engine.sandbox import Sandbox, SandboxLimits
from heeded.engine.sandbox._parcel import pack, unpack

_MEMORY = 400_000_000


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(SandboxLimits(memory=_MEMORY, file_size=1_000_000, seconds=20.0)) as one:
        yield one


def refuse(reason: str) -> None:
    raise FileRefused(reason, "Do this.")


def hungry(size: int) -> int:
    return len(bytearray(size))


def big(size: int) -> bytes:
    return b"x" * size


def fill_disk(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.write(b"x" * size)


def reach_out() -> str:
    import socket

    try:
        socket.create_connection(("192.0.2.1", 53), timeout=1).close()
    except OSError as error:
        return type(error).__name__ + str(error.errno)
    return "reached"


def environment() -> dict[str, str]:
    return dict(os.environ)


def modules() -> list[str]:
    import sys

    return [name for name in sys.modules if name.partition(".")[0] == "django"]


class Foreign:
    pass


def foreign() -> Foreign:
    return Foreign()


def test_answers_and_keeps_the_child(sandbox: Sandbox) -> None:
    assert sandbox.call(hungry, 10) == 10
    first = sandbox.pid
    assert sandbox.call("builtins:sum", [1, 2]) == 3
    assert sandbox.pid == first


def test_a_refusal_comes_out_in_its_own_words(sandbox: Sandbox) -> None:
    with pytest.raises(FileRefused) as caught:
        sandbox.call(refuse, "No pages.")
    assert (caught.value.reason, caught.value.advice) == ("No pages.", "Do this.")


def test_too_slow_is_stopped_and_the_next_call_works(sandbox: Sandbox) -> None:
    started = time.monotonic()
    with pytest.raises(ReaderTooSlow):
        sandbox.call(time.sleep, 30, timeout=0.3)
    assert time.monotonic() - started < 5
    assert sandbox.call(hungry, 1) == 1


@pytest.mark.parametrize("size", [_MEMORY, 4 * _MEMORY])
def test_too_much_memory_is_refused(sandbox: Sandbox, size: int) -> None:
    with pytest.raises(ReaderTooBig):
        sandbox.call(hungry, size)
    assert sandbox.call(hungry, 1) == 1


def test_files_may_not_grow_past_their_limit(sandbox: Sandbox, tmp_path: Path) -> None:
    with pytest.raises(ReaderTooBig):
        sandbox.call(fill_disk, tmp_path / "file", 5_000_000)
    left = tmp_path / "file"  # walled off from files, a child that fails leaves none
    assert not left.exists() or left.stat().st_size <= 1_000_000


@pytest.mark.parametrize(
    ("function", "arguments"), [("os:abort", ()), ("os:_exit", (3,)), ("os:kill", (0, 9))]
)
def test_a_dead_child_is_a_crash_and_is_replaced(
    sandbox: Sandbox, function: str, arguments: tuple[int, ...]
) -> None:
    if function == "os:kill":
        arguments = (sandbox.call("os:getpid"), 9)
    with pytest.raises(ReaderCrashed):
        sandbox.call(function, *arguments)
    assert sandbox.call(hungry, 1) == 1


def test_the_memory_of_a_large_owner_is_not_held_against_its_child() -> None:
    """The system counts the peak of the process that started a child as the child's own."""
    ballast = bytearray(300_000_000)
    ballast[::4096] = b"x" * len(ballast[::4096])
    with Sandbox(SandboxLimits(memory=400_000_000)) as fresh, pytest.raises(ReaderCrashed):
        fresh.call("os:_exit", 3)


def test_answers_larger_than_a_pipe_come_whole(sandbox: Sandbox) -> None:
    assert len(sandbox.call(big, 20_000_000)) == 20_000_000


def test_an_answer_may_not_be_larger_than_allowed() -> None:
    with Sandbox(SandboxLimits(answer=1_000)) as small, pytest.raises(ReaderTooBig):
        small.call(big, 2_000)


def test_nothing_but_plain_values_and_records_come_out(sandbox: Sandbox) -> None:
    with pytest.raises(ReaderCrashed):
        sandbox.call(foreign)
    assert sandbox.call(hungry, 1) == 1


@pytest.mark.parametrize("thing", [os.system, eval, Foreign, pickle.loads])
def test_a_parcel_with_a_function_is_not_opened(thing: object) -> None:
    with pytest.raises(pickle.UnpicklingError):
        unpack(pickle.dumps(thing))


def test_pages_travel_unchanged(sandbox: Sandbox) -> None:
    plain = Line(0, 5, 72.0, 700.25, 100.5, 712.0, 11.04)
    full = Line(7, 9, 72.0, 680.0, 90.0, 692.0, 9.0, True, True, 3, (0, 2), "Heading 2")
    page = Page(4, "words\r\nof", (plain, full), "iv", 595.28, 841.89, "text", (Hidden(4, 0, 2, "covered"),))
    reading = Reading((page, Page(5, "", (), None, source="empty")), notes=("A note.",))

    assert unpack(pack(reading)) == reading


def test_no_network_no_secrets_no_django(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEEDED_SECRET_KEY", "not to be seen")
    with Sandbox() as fresh:
        if fresh.describe()["network"] == "off":
            assert fresh.call(reach_out) in {"OSError101", "TimeoutError110", "PermissionError13"}
        assert "HEEDED_SECRET_KEY" not in fresh.call(environment)
        assert fresh.call(modules) == []
        assert fresh.call("heeded.engine.sandbox._confine:memory_in_use") < 150_000_000


def test_describe_says_what_holds(sandbox: Sandbox) -> None:
    said = sandbox.describe()
    assert said["memory_mb"] == _MEMORY // 1_000_000
    assert said["network"] == "off" or said["network"].startswith("on: ")


def test_threads_wait_for_each_other(sandbox: Sandbox) -> None:
    found: list[int] = []
    threads = [
        threading.Thread(target=lambda n=n: found.append(sandbox.call(hungry, n))) for n in range(1, 9)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == list(range(1, 9))


def test_the_child_ends_when_its_owner_closes() -> None:
    one = Sandbox()
    one.call(hungry, 1)
    pid = one.pid
    assert pid
    one.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
