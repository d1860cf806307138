"""How this node's word index and vectors do."""

from pathlib import Path

from heeded.core.queries import UNKNOWN, after
from heeded.search import _asking
from heeded.search._derived import Folder
from heeded.search._drift import drift_of
from heeded.search._embedding import with_passages
from heeded.search._model import NO_MODEL, model_name, the_model, what_is_wrong
from heeded.search.index import folder, open_reader
from heeded.search.models import DocumentVectors
from heeded.search.results import Drift, Status, VectorStatus
from heeded.search.vectors import folder as vectors_folder
from heeded.search.vectors import open_vectors
from heeded.search.vectors._layout import read_table

_NOTES = {
    "no-model": "No sentence model is installed: search is by word only.",
    "being-made": "Vectors are being made; until then search is partly by word only.",
    "ready": "Search by meaning is ready.",
    "missing": "This node has no copy of the vectors yet; it is made next.",
    "broken": "This node’s copy of the vectors cannot be read; it is made anew.",
    "other-model": "This node’s copy of the vectors is of another model; it is made anew.",
    "rebuilding": "This node’s copy of the vectors is being made anew.",
}


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
    size = _size(place_of_folder)
    behind = after(reader.place).count()
    passages = reader.count(_asking.everything())
    return Status("ready", reader.place, behind, passages, size, reader.searcher.num_segments)


def vector_status() -> VectorStatus:
    """How search by meaning does: whether there is a model, which documents have vectors, how far this node is."""
    name = model_name()
    made = DocumentVectors.objects.filter(model=name).exclude(passages=b"").count() if name else 0
    without = max(with_passages().count() - made, 0)
    held = open_vectors(name) if name else None
    place = held.place if held else UNKNOWN
    state = _vector_state(name, without=without)
    return VectorStatus(
        state,
        place,
        after(place).count(),
        made,
        without,
        passages=int(held.table.ranges["count_passages"].sum()) if held else 0,
        bytes=_size(vectors_folder()),
        model=name,
        note=what_is_wrong() if state == "wrong-model" else _NOTES[state],
    )


def _vector_state(name: str, *, without: int) -> str:
    if not name:
        return "no-model"
    if the_model() is None:
        return "no-model" if what_is_wrong() == NO_MODEL else "wrong-model"
    path = vectors_folder().current()
    table = read_table(path) if path else None
    if table is None or table.model != name:
        if vectors_folder().is_locked():
            return "rebuilding"
        return "missing" if path is None else "broken" if table is None else "other-model"
    return "being-made" if without else "ready"


def _size(target: Folder) -> int:
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
