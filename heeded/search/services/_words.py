"""The word index: made anew, and kept up with the change log."""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from heeded.core.models import Change
from heeded.core.queries import UNKNOWN, Place, after, changes_after, is_in_log, last_change, place_of
from heeded.core.services import ChangeKind
from heeded.library.models import Document
from heeded.search.index import Folder, Row, Writer, build_anew, folder, open_reader, passages_of
from heeded.search.results import Followed

log = logging.getLogger(__name__)
_AT_ONCE = 200  # changes for one commit
_DOCUMENTS_AT_ONCE = 100


def follow_words(*, until: float) -> Followed:
    """Apply what changed since the index was last written, until about that moment of the monotonic clock.

    Makes the index anew where there is none, it cannot be read, or something was erased: of an erased
    document no word stays in any file of the index.
    """
    target = folder()
    with target.locked(wait=False) as mine:
        if not mine:
            return _said(documents=0, skipped=True)
        return _follow(target, until=until)


def rebuild(progress: Callable[[int], None] = lambda documents: None) -> Followed:
    """Make the index anew from the database; waits for its turn. `progress` hears how many documents are done."""
    with folder().locked(wait=True):
        return _said(documents=_rebuild(folder(), progress), rebuilt=True)


def _follow(target: Folder, *, until: float) -> Followed:
    reader = open_reader()
    if reader is None or not is_in_log(reader.place):
        return _said(documents=_rebuild(target), rebuilt=True)
    place, done = reader.place, 0
    path = reader.path
    while changes := changes_after(place, limit=_AT_ONCE):
        if any(change.kind == ChangeKind.ERASED for change in changes):
            return _said(documents=done + _rebuild(target), rebuilt=True)
        place = place_of(changes[-1])
        done += _apply(path, changes, place)
        if time.monotonic() > until:
            break
    return _said(documents=done)


def _apply(path: Path, changes: Sequence[Change], place: Place) -> int:
    documents = documents_in(changes, ChangeKind.PASSAGES)
    with Writer(path) as writer:
        for document in documents:
            writer.remove(document)
        writer.add(passages_of(documents))
        writer.commit(place)
    return len(documents)


def documents_in(changes: Sequence[Change], *kinds: ChangeKind) -> list[int]:
    """Documents of which something of these kinds was made anew. What is filed and who may see it is asked of the
    database."""
    heard = [change for change in changes if change.kind in kinds]
    made = {change.thing for change in heard if change.thing_kind == "document"}
    works = {change.thing for change in heard if change.thing_kind == "work"}
    if works:
        made |= set(Document.objects.filter(work__in=works).values_list("pk", flat=True))
    return sorted(made)


def _rebuild(target: Folder, progress: Callable[[int], None] = lambda documents: None) -> int:
    place = last_change()  # before any row is read: what changes meanwhile is done again
    target.root.mkdir(parents=True, exist_ok=True)
    target.clear(keep=target.current())
    return build_anew(target, _batches(), place=place, progress=progress)


def _batches() -> Iterator[Iterator[Row]]:
    documents = list(Document.objects.order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(documents), _DOCUMENTS_AT_ONCE):
        yield passages_of(documents[first : first + _DOCUMENTS_AT_ONCE])


def _said(*, documents: int, skipped: bool = False, rebuilt: bool = False) -> Followed:
    reader = open_reader()
    place = reader.place if reader else UNKNOWN
    behind = after(place).count()
    return Followed(documents, place, behind, skipped=skipped, rebuilt=rebuilt)
