"""Landlock: Linux walls a process off from files, from other processes and from TCP, for good."""

import ctypes
import os
import platform
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

from heeded.engine.sandbox._desk import INSIDE, OUTSIDE, SCRATCH

# System calls of the same number on every processor named below.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION, _BENEATH = 1, 1
_PROCESSORS = ("x86_64", "aarch64", "riscv64")
_TCP, _TCP_SINCE = 0b11, 4  # bind and connect; version of Landlock
# Rights: what may be done with a file, and with what stands in a folder.
_EXECUTE, _WRITE, _READ, _LIST = 1, 1 << 1, 1 << 2, 1 << 3
_REMOVE = 1 << 4 | 1 << 5  # a folder, a file
_MAKE = 1 << 7 | 1 << 8  # a folder, a file
_MOVE, _CUT = 1 << 13, 1 << 14  # from one folder to another, since version 2; to a shorter length, since 3
_ALL = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1}
_ALL_NOW = (1 << 16) - 1  # since version 5
_OF_A_FILE = _EXECUTE | _WRITE | _READ | _CUT
_PROGRAMS = ("/usr", "/lib", "/lib32", "/lib64", "/bin", "/sbin", "/nix/store")
_SETTINGS = (
    "ld.so.cache",
    "ld.so.preload",
    "fonts",
    "localtime",
    "alternatives",
    "mime.types",
    "locale.alias",
)
_OF_PYTHON = ("lib", "lib64", "bin", "pyvenv.cfg")


def version() -> int:
    """The version of Landlock, 0 where there is none."""
    if not hasattr(os, "uname") or platform.machine() not in _PROCESSORS:
        return 0
    try:
        return max(0, int(_call(_CREATE_RULESET, None, 0, _VERSION)))
    except (OSError, AttributeError):
        return 0


def wall_off(desk: str = "") -> bool:
    """No look into other processes of the same user (their memory holds the secrets that this one was not given) and
    no TCP, even where the network could not be left; and with a `desk` no file but what programs need and what is laid
    on it. Whether it worked."""
    known = version()
    tcp = _TCP if known >= _TCP_SINCE else 0
    files = _ALL.get(known, _ALL_NOW) if known and desk else 0
    if not tcp and not files:
        return False
    try:
        rules = ctypes.create_string_buffer(struct.pack("QQ", files, tcp))
        handle = _call(_CREATE_RULESET, rules, 16 if known >= _TCP_SINCE else 8, 0)
        if handle < 0:
            return False
        allowed = not files or all(_allow(handle, path, rights & files) for path, rights in _open_paths(desk))
        done: bool = allowed and _call(_RESTRICT_SELF, handle, 0) == 0
        os.close(handle)
    except (OSError, AttributeError):
        return False
    return done


def _call(*arguments: object) -> int:
    return int(ctypes.CDLL(None, use_errno=True).syscall(*arguments))


def _open_paths(desk: str) -> Iterator[tuple[Path, int]]:
    """What stays open, with the rights there."""
    own = Path(desk)
    yield own / INSIDE, _READ | _LIST | _REMOVE
    for part in (OUTSIDE, SCRATCH):
        yield own / part, _READ | _WRITE | _LIST | _REMOVE | _MAKE | _MOVE | _CUT
    for name in _PROGRAMS:
        yield Path(name), _READ | _LIST | _EXECUTE
    for name in _SETTINGS:
        yield Path("/etc") / name, _READ | _LIST
    for name in ("/proc", "/sys/devices/system/cpu"):
        yield Path(name), _READ | _LIST
    for name in ("null", "zero", "urandom", "random"):
        yield Path("/dev") / name, _READ | _WRITE
    yield from _of_python()
    for name in os.environ.get("PATH", "").split(os.pathsep):  # noqa: TID251 -- where tesseract is, not a setting
        yield Path(name or "/nonexistent"), _READ | _LIST | _EXECUTE
    yield Path(os.environ.get("TESSDATA_PREFIX") or "/nonexistent"), _READ | _LIST  # noqa: TID251 -- the same


def _of_python() -> Iterator[tuple[Path, int]]:
    """The parts of Python's own folders, and of each folder of modules only the modules: a library may lie in it."""
    prefixes = {sys.prefix, sys.base_prefix, sys.exec_prefix}
    for prefix in prefixes:
        for name in _OF_PYTHON:
            yield Path(prefix, name), _READ | _LIST | _EXECUTE
    for name in filter(None, sys.path):
        folder = Path(name)
        if not folder.is_dir() or any(folder.is_relative_to(prefix) for prefix in prefixes):
            continue
        yield folder, _LIST
        for part in folder.iterdir():
            if part.suffix in {".py", ".so"} or (part / "__init__.py").is_file():
                yield part, _READ | _LIST


def _allow(handle: int, path: Path, rights: int) -> bool:
    """Open one path; one that is not there needs no rule."""
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return True
    try:
        if not path.is_dir():
            rights &= _OF_A_FILE
        rule = ctypes.create_string_buffer(struct.pack("=Qi", rights, place))
        return _call(_ADD_RULE, handle, _BENEATH, rule, 0) == 0
    finally:
        os.close(place)
