"""The owner's side: starts the child, asks it, and ends it when it takes too long or too much."""

import contextlib
import os
import pickle
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import heeded
from heeded.engine.reading import _errors as errors
from heeded.engine.sandbox._desk import SCRATCH, Desk
from heeded.engine.sandbox._parcel import unpack
from heeded.engine.sandbox._pipe import receive, send
from heeded.engine.sandbox._walls import version

_ROOT = str(Path(heeded.__file__).resolve().parent.parent)
_START = "import sys; sys.path.insert(0, sys.argv[1]); from heeded.engine.sandbox._child import serve; " + (
    "serve(sys.argv[2], *map(int, sys.argv[3:]))"
)
_START_SECONDS = 30.0
_KEPT_VARIABLES = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "SYSTEMROOT", "TESSDATA_PREFIX")


@dataclass(frozen=True, slots=True)
class SandboxLimits:
    """Bytes of address space and of any file written, open files, seconds a call, bytes of an answer.

    A child that holds more than `keep` bytes after a call is replaced before the next.
    """

    memory: int = 1_000_000_000
    file_size: int = 500_000_000
    open_files: int = 128
    seconds: float = 120.0
    answer: int = 400_000_000
    keep: int = 300_000_000


class Sandbox:
    """One child process, started when first asked and again after its death. Safe to share between threads:
    calls wait for each other."""

    def __init__(self, limits: SandboxLimits | None = None) -> None:
        self.limits = limits or SandboxLimits()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._door: socket.socket | None = None
        self._owner = os.getpid()
        self._peak = 0  # kilobytes that this process had used at most when it started the child
        self._state: dict[str, str] = {}
        self._desk: Desk | None = None  # where the child is walled off from all other files

    def call(
        self, function: Callable[..., Any] | str, *arguments: Any, timeout: float | None = None, **named: Any
    ) -> Any:
        """What `function` (top-level, or "module:name") answers inside the sandbox within `timeout` seconds.

        Raises FileRefused as the function does, ReaderTooSlow, ReaderTooBig or ReaderCrashed.
        """
        module, name = _address(function)
        seconds = timeout if timeout is not None else self.limits.seconds
        with self._lock:
            deadline = time.monotonic() + seconds
            self._started()
            with self._laid() as desk:
                if desk is not None:
                    arguments = tuple(map(desk.laid, arguments))
                    named = {key: desk.laid(value) for key, value in named.items()}
                answer = self._asked(
                    pickle.dumps((module, name, arguments, named, seconds), protocol=5), deadline
                )
                if answer[0] == "done" and len(answer) == 3:
                    value = desk.taken(answer[1]) if desk is not None else answer[1]
                    self._replace_if_large(answer[2])
                    return value
        raise _error(answer)

    @contextlib.contextmanager
    def _laid(self) -> Iterator[Desk | None]:
        """The child's desk for one call, if it has one."""
        desk = self._desk
        try:
            yield desk
        finally:
            if desk is not None:
                desk.clear()

    def describe(self) -> dict[str, Any]:
        """The limits in force and whether the network is off, in words that `heeded status` can print."""
        with self._lock:
            self._started()
        limits = self.limits
        return {
            "memory_mb": limits.memory // 1_000_000,
            "file_mb": limits.file_size // 1_000_000,
            "open_files": limits.open_files,
            "seconds": limits.seconds,
            "network": self._state.get("network", "on: unknown"),
            "files": self._state.get("files", "unknown"),
        }

    def close(self) -> None:
        """Ends the child. The next call starts another."""
        with self._lock:
            self._end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __del__(self) -> None:
        with contextlib.suppress(Exception):
            if self._owner == os.getpid():
                self._end()

    @property
    def pid(self) -> int | None:
        """The child's process number while it runs."""
        return self._process.pid if self._process else None

    def _asked(self, request: bytes, deadline: float) -> tuple[Any, ...]:
        door = self._started()
        try:
            door.settimeout(max(0.001, deadline - time.monotonic()))
            send(door, request)
            answer = unpack(receive(door, deadline=deadline, largest=self.limits.answer))
        except TimeoutError:
            self._end()
            return ("too slow",)
        except OverflowError:
            self._end()
            return ("too big", "answer")
        except (EOFError, ConnectionError):
            return self._post_mortem()
        except Exception:  # an answer that may not come out: the child cannot be trusted any more
            self._end()
            return ("failed", "answer not understood")
        if isinstance(answer, tuple) and answer and isinstance(answer[0], str):
            return answer
        self._end()
        return ("failed", "answer not understood")

    def _started(self) -> socket.socket:
        if self._owner != os.getpid():  # after a fork the child belongs to the other process
            self._process, self._door, self._desk, self._owner = None, None, None, os.getpid()
        if self._door is not None and self._process is not None and self._process.poll() is None:
            return self._door
        self._end()
        self._desk = Desk() if version() else None
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = _spawned(theirs.fileno(), self.limits, self._desk)
        self._peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        self._door = ours
        try:
            self._state = unpack(receive(ours, deadline=time.monotonic() + _START_SECONDS))
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            self._end()
            raise errors.ReaderCrashed("The process that reads files did not start.", "Try again.") from error
        return ours

    def _replace_if_large(self, held: Any) -> None:
        if isinstance(held, int) and held > self.limits.keep:
            self._end()

    def _post_mortem(self) -> tuple[Any, ...]:
        """Why the child died, as far as can be told."""
        process, self._process = self._process, None
        self._close_door()
        if process is None:
            return ("failed", "gone")
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode == -signal.SIGXCPU:
            return ("too slow",)
        # A child begins with the peak of its owner on its account: only what goes beyond is its own.
        if usage.ru_maxrss > self._peak and usage.ru_maxrss * 1024 > 0.6 * self.limits.memory:
            return ("too big", "memory")
        return ("failed", f"ended with {process.returncode}")

    def _end(self) -> None:
        process, self._process = self._process, None
        self._close_door()
        if process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)  # it leads a group of its own: its helpers end with it
            process.wait()
        desk, self._desk = self._desk, None
        if desk is not None:
            desk.remove()

    def _close_door(self) -> None:
        door, self._door = self._door, None
        if door is not None:
            door.close()


def _spawned(handle: int, limits: SandboxLimits, desk: Desk | None) -> subprocess.Popen[bytes]:
    folder = str(desk.folder) if desk else ""
    numbers = (handle, limits.memory, limits.file_size, limits.open_files)
    return subprocess.Popen(
        [sys.executable, "-I", "-c", _START, _ROOT, folder, *map(str, numbers)],
        pass_fds=(handle,),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=_bare_environment() | ({"TMPDIR": f"{folder}/{SCRATCH}"} if folder else {}),
        start_new_session=True,
    )


def _bare_environment() -> dict[str, str]:
    """Nothing secret: only what programs need to find each other and to write letters."""
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}  # noqa: TID251 -- no setting
    return kept | {"HOME": "/nonexistent", "OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1"}


def _address(function: Callable[..., Any] | str) -> tuple[str, str]:
    if isinstance(function, str):
        module, _, name = function.partition(":")
        return module, name
    return function.__module__, function.__qualname__


def _error(answer: tuple[Any, ...]) -> errors.ReadingError:
    kind, *rest = answer
    if kind == "refused" and len(rest) == 3:
        name, reason, advice = map(str, rest)
        refused = getattr(errors, name, None)
        known = isinstance(refused, type) and issubclass(refused, errors.ReadingError)
        return refused(reason[:500], advice[:500]) if known else _crash("answer")  # type: ignore[misc]
    if kind == "too slow":
        return errors.ReaderTooSlow(
            "Reading this file took too long and was stopped.", "Split it and add the parts."
        )
    if kind == "too big":
        return errors.ReaderTooBig(
            "This file needs more memory than one file may take.",
            "Split it, or save it anew with smaller pictures.",
        )
    return _crash(str(rest[0])[:100] if rest else "")


def _crash(detail: str) -> errors.ReaderCrashed:
    return errors.ReaderCrashed(
        f"The reader failed on this file ({detail}).",
        "Open it in another program, save it anew and add that.",
    )
