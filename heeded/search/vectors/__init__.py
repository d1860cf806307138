"""This node's copy of the vectors: a folder of arrays that are mapped into memory and scanned whole. Derived from the
rows in the database, thrown away at will, following the change log with a place of its own."""

from heeded.search.vectors._layout import Table, folder
from heeded.search.vectors._reader import Vectors, forget_opened, open_vectors
from heeded.search.vectors._rows import Entry, entries_of
from heeded.search.vectors._writer import VectorWriter, build_anew

__all__ = [
    "Entry",
    "Table",
    "VectorWriter",
    "Vectors",
    "build_anew",
    "entries_of",
    "folder",
    "forget_opened",
    "open_vectors",
]
