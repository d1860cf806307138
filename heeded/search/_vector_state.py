"""How this node's vectors do, in plain words where they are not as they should be."""

from heeded.core.queries import UNKNOWN, after
from heeded.search._claims import with_passages
from heeded.search._model import NO_MODEL, model_name, the_model, what_is_wrong
from heeded.search._state import bytes_in_use
from heeded.search.models import DocumentVectors
from heeded.search.results import VectorStatus
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
        bytes=bytes_in_use(vectors_folder()),
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
