"""Writing the folder: documents in, documents out, or all of it anew."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import numpy as np

from heeded.core.queries import Place
from heeded.engine.meaning import DIMENSIONS
from heeded.search._derived import Folder
from heeded.search.vectors._layout import (
    NAMES,
    OF,
    RANGES,
    TABLE,
    Table,
    empty,
    read_table,
    rows_file,
    vectors_file,
    write_table,
)
from heeded.search.vectors._rows import Entry

_BLOCK = 1 << 20


class VectorWriter:
    """Puts documents in and takes them out; what is put in is not seen until `commit`, what is taken out is
    overwritten on disk at once. Use it under the folder's lock."""

    def __init__(self, path: Path, model: str) -> None:
        self.path = path
        table = read_table(path) if (path / TABLE).exists() else empty(model)
        if table is None:  # to cut its files would pull them away from under those who read them
            raise ValueError("the vectors cannot be read: make them anew")
        self.model, self.place, self.sizes = table.model, table.place, dict(table.sizes)
        self._ranges = {int(line["document"]): line for line in table.ranges}
        self._files: dict[Path, BinaryIO] = {}
        for name in NAMES:
            self._open(vectors_file(path, name), self.sizes[name] * DIMENSIONS)
            self._open(rows_file(path, name), self.sizes[name] * OF[name].itemsize)

    def _open(self, path: Path, size: int) -> None:
        path.touch()
        file = path.open("r+b")
        file.truncate(size)  # what a stopped process left half written
        file.seek(size)
        self._files[path] = file

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self._files.values():
            file.close()

    def add(self, entry: Entry) -> None:
        """Put a document in, in the place of what stood there of it."""
        self.remove(entry.document)
        line = np.zeros((), RANGES)
        line["document"] = entry.document
        rows = dict(entry.rows)
        rows["passages"] = rows["passages"].copy()
        rows["passages"]["first"] += self.sizes["windows"]
        for name in NAMES:
            line[f"first_{name}"], line[f"count_{name}"] = self.sizes[name], len(rows[name])
            self._append(vectors_file(self.path, name), entry.vectors[name].tobytes())
            self._append(rows_file(self.path, name), rows[name].tobytes())
            self.sizes[name] += len(rows[name])
        self._ranges[entry.document] = line

    def _append(self, path: Path, content: bytes) -> None:
        file = self._files[path]
        file.seek(0, os.SEEK_END)
        file.write(content)

    def remove(self, document: int) -> bool:
        """Take a document out and overwrite what stood there of it; whether there was anything."""
        line = self._ranges.pop(document, None)
        if line is None:
            return False
        for name in NAMES:
            first, count = int(line[f"first_{name}"]), int(line[f"count_{name}"])
            self._overwrite(vectors_file(self.path, name), first * DIMENSIONS, count * DIMENSIONS)
            width = OF[name].itemsize
            self._overwrite(rows_file(self.path, name), first * width, count * width)
        return True

    def _overwrite(self, path: Path, at: int, size: int) -> None:
        file = self._files[path]
        file.seek(at)
        while size > 0:
            file.write(bytes(min(size, _BLOCK)))
            size -= _BLOCK

    def commit(self, place: Place) -> None:
        """Make it so, and say how far it has come."""
        for file in self._files.values():
            file.flush()
            os.fsync(file.fileno())
        lines = [self._ranges[document] for document in sorted(self._ranges)]
        write_table(self.path, Table(self.model, place, self.sizes, np.array(lines, RANGES)))


def build_anew(
    target: Folder,
    batches: Iterable[Iterable[Entry]],
    *,
    model: str,
    place: Place,
    progress: Callable[[int], None] = lambda documents: None,
) -> int:
    """A new folder from all rows, put in use when it is whole; how many documents. Of the old one no file remains."""
    made, done = target.new(), 0
    with VectorWriter(made, model) as writer:
        for entries in batches:
            for entry in entries:
                writer.add(entry)
                done += 1
            progress(done)
        writer.commit(place)
    target.put_in_use(made)
    return done
