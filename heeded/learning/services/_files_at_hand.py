"""Frameworks and coded projects that somebody hands in to look at before they are taken."""

import shutil
from typing import Any, BinaryIO

from heeded.engine.exchange import Codebook, Project
from heeded.learning.services._permission import must
from heeded.library import files
from heeded.library.at_hand import FileAtHand, find_at_hand, keep_at_hand, let_go, open_safely, tried
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer

__all__ = ["FileAtHand", "at_hand", "codebook_in", "hand_in", "let_go", "project_in", "tried"]

_PURPOSE = "heeded.learning.file-at-hand"
_PATIENCE = 90  # seconds that reading may take


def hand_in(stream: BinaryIO, name: str, *, by: Viewer) -> FileAtHand:
    """Keep a file for a look at what taking it would do.

    Raises:
        NotAllowed: they may not change frameworks.
        Refused: it is empty or larger than 200 megabytes.
    """
    must(by, Permission.EDIT_FRAMEWORKS)
    return keep_at_hand(stream, name, purpose=_PURPOSE, by=by)


def at_hand(token: str, *, by: Viewer) -> FileAtHand:
    """The file that this person handed in.

    Raises:
        NotAllowed: they may not change frameworks.
        NotFound: it is not theirs, or too long ago.
    """
    must(by, Permission.EDIT_FRAMEWORKS)
    return find_at_hand(token, purpose=_PURPOSE, by=by)


def codebook_in(held: FileAtHand) -> Codebook:
    """The framework in the file.

    Raises:
        Refused: it cannot be read as one, with everything that is wrong.
    """
    found = _opened("open_codebook", files.path_of(held.sha256).read_bytes(), held.name)
    assert isinstance(found, Codebook)
    return found


def project_in(held: FileAtHand) -> Project:
    """The coded project in the file.

    Raises:
        Refused: it cannot be read as one.
    """
    with files.work_place() as folder:
        path = folder / held.name  # a project without a name is called as its file
        shutil.copyfile(files.path_of(held.sha256), path)
        found = _opened("read_project", path)
    assert isinstance(found, Project)
    return found


def _opened(how: str, *what: Any) -> object:
    return open_safely(f"heeded.engine.exchange:{how}", *what, seconds=_PATIENCE)
