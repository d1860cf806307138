"""What a process does to itself before it opens strangers' files. Each part says whether it worked."""

import contextlib
import ctypes
import os
import resource
import select
import shutil
import signal
import socket
import struct
import threading
from pathlib import Path

from heeded.engine.sandbox._walls import wall_off

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_NO_NEW_PRIVILEGES = 38
_PRIORITY = 5
# Version of the list of powers; its first bits: open whatever the owner may.
_CAPABILITIES, _OPEN_FILES = 0x20080522, 0b110
_ONE_FILE = "only the one that is read"
_ANY_FILE = "all that this account may open: this system has no Landlock"


def confine(*, memory: int, file_size: int, open_files: int, desk: str = "") -> dict[str, str]:
    """Sets the limits of this process for good; returns in words what became of the network, and of files where a
    `desk` is given."""
    os.umask(0o077)
    network = _leave_network()
    _no_new_privileges()
    walled = wall_off(desk)
    _drop_powers()
    for kind, limit in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, file_size),
        (resource.RLIMIT_NOFILE, open_files),
        (resource.RLIMIT_CORE, 0),
    ):
        _limit(kind, limit)
    with contextlib.suppress(OSError):
        os.nice(_PRIORITY)
    return {"network": network, "files": _ONE_FILE if walled and desk else _ANY_FILE}


def _limit(kind: int, limit: int) -> None:
    hard = resource.getrlimit(kind)[1]
    allowed = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(kind, (allowed, allowed))


def allow_seconds(seconds: float) -> None:
    """Renews the processor time this process may use: `seconds` from now, then the system ends it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime + seconds) + 2
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    allowed = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (allowed, hard))


def _leave_network() -> str:
    """Moves into an empty network of its own, where the machine allows it."""
    user, group = os.getuid(), os.getgid()
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if library.unshare(_NEW_NET) == 0:
            return "off"
        if library.unshare(_NEW_USER | _NEW_NET) == 0:
            _keep_identity(user, group)
            return "off"
    except (OSError, AttributeError):
        return "on: this system cannot shut it off for one process"
    return f"on: the system did not allow to shut it off ({os.strerror(ctypes.get_errno())})"


def _keep_identity(user: int, group: int) -> None:
    """The same user inside as outside, so that the files of this library can be read."""
    for name, words in (
        ("setgroups", "deny"),
        ("uid_map", f"{user} {user} 1"),
        ("gid_map", f"{group} {group} 1"),
    ):
        with contextlib.suppress(OSError):
            Path(f"/proc/self/{name}").write_text(words, encoding="ascii")


def _no_new_privileges() -> None:
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)


def _drop_powers() -> None:
    """Of what the superuser may do, only opening files stays: as anybody else it has nothing to lose."""
    header = ctypes.create_string_buffer(struct.pack("II", _CAPABILITIES, 0))
    kept = struct.pack("6I", _OPEN_FILES, _OPEN_FILES, 0, 0, 0, 0)
    if os.geteuid() == 0:
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None, use_errno=True).capset(header, ctypes.create_string_buffer(kept))


def end_with_owner(door: socket.socket, desk: str = "") -> None:
    """From now on this process and its helpers end when the owner has gone, even in the middle of a file; what was
    laid on the desk goes too."""
    threading.Thread(target=_wait_for_the_end, args=(door.fileno(), desk), daemon=True).start()


def _wait_for_the_end(handle: int, desk: str) -> None:
    waiting = select.poll()
    waiting.register(handle, 0)  # nothing but the end is heard of
    waiting.poll()
    if desk:
        shutil.rmtree(desk, ignore_errors=True)
    os.killpg(0, signal.SIGKILL)  # the sandbox leads a group of its own


def memory_in_use() -> int:
    """Bytes of memory that this process holds now."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def give_back_memory() -> None:
    """Hands freed memory back to the system, where the C library can."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
