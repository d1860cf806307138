"""What stands in the folder.

Six files that only grow, a pair for each kind of row: `passages`, `windows` (the stretches of eight tokens that
passages are cut into) and `points`, each as `.vectors` (a byte for each dimension) and `.rows` (what the vector is of).
And `table`: how many rows of each count, which of them belong to which document, whose vectors they are and how far
they have come in the change log. It is written last, whole or not at all; rows beyond what it counts were left half
written and are cut off.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from django.conf import settings

from heeded.core.queries import UNKNOWN, Place
from heeded.engine.meaning import DIMENSIONS
from heeded.search._derived import Folder, write_whole
from heeded.search.index import KINDS, SPEAKERS

PASSAGE = np.dtype(
    [
        ("key", "<i8"),
        ("first", "<i8"),
        ("windows", "<i4"),
        ("kind", "u1"),
        ("speaker", "u1"),
        ("spare", "<u2"),
    ]
)
WINDOW = np.dtype([("start", "<i4"), ("end", "<i4")])
POINT = np.dtype([("key", "<i8")])
OF = {"passages": PASSAGE, "windows": WINDOW, "points": POINT}
NAMES = tuple(OF)
# A line of the table: the document, then first row and number of rows of each kind.
RANGES = np.dtype(
    [("document", "<i8"), *((f"{part}_{name}", "<i8") for name in NAMES for part in ("first", "count"))]
)
TABLE = "table"
_LAYOUT = 1  # raise it when what is kept changes
NO_RANGES = np.zeros(0, RANGES)


def folder() -> Folder:
    """This node's, from the settings."""
    return Folder(Path(settings.INDEX) / "meaning", "vectors", _version(), TABLE)


@cache
def _version() -> str:
    basis = repr((_LAYOUT, KINDS, SPEAKERS))
    return hashlib.sha256(basis.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Table:
    """What counts of the files in a folder: `sizes` rows of each kind, `ranges` by document, in order of its key."""

    model: str
    place: Place
    sizes: dict[str, int]
    ranges: np.ndarray

    @property
    def gone(self) -> int:
        """Rows of passages that belong to no document any more."""
        return self.sizes["passages"] - int(self.ranges["count_passages"].sum())


def empty(model: str) -> Table:
    """Nothing yet, of a model."""
    return Table(model, UNKNOWN, dict.fromkeys(NAMES, 0), NO_RANGES)


def read_table(path: Path) -> Table | None:
    """The table of the folder `path`; None where it cannot be read or its files are shorter than it says."""
    try:
        head, _, body = (path / TABLE).read_bytes().partition(b"\n")
        said = json.loads(head)
        ranges = np.frombuffer(body, RANGES)
        table = Table(
            said["model"], Place(*said["place"]), {name: int(said["sizes"][name]) for name in NAMES}, ranges
        )
        return table if _fits(path, table, said["documents"]) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _fits(path: Path, table: Table, documents: int) -> bool:
    files = ((vectors_file(path, name), DIMENSIONS, name) for name in NAMES)
    rows = ((rows_file(path, name), OF[name].itemsize, name) for name in NAMES)
    whole = all(file.stat().st_size >= table.sizes[name] * width for file, width, name in (*files, *rows))
    return whole and len(table.ranges) == documents


def write_table(path: Path, table: Table) -> None:
    """Make it so: from now on readers see these rows."""
    said = {
        "model": table.model,
        "place": list(table.place),
        "sizes": table.sizes,
        "documents": len(table.ranges),
    }
    write_whole(path / TABLE, json.dumps(said).encode() + b"\n" + table.ranges.tobytes())


def vectors_file(path: Path, name: str) -> Path:
    return path / f"{name}.vectors"


def rows_file(path: Path, name: str) -> Path:
    return path / f"{name}.rows"
