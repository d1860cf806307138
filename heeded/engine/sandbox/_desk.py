"""The folder of one child. Where the system walls a child off from all other files, what it is to read is laid here
for the time of one call, and what it writes it leaves here, from where the owner takes it."""

import contextlib
import os
import shutil
import stat
import tempfile
from itertools import count
from pathlib import Path
from typing import Any

_NAME = "heeded-reader-"
INSIDE, OUTSIDE, SCRATCH = "in", "out", "tmp"  # read by the child, written by the child, its own


_place: list[Path] = []


def keep_desks_in(folder: Path) -> None:
    """From now on desks of this process stand in `folder`, where a library has its files on the way and where what a
    killed process leaves is swept."""
    _place[:] = [folder]


def _around() -> Path:
    return _place[0] if _place else Path(tempfile.gettempdir())


class Desk:
    """A folder with one part that the child may only read and two that it may write."""

    def __init__(self) -> None:
        _sweep()
        if _place:
            _place[0].mkdir(parents=True, exist_ok=True)
        self.folder = Path(tempfile.mkdtemp(prefix=f"{_NAME}{os.getpid()}-", dir=_around())).resolve()
        for part in (INSIDE, OUTSIDE, SCRATCH):
            (self.folder / part).mkdir(mode=0o700)
        self._numbers = count(1)
        self._awaited: dict[
            Path, tuple[Path, str]
        ] = {}  # a folder here, the real one, the one file asked for

    def laid(self, thing: Any) -> Any:
        """What the child is given for `thing`: for a path the place on this desk that stands for it."""
        if not isinstance(thing, Path):
            return thing
        number = str(next(self._numbers))
        if thing.is_file():
            place = self.folder / INSIDE / number / thing.name
            place.parent.mkdir()
            shutil.copyfile(thing, place)  # no second name of the original: what is laid here is thrown away
            return place
        place = self.folder / OUTSIDE / number
        place.mkdir(mode=0o700)
        if thing.is_dir():
            self._awaited[place] = (thing, "")
            return place
        self._awaited[place] = (thing.parent, thing.name)
        return place / thing.name

    def taken(self, answer: Any) -> Any:
        """`answer` with a path of this desk as the owner knows it, once what was written is where it belongs."""
        for here, (there, only) in self._awaited.items():
            for left in here.iterdir():
                if not only or left.name == only:
                    _take(left, there / left.name)
        if isinstance(answer, Path) and answer.parent in self._awaited:
            return self._awaited[answer.parent][0] / answer.name
        return answer

    def clear(self) -> None:
        """Nothing of one call is there at the next."""
        self._awaited.clear()
        for part in (INSIDE, OUTSIDE):
            with contextlib.suppress(FileNotFoundError):  # it went with its child
                for left in (self.folder / part).iterdir():
                    shutil.rmtree(left, ignore_errors=True)

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def _take(left: Path, target: Path) -> None:
    """Copy a file that a child left. It may be taken over: a link to elsewhere or anything but a file stays."""
    try:
        handle = os.open(left, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        return
    with os.fdopen(handle, "rb") as source, target.open("wb") as file:
        shutil.copyfileobj(source, file, 1 << 20)


def _sweep() -> None:
    """Desks of owners that are gone without a word: their child has cleared them, if it lived to."""
    for folder in _around().glob(f"{_NAME}*-*"):
        number = folder.name.removeprefix(_NAME).partition("-")[0]
        if number.isdigit() and not Path(f"/proc/{number}").exists() and Path("/proc/self").exists():
            with contextlib.suppress(OSError):
                shutil.rmtree(folder)
