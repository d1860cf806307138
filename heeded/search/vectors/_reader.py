"""Reading the folder: mapped into memory once a process, looked at anew after each commit."""

import logging
import os
import threading
import weakref
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import simsimd

from heeded.core.queries import Place
from heeded.engine.meaning import DIMENSIONS
from heeded.search.vectors._layout import (
    NAMES,
    OF,
    TABLE,
    Table,
    folder,
    read_table,
    rows_file,
    vectors_file,
)

log = logging.getLogger(__name__)
_lock = threading.Lock()
_THREADS = 2
_WORTH_THREADS = 50_000  # rows: starting a thread takes as long as comparing some thousands
_opened: dict[Path, tuple[tuple[int, int], "Vectors"]] = {}


@dataclass(frozen=True)
class Vectors:
    """The vectors as they stood at one moment. Rows of `passages` that belong to no document are zero, so that
    nothing is ever close to them."""

    path: Path
    table: Table
    rows: dict[str, np.ndarray]  # by kind
    vectors: dict[str, np.ndarray]  # of passages and of points
    stretches: int  # the open file of their vectors, closed with this

    @property
    def place(self) -> Place:
        return self.table.place

    @property
    def documents(self) -> np.ndarray:
        """The keys of the documents that have vectors here, ascending."""
        return self.table.ranges["document"]

    @cached_property
    def document_of(self) -> np.ndarray:
        """For each row of a passage its document's place in the table, -1 for none."""
        return self._owners("passages")

    @cached_property
    def document_of_point(self) -> np.ndarray:
        """The same for each row of a learning point."""
        return self._owners("points")

    def _owners(self, name: str) -> np.ndarray:
        found = np.full(self.table.sizes[name], -1, np.int32)
        ranges = self.table.ranges
        for at, (first, count) in enumerate(
            zip(ranges[f"first_{name}"], ranges[f"count_{name}"], strict=True)
        ):
            found[first : first + count] = at
        return found

    @cached_property
    def _by_key(self) -> tuple[np.ndarray, np.ndarray]:
        keys = np.ascontiguousarray(self.rows["passages"]["key"])
        order = np.argsort(keys, kind="stable")
        return keys[order], order

    def rows_of(self, passages: np.ndarray) -> np.ndarray:
        """Where passages stand, by key; -1 for those without a vector."""
        keys, order = self._by_key
        if not len(keys):
            return np.full(len(passages), -1)
        at = np.searchsorted(keys, passages).clip(max=len(keys) - 1)
        return np.where(keys[at] == passages, order[at], -1)

    def scan(
        self, vector: np.ndarray, name: str = "passages", *, rows: np.ndarray | None = None
    ) -> np.ndarray:
        """The inner product of a packed vector with every one of a kind, or with some rows."""
        matrix = self.vectors[name] if rows is None else self.vectors[name][rows]
        if not len(matrix):
            return np.zeros(0)
        threads = _THREADS if len(matrix) > _WORTH_THREADS else 1
        found = simsimd.cdist(vector.reshape(1, -1), matrix, metric="inner", threads=threads)
        scores: np.ndarray = np.asarray(found, np.float64)[0]
        return scores

    def stretches_of(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The packed vectors of all stretches of some passages, and where those of each passage begin."""
        first, count = self.rows["passages"]["first"][rows], self.rows["passages"]["windows"][rows]
        begin = np.cumsum(count) - count
        found = np.empty((int(count.sum()), DIMENSIONS), np.int8)
        parts = zip(first.tolist(), begin.tolist(), (begin + count).tolist(), strict=True)
        for row, start, end in parts:
            self._read(found[start:end], row)
        return found, begin

    def _read(self, into: np.ndarray, row: int) -> None:
        """Stretches are read, not mapped: there are many times as many as passages, and every page of the file that
        was ever looked at would stay in the memory of each process."""
        if os.preadv(self.stretches, [into.data], row * DIMENSIONS) < into.nbytes:
            raise OSError("the file of stretches is shorter than its table says")

    def places_of(self, row: int) -> np.ndarray:
        """Where in the text of a passage the sentence of each of its stretches stands."""
        first, count = self.rows["passages"]["first"][row], self.rows["passages"]["windows"][row]
        return self.rows["windows"][first : first + count]


def open_vectors(model: str) -> Vectors | None:
    """This node's vectors of a model as they stand now; None where there are none or they cannot be read."""
    path = folder().current()
    if path is None:
        return None
    try:
        stat = (path / TABLE).stat()
        stamp = (stat.st_mtime_ns, stat.st_ino)
        with _lock:
            held = _opened.get(path)
            if held is None or held[0] != stamp:
                table = read_table(path)
                if table is None:
                    return None
                _opened.clear()
                held = _opened[path] = (stamp, _mapped(path, table))
        return held[1] if held[1].table.model == model else None
    except (OSError, ValueError) as problem:
        log.warning("the vectors cannot be read: %s", type(problem).__name__)
        return None


def forget_opened() -> None:
    """Open them again next time."""
    with _lock:
        _opened.clear()


def _mapped(path: Path, table: Table) -> Vectors:
    rows = {name: _map(rows_file(path, name), OF[name], (table.sizes[name],)) for name in NAMES}
    size = np.dtype(np.int8)
    vectors = {
        name: _map(vectors_file(path, name), size, (table.sizes[name], DIMENSIONS))
        for name in ("passages", "points")
    }
    stretches = os.open(vectors_file(path, "windows"), os.O_RDONLY)
    mapped = Vectors(path, table, rows, vectors, stretches)
    weakref.finalize(mapped, os.close, stretches)  # another thread may read it after newer ones were opened
    return mapped


def _map(path: Path, kind: np.dtype, shape: tuple[int, ...]) -> np.ndarray:
    if not shape[0]:
        return np.zeros(shape, kind)
    return np.memmap(path, kind, "r", shape=shape).view(np.ndarray)  # a plain array: quicker to take from
