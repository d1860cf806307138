"""Landlock: Linux walls a process off from files, from other processes and from TCP, for good."""

import ctypes
import os
import platform
import struct
from pathlib import Path

from heeded.engine.sandbox._open_paths import open_paths
from heeded.engine.sandbox._rights import ALL_BY_VERSION, ALL_NOW, OF_A_FILE

# System calls of the same number on every processor named below.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION, _BENEATH = 1, 1
_PROCESSORS = ("x86_64", "aarch64", "riscv64")
_TCP, _TCP_SINCE = 0b11, 4  # bind and connect; version of Landlock


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
    files = ALL_BY_VERSION.get(known, ALL_NOW) if known and desk else 0
    if not tcp and not files:
        return False
    try:
        rules = ctypes.create_string_buffer(struct.pack("QQ", files, tcp))
        handle = _call(_CREATE_RULESET, rules, 16 if known >= _TCP_SINCE else 8, 0)
        if handle < 0:
            return False
        allowed = not files or all(_allow(handle, path, rights & files) for path, rights in open_paths(desk))
        done: bool = allowed and _call(_RESTRICT_SELF, handle, 0) == 0
        os.close(handle)
    except (OSError, AttributeError):
        return False
    return done


def _call(*arguments: object) -> int:
    return int(ctypes.CDLL(None, use_errno=True).syscall(*arguments))


def _allow(handle: int, path: Path, rights: int) -> bool:
    """Open one path; one that is not there needs no rule."""
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return True
    try:
        if not path.is_dir():
            rights &= OF_A_FILE
        rule = ctypes.create_string_buffer(struct.pack("=Qi", rights, place))
        return _call(_ADD_RULE, handle, _BENEATH, rule, 0) == 0
    finally:
        os.close(place)
