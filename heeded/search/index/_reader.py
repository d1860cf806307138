"""Reading the index: opened once a process, looked at anew after each commit."""

import logging
import threading
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import tantivy

from heeded.search.index import _schema
from heeded.search.index._folder import folder, read_place

log = logging.getLogger(__name__)
_lock = threading.Lock()
_opened: dict[Path, tuple[tantivy.Index, tuple[int, int]]] = {}


@dataclass(frozen=True, slots=True)
class Reader:
    """The index as it stood at one moment. `place` is a change that it has at least reached."""

    searcher: tantivy.Searcher
    place: int
    path: Path

    def counts(self, query: tantivy.Query, *, by: str) -> tuple[np.ndarray, np.ndarray]:
        """How many passages match, by a whole-number field: its values and their counts."""
        answer = self.searcher.aggregate(
            query,
            {"n": {"terms": {"field": by, "size": 60_000, "segment_size": 60_000, "order": {"_key": "asc"}}}},
        )
        buckets = answer["n"]["buckets"]
        keys = np.array([bucket["key"] for bucket in buckets], np.int64)
        counts = np.array([bucket["doc_count"] for bucket in buckets], np.int64)
        return keys, counts

    def some(self, query: tantivy.Query, limit: int, *, by: str) -> np.ndarray:
        """A whole-number field of a few entries that match."""
        hits = self.searcher.search(query, limit, count=False).hits
        return np.array(self.searcher.fast_field_values(by, [address for _, address in hits]), np.int64)

    def best(self, query: tantivy.Query, limit: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The best passages: scores, passages and documents, best first."""
        hits = self.searcher.search(query, limit, count=False).hits
        addresses = [address for _, address in hits]
        scores = np.fromiter((score for score, _ in hits), np.float64, len(hits))
        passages = np.array(self.searcher.fast_field_values("passage", addresses), np.int64)
        documents = np.array(self.searcher.fast_field_values("document", addresses), np.int64)
        return scores, passages, documents

    def words_with(self, beginning: str, *, limit: int | None = None) -> list[tuple[str, int]]:
        """Words as written that begin so, each with the number of documents that use it (visible or not)."""
        return self.searcher.terms_with_prefix("words", beginning, limit=limit)


def open_reader() -> Reader | None:
    """The index as it stands now; None where there is none or it cannot be read."""
    path = folder().current()
    if path is None:
        return None
    place = read_place(path)  # before the index itself: it is written after it, so it never says too much
    try:
        return Reader(_index(path).searcher(), place, path)
    except (ValueError, OSError, RuntimeError) as problem:
        log.warning("the word index cannot be read: %s", type(problem).__name__)
        with _lock:
            _opened.pop(path, None)
        return None


def _index(path: Path) -> tantivy.Index:
    meta = (path / "meta.json").stat()
    stamp = (meta.st_mtime_ns, meta.st_ino)
    with _lock:
        index, seen = _opened.get(path, (None, None))
        if index is None:
            for other in [other for other in _opened if other.parent == path.parent]:
                del _opened[other]
            index = _schema.register(tantivy.Index.open(str(path)))
            index.config_reader("manual")
            index.reload()
        elif seen != stamp:
            index.reload()
        _opened[path] = (index, stamp)
        return index
