"""A search, and what it finds."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from heeded.client import _flat as flat
from heeded.client._addresses import HERE
from heeded.client._connection import Connection
from heeded.client._decoding import decoded
from heeded.client._rows import Part, Rows
from heeded.client.shapes import Facet, ReviewFound, SearchAnswer

_PATH = f"{HERE}/search"
_AT_ONCE = 25  # reviews
# Ours, which are words of the library, and the parameters of its API.
_FILTERS = {
    "areas": "area",
    "regions": "region",
    "boards": "board",
    "types": "type",
    "nations": "nation",
    "harms": "harm",
    "ages": "age",
    "outcomes": "outcome",
    "agencies": "agency",
    "sections": "section",
    "speakers": "speaker",
    "year_from": "from",
    "year_to": "to",
    "year": "year",
    "review": "review",
    "document": "document",
    "sort": "sort",
    "passages": "passages",
    "sure": "sure",
}


@dataclass(frozen=True, slots=True)
class SearchWish:
    """What to find, as parameters of the API."""

    parameters: Mapping[str, Any]

    @classmethod
    def made(cls, question: str, mode: str, filters: Mapping[str, Any]) -> "SearchWish":
        """From what a caller of `search` gave.

        Raises:
            TypeError: there is no such filter.
        """
        unknown = sorted(set(filters) - set(_FILTERS))
        if unknown:
            raise TypeError(f"search has no filter {unknown[0]!r}; it has: {', '.join(_FILTERS)}")
        said = {_FILTERS[name]: value for name, value in filters.items()}
        return cls({"q": question, "mode": mode, **said})


class Found(Rows[ReviewFound]):
    """Reviews found, best first. Its table has a row for each passage. The first part is asked for once and kept with
    what the library says beside it: search anew to ask anew."""

    def __init__(self, connection: Connection, wish: SearchWish) -> None:
        super().__init__(self._answered, flat.of_found, flat.FOUND)
        self._connection, self._wish = connection, wish

    @cached_property
    def answer(self) -> SearchAnswer:
        """The first part with all that the library says beside it: counts, notes, suggestions, how it searched."""
        return self._ask("")

    @property
    def total(self) -> int:
        """How many reviews and other works there are."""
        return self.answer.total

    @property
    def facets(self) -> tuple[Facet, ...]:
        """The filters with their values, and how many reviews each would list."""
        return self.answer.facets

    @property
    def notes(self) -> tuple[str, ...]:
        """What the library has to say of this search."""
        return self.answer.notes

    def _answered(self, place: str) -> Part[ReviewFound]:
        answer = self._ask(place) if place else self.answer
        return Part(answer.results, answer.next, answer.total)

    def _ask(self, place: str) -> SearchAnswer:
        asked = {**self._wish.parameters, "cursor": place, "limit": _AT_ONCE}
        return decoded(SearchAnswer, self._connection.get(_PATH, asked))
