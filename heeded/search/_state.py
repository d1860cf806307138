"""How this node's word index does, and how large what it keeps is."""

from pathlib import Path

from heeded.core.queries import UNKNOWN, after
from heeded.search import _narrowing
from heeded.search._derived import Folder
from heeded.search._drift import drift_of
from heeded.search.index import folder, open_reader
from heeded.search.results import Drift, Status


def check_drift() -> Drift | None:
    """Where this node's index and the database differ; None where there is no index to compare."""
    reader = open_reader()
    return drift_of(reader) if reader else None


def status() -> Status:
    """How this node's index does: what it has reached, what is still to come, its size."""
    place_of_folder = folder()
    path = place_of_folder.current()
    reader = open_reader()
    if reader is None or path is None:
        waiting = after(UNKNOWN).count()
        state = "broken" if path else "other-version" if place_of_folder.of_other_version() else "missing"
        return Status("rebuilding" if place_of_folder.is_locked() else state, UNKNOWN, waiting, 0, 0)
    size = bytes_in_use(place_of_folder)
    behind = after(reader.place).count()
    passages = reader.count(_narrowing.everything())
    return Status("ready", reader.place, behind, passages, size, reader.searcher.num_segments)


def bytes_in_use(target: Folder) -> int:
    """Bytes of the one in use; files that its writer removes meanwhile count for nothing."""
    path = target.current()
    try:
        files = list(path.iterdir()) if path else []
    except FileNotFoundError:
        return 0
    return sum(map(_size_of_file, files))


def _size_of_file(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
