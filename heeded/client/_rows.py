"""Lists that come in parts: the next part is asked for when somebody gets there. And the same as a table."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar

_Row = TypeVar("_Row")
Flat = Mapping[str, Any]
Table = dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Part(Generic[_Row]):
    """One part of a list. `total` over all parts, where the library says it; `next` None at the end."""

    rows: Sequence[_Row]
    next: str | None
    total: int | None = None


class Rows(Generic[_Row]):
    """A list of the library. Going through it again asks again: what was withdrawn meanwhile is not in it then."""

    def __init__(
        self,
        part: Callable[[str], Part[_Row]],
        flat: Callable[[_Row], Iterable[Flat]],
        columns: Sequence[str],
    ) -> None:
        self._part, self._flat, self._columns = part, flat, tuple(columns)

    def __iter__(self) -> Iterator[_Row]:
        place: str | None = ""
        while place is not None:
            part = self._part(place)
            yield from part.rows
            place = part.next

    @property
    def total(self) -> int | None:
        """How many there are over all parts at this moment; None where the library does not say."""
        return self._part("").total

    def first(self, count: int) -> list[_Row]:
        """The first so many, or all where there are fewer."""
        return list(islice(self, count))

    def all(self) -> list[_Row]:
        """All of them, part after part."""
        return list(self)

    def table(self, count: int | None = None) -> Table:
        """Columns by name, all of one length, ready for `pandas.DataFrame(…)`: those of the first `count` rows, or of
        all. An empty list has its columns too."""
        return table_of((flat for row in islice(self, count) for flat in self._flat(row)), self._columns)


def table_of(rows: Iterable[Flat], columns: Sequence[str]) -> Table:
    """Rows as columns, in this order."""
    table: Table = {name: [] for name in columns}
    for row in rows:
        for name in columns:
            table[name].append(row[name])
    return table
