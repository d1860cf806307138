"""--framework NAME and FILE.jsonl, as several commands are given them."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from heeded.core.errors import Refused

if TYPE_CHECKING:
    from heeded.engine import frameworks as engine
    from heeded.engine.themes import Labelled, LabelledText
    from heeded.learning.models import Framework

Read = TypeVar("Read")


def framework_called(name: str) -> "Framework":
    """The framework of this identifier or name, in the library that is open. One that comes with Heeded is put there.

    Raises:
        Refused: there is none.
    """
    from heeded.core.actors import SYSTEM
    from heeded.learning.services import keep_shipped

    found = _held(name)
    if found is None:
        shipped = [one for one in _shipped() if _plain(name) in {one.identifier, _plain(one.name)}]
        keep_shipped(shipped, by=SYSTEM)
        found = _held(name)
    if found is None:
        raise _none_called(name)
    return found


def shipped_framework(name: str) -> "engine.Framework":
    """The framework of this identifier or name that comes with Heeded: where there is no library to ask.

    Raises:
        Refused: there is none.
    """
    for one in _shipped():
        if _plain(name) in {one.identifier, _plain(one.name)}:
            return one
    raise _none_called(name)


def framework_of_labels(name: str, texts: "Labelled") -> "Framework":
    """A new framework of this name, with the labels of a file as its themes.

    Raises:
        FrameworkWrong: the labels cannot be themes.
    """
    from heeded.engine.exchange import framework_of_names
    from heeded.learning.services import take_framework
    from heeded.people.viewer import OPERATOR

    read = framework_of_names(name, texts.themes())
    return take_framework(read, by=OPERATOR, note="Made of the labels of a file.")


def is_held(name: str) -> bool:
    """Whether there is such a framework here or among those that come with Heeded."""
    known = {one.identifier for one in _shipped()} | {_plain(one.name) for one in _shipped()}
    return _held(name) is not None or _plain(name) in known


def labelled_in(path: Path) -> "Labelled":
    """The labelled texts of a file.

    Raises:
        Refused: it is not there or cannot be read, and why.
    """
    from heeded.engine.themes import read_labelled

    return _read(path, lambda lines: read_labelled(lines))


def texts_in(path: Path) -> "list[LabelledText]":
    """The texts of a file, labelled or not.

    Raises:
        Refused: it is not there or cannot be read, and why.
    """
    from heeded.engine.themes import read_texts

    return _read(path, lambda lines: read_texts(lines))


def _read(path: Path, how: "Callable[..., Read]") -> Read:
    from heeded.engine.themes import WrongLines

    if not path.is_file():
        raise Refused(f"There is no file {path}.", advice="Give a file with one JSON object a line.")
    try:
        with path.open(encoding="utf-8-sig") as lines:
            return how(lines)
    except UnicodeDecodeError:
        raise Refused(f"{path.name} is not text in UTF-8.", advice="Save it as UTF-8.") from None
    except WrongLines as error:
        raise Refused(f"{path.name}: {error.reason}", advice=error.advice) from error


def _held(name: str) -> "Framework | None":
    from heeded.learning.queries import visible_frameworks
    from heeded.people.viewer import OPERATOR

    known = visible_frameworks(OPERATOR)
    return known.filter(identifier=name).first() or known.filter(name__iexact=name.strip()).first()


def _shipped() -> "tuple[engine.Framework, ...]":
    from heeded.engine.frameworks import shipped

    return shipped()


def _none_called(name: str) -> Refused:
    known = ", ".join(one.identifier for one in _shipped())
    return Refused(f"There is no framework called {name}.", advice=f"Those that come with Heeded: {known}.")


def _plain(name: str) -> str:
    return " ".join(name.lower().split())
