"""Reading the index: opened once a process, looked at anew after each commit."""

import logging
import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import tantivy

from heeded.core.queries import Place
from heeded.search._derived import read_place
from heeded.search.index import _schema

log = logging.getLogger(__name__)
_lock = threading.Lock()
_VALUES_AT_ONCE = 60_000
_REMEMBERED = 24  # counts of recent questions, kept in memory only
Counts = tuple[np.ndarray, np.ndarray]


class Best(NamedTuple):
    """Passages in order: scores, keys, keys of their documents, numbers of their section kinds."""

    scores: np.ndarray
    passages: np.ndarray
    documents: np.ndarray
    kinds: np.ndarray


@dataclass(slots=True)
class _Opened:
    """An index opened by this process, as of a commit."""

    index: tantivy.Index
    stamp: tuple[int, int]
    remembered: "OrderedDict[Hashable, Counts]"
    every_part: list[np.ndarray]  # one, once they were asked for


_opened: dict[Path, _Opened] = {}


@dataclass(frozen=True, slots=True)
class Reader:
    """The index as it stood at one moment. `place` is a change that it has at least reached."""

    searcher: tantivy.Searcher
    place: Place
    path: Path
    remembered: "OrderedDict[Hashable, Counts]"  # of this state of the index alone
    every_part: list[np.ndarray]  # likewise

    def counts(self, query: tantivy.Query, *, by: str, key: Hashable = None) -> Counts:
        """How many passages match, by a whole-number field: its values and their counts.

        Where `key` tells one query from every other, the answer is remembered for the next filter or page.
        """
        if key is None:
            return self._counts(query, by)
        whole = (by, key)
        found = self.remembered.get(whole)
        if found is None:
            found = self.remembered[whole] = self._counts(query, by)
            while len(self.remembered) > _REMEMBERED:
                self.remembered.popitem(last=False)
        return found

    def _counts(self, query: tantivy.Query, by: str) -> Counts:
        try:
            buckets = self._buckets(query, by)
        except ValueError:  # the index counts no more than some 65,000 values at once
            buckets = None
        if buckets is None:
            buckets = [
                bucket for part in self._slices(by) for bucket in self._buckets(_both(query, part), by) or []
            ]
        keys = np.array([bucket["key"] for bucket in buckets], np.int64)
        counts = np.array([bucket["doc_count"] for bucket in buckets], np.int64)
        return keys, counts

    def _buckets(self, query: tantivy.Query, by: str) -> list[dict[str, int]] | None:
        """Values with their counts; None where there are more than can be counted at once."""
        terms = {"field": by, "size": _VALUES_AT_ONCE, "segment_size": _VALUES_AT_ONCE}
        answer = self.searcher.aggregate(query, {"n": {"terms": terms}})["n"]
        return None if answer.get("sum_other_doc_count") else answer["buckets"]

    def _slices(self, by: str) -> Iterator[tantivy.Query]:
        """All entries in parts, none with more values than can be counted at once."""
        highest = self.searcher.search(tantivy.Query.all_query(), 1, order_by_field=by).hits
        last = int(highest[0][0]) if highest else 0
        for first in range(0, last + 1, _VALUES_AT_ONCE):
            yield tantivy.Query.range_query(
                _schema.schema(),
                by,
                tantivy.FieldType.Integer,
                first,
                first + _VALUES_AT_ONCE,
                include_upper=False,
            )

    def parts(self, query: tantivy.Query) -> np.ndarray:
        """The documents and section kinds (as `place_of` makes them) of all parts that match. Their addresses are
        fetched, because the index hands counts over as JSON, and that takes four times as long. Where most parts
        match, those that do not are fetched and taken from all, which are remembered."""
        matching, whole = self.count(query), self._all_parts()
        if matching * 2 <= len(whole):
            return self._parts(query, matching)
        others = [(tantivy.Occur.Must, _any_part()), (tantivy.Occur.MustNot, query)]
        without = self._parts(tantivy.Query.boolean_query(others), len(whole) - matching)
        return np.setdiff1d(whole, without, assume_unique=True)

    def _parts(self, query: tantivy.Query, number: int) -> np.ndarray:
        if not number:
            return np.zeros(0, np.int64)
        return self.some(query, number, by="part")

    def _all_parts(self) -> np.ndarray:
        """Every part in the index."""
        if not self.every_part:
            query = _any_part()
            self.every_part.append(self._parts(query, self.count(query)))
        return self.every_part[0]

    def count(self, query: tantivy.Query) -> int:
        """How many entries match."""
        return int(getattr(self.searcher.search(query, 1), "count"))  # noqa: B009 - its type stub forgets it

    def some(self, query: tantivy.Query, limit: int, *, by: str) -> np.ndarray:
        """A whole-number field of a few entries that match."""
        hits = self.searcher.search(query, limit, count=False).hits
        return np.array(self.searcher.fast_field_values(by, [address for _, address in hits]), np.int64)

    def best(self, query: tantivy.Query, limit: int) -> "Best":
        """The best passages, best first."""
        hits = self.searcher.search(query, limit, count=False).hits
        addresses = [address for _, address in hits]
        scores = np.fromiter((score for score, _ in hits), np.float64, len(hits))
        passages = np.array(self.searcher.fast_field_values("passage", addresses), np.int64)
        places = np.array(self.searcher.fast_field_values("place", addresses), np.int64)
        documents, kinds = _schema.split_places(places, by="place")
        return Best(scores, passages, documents, kinds)

    def scores_of(self, query: tantivy.Query, passages: np.ndarray) -> np.ndarray:
        """What a query gives each of some passages, nan to those it does not find. `query` is limited to them."""
        found = self.searcher.search(query, max(len(passages), 1), count=False).hits
        keys = np.array(
            self.searcher.fast_field_values("passage", [address for _, address in found]), np.int64
        )
        scores = np.fromiter((score for score, _ in found), np.float64, len(found))
        given = np.full(len(passages), np.nan)
        if len(keys):
            order = np.argsort(keys)
            at = np.searchsorted(keys[order], passages).clip(max=len(keys) - 1)
            there = keys[order][at] == passages
            given[there] = scores[order][at[there]]
        return given

    def all_of(self, query: tantivy.Query, names: Sequence[str]) -> np.ndarray:
        """Whole-number fields of everything that matches, a row each. For checks, not for answers."""
        hits = self.searcher.search(query, max(self.searcher.num_docs, 1), count=False).hits
        addresses = [address for _, address in hits]
        columns = [self.searcher.fast_field_values(name, addresses) for name in names]
        return np.array(columns, np.int64).reshape(len(names), len(hits)).T

    def words_with(self, beginning: str, *, limit: int | None = None) -> list[tuple[str, int]]:
        """Words as written that begin so, each with the number of documents that use it (visible or not)."""
        return self.searcher.terms_with_prefix("words", beginning, limit=limit)


def _any_part() -> tantivy.Query:
    return tantivy.Query.const_score_query(tantivy.Query.exists_query("part"), 0.0)


def _both(query: tantivy.Query, part: tantivy.Query) -> tantivy.Query:
    limited = tantivy.Query.const_score_query(part, 0.0)
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, limited)])


def open_reader() -> Reader | None:
    """The index as it stands now; None where there is none or it cannot be read."""
    path = _schema.folder().current()
    if path is None:
        return None
    place = read_place(path)  # before the index itself: it is written after it, so it never says too much
    try:
        opened = _index(path)
        return Reader(opened.index.searcher(), place, path, opened.remembered, opened.every_part)
    except (ValueError, OSError, RuntimeError) as problem:
        log.warning("the word index cannot be read: %s", type(problem).__name__)
        with _lock:
            _opened.pop(path, None)
        return None


def forget_opened() -> None:
    """Open the index again next time."""
    with _lock:
        _opened.clear()


def _index(path: Path) -> _Opened:
    meta = (path / "meta.json").stat()
    stamp = (meta.st_mtime_ns, meta.st_ino)
    with _lock:
        opened = _opened.get(path)
        if opened is None:
            for other in [other for other in _opened if other.parent == path.parent]:
                del _opened[other]
            index = _schema.register(tantivy.Index.open(str(path)))
            index.config_reader("manual")
        else:
            index = opened.index
        if opened is None or opened.stamp != stamp:
            index.reload()
            opened = _opened[path] = _Opened(index, stamp, OrderedDict(), [])
        return opened
