"""What stays open behind the walls: the desk, the folders of programs, the parts of Python."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from heeded.engine.sandbox._desk import INSIDE, OUTSIDE, SCRATCH
from heeded.engine.sandbox._rights import CUT, EXECUTE, LIST, MAKE, MOVE, READ, REMOVE, WRITE

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


def open_paths(desk: str) -> Iterator[tuple[Path, int]]:
    """What stays open, with the rights there."""
    own = Path(desk)
    yield own / INSIDE, READ | LIST | REMOVE
    for part in (OUTSIDE, SCRATCH):
        yield own / part, READ | WRITE | LIST | REMOVE | MAKE | MOVE | CUT
    for name in _PROGRAMS:
        yield Path(name), READ | LIST | EXECUTE
    for name in _SETTINGS:
        yield Path("/etc") / name, READ | LIST
    for name in ("/proc", "/sys/devices/system/cpu"):
        yield Path(name), READ | LIST
    for name in ("null", "zero", "urandom", "random"):
        yield Path("/dev") / name, READ | WRITE
    yield from _of_python()
    for name in os.environ.get("PATH", "").split(os.pathsep):  # noqa: TID251 -- where tesseract is, not a setting
        yield Path(name or "/nonexistent"), READ | LIST | EXECUTE
    yield Path(os.environ.get("TESSDATA_PREFIX") or "/nonexistent"), READ | LIST  # noqa: TID251 -- the same


def _of_python() -> Iterator[tuple[Path, int]]:
    """The parts of Python's own folders, and of each folder of modules only the modules: a library may lie in it."""
    prefixes = {sys.prefix, sys.base_prefix, sys.exec_prefix}
    for prefix in prefixes:
        for name in _OF_PYTHON:
            yield Path(prefix, name), READ | LIST | EXECUTE
    for name in filter(None, sys.path):
        folder = Path(name)
        if not folder.is_dir() or any(folder.is_relative_to(prefix) for prefix in prefixes):
            continue
        yield folder, LIST
        for part in folder.iterdir():
            if part.suffix in {".py", ".so"} or (part / "__init__.py").is_file():
                yield part, READ | LIST
