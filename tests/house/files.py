"""The files of the repository, as the tests of this folder read them."""

import subprocess
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).parent.parent.parent


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that git keeps and that still stands, as an absolute path. At least a hundred, or git lied."""
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, check=True, text=True
    ).stdout.split("\0")
    paths = tuple(PROJECT / name for name in names if name and (PROJECT / name).is_file())
    assert len(paths) > 100
    return paths


def tracked_text() -> list[tuple[Path, str]]:
    """Every tracked file that is text, with its words."""
    return [(path, words) for path in tracked() if (words := _words(path)) is not None]


def tracked_code() -> list[Path]:
    """Our own Python, written by hand: no migrations."""
    return [path for path in tracked() if path.suffix == ".py" and "migrations" not in path.parts]


def name_of(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


@cache
def _words(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None
