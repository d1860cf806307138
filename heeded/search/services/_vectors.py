"""This node's copy of the vectors: made anew, kept up with the change log, rid of what was erased."""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from heeded.core.models import Change
from heeded.core.queries import UNKNOWN, Place, after, changes_after, is_in_log, last_change, place_of
from heeded.core.services import ChangeKind
from heeded.search._derived import Folder
from heeded.search._model import model_name
from heeded.search.models import DocumentVectors
from heeded.search.results import FollowedVectors
from heeded.search.services._words import documents_in
from heeded.search.vectors import Entry, VectorWriter, build_anew, entries_of, folder, open_vectors

log = logging.getLogger(__name__)
_AT_ONCE = 200  # changes for one commit
_DOCUMENTS_AT_ONCE = 20
_WASTE = 50_000  # rows that belong to nothing, from which on the folder is made anew when they are half of it


def follow_vectors(*, until: float) -> FollowedVectors:
    """Apply what changed since, until about that moment of the monotonic clock. Makes the copy anew where there is
    none, it cannot be read or it is another model's. A full disk is said, not raised: it is tried again next time."""
    model = model_name()
    if not model:
        return FollowedVectors()
    target = folder()
    try:
        with target.locked(wait=False) as mine:
            if not mine:
                return _said(model, documents=0, skipped=True)
            return _follow(target, model, until=until)
    except OSError as problem:
        log.warning("the vectors cannot be written: %s", problem.strerror or type(problem).__name__)
        return _said(model, documents=0, failed=True)


def rebuild_vectors(progress: Callable[[int], None] = lambda documents: None) -> FollowedVectors:
    """Make this node's copy anew from the rows in the database; waits for its turn."""
    model = model_name()
    if not model:
        return FollowedVectors()
    with folder().locked(wait=True):
        return _said(model, documents=_rebuild(folder(), model, progress), rebuilt=True)


def forget_vectors(document_ids: Sequence[int]) -> None:
    """Overwrite what this node keeps of these documents, now; waits for its turn."""
    path = folder().current()
    if path is None:
        return
    with folder().locked(wait=True):
        path = folder().current()
        if path is not None:
            _forget(path, document_ids)


def _forget(path: Path, documents: Sequence[int]) -> None:
    try:
        writer = VectorWriter(path, "")
    except (OSError, ValueError):  # it cannot be read: nothing of it may stay, the follower makes it anew
        folder().clear(keep=None)
        return
    with writer:
        for document in documents:
            writer.remove(document)
        writer.commit(writer.place)


def _follow(target: Folder, model: str, *, until: float) -> FollowedVectors:
    held = open_vectors(model)
    if (
        held is None
        or not is_in_log(held.place)
        or _is_wasteful(held.table.gone, held.table.sizes["passages"])
    ):
        return _said(model, documents=_rebuild(target, model), rebuilt=True)
    place, done = held.place, 0
    while changes := changes_after(place, limit=_AT_ONCE):
        place = place_of(changes[-1])
        done += _apply(held.path, model, changes, place)
        if time.monotonic() > until:
            break
    return _said(model, documents=done)


def _is_wasteful(gone: int, rows: int) -> bool:
    return gone > _WASTE and gone * 2 > rows


def _apply(path: Path, model: str, changes: Sequence[Change], place: Place) -> int:
    """One commit. What was erased or made anew is overwritten where it stood."""
    erased = [change.thing for change in changes if change.kind == ChangeKind.ERASED]
    made = documents_in(changes, ChangeKind.PASSAGES, ChangeKind.VECTORS)
    with VectorWriter(path, model) as writer:
        for document in {*erased, *made}:
            writer.remove(document)
        for first in range(0, len(made), _DOCUMENTS_AT_ONCE):
            for entry in entries_of(made[first : first + _DOCUMENTS_AT_ONCE], model=model):
                writer.add(entry)
        writer.commit(place)
    return len(made)


def _rebuild(target: Folder, model: str, progress: Callable[[int], None] = lambda documents: None) -> int:
    place = last_change()  # before any row is read: what changes meanwhile is done again
    target.root.mkdir(parents=True, exist_ok=True)
    target.clear(keep=target.current())
    return build_anew(target, _batches(model), model=model, place=place, progress=progress)


def _batches(model: str) -> Iterator[Iterator[Entry]]:
    rows = DocumentVectors.objects.filter(model=model).order_by("document")
    documents = list(rows.values_list("document", flat=True))
    for first in range(0, len(documents), _DOCUMENTS_AT_ONCE):
        yield entries_of(documents[first : first + _DOCUMENTS_AT_ONCE], model=model)


def _said(
    model: str, *, documents: int, skipped: bool = False, rebuilt: bool = False, failed: bool = False
) -> FollowedVectors:
    held = open_vectors(model)
    place = held.place if held else UNKNOWN
    behind = after(place).count()
    return FollowedVectors(documents, place, behind, skipped=skipped, rebuilt=rebuilt, failed=failed)
