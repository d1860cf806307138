"""What somebody wants to find: one record, made in one place from an address, the API or the command line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from itertools import islice
from typing import Any, Self

from heeded.engine.vocabulary import (
    AgeBand,
    Agency,
    Choice,
    Harm,
    Nation,
    Outcome,
    ReviewType,
    SectionKind,
    Speaker,
)

NOT_YET_CONFIRMED = "not-yet-confirmed"
LONGEST_QUERY = 2_000  # characters that are read; the rest of a longer one is left out, and that is said
LATEST_YEAR = 2200
_MOST_VALUES = 60  # of one filter; every link of the page carries them
SORTS = ("relevance", "newest", "oldest")
MODES = ("both", "words", "meaning")  # "both" is by word alone where there are no vectors

# Filters that take one of a closed list, by the name that stands in an address.
CLOSED: Mapping[str, type[Choice]] = {
    "review_types": ReviewType,
    "nations": Nation,
    "harms": Harm,
    "age_bands": AgeBand,
    "outcomes": Outcome,
    "agencies": Agency,
    "section_kinds": SectionKind,
    "speakers": Speaker,
}
OPEN = ("areas", "regions", "boards")
OF_PASSAGES = frozenset({"section_kinds", "speakers"})  # these choose passages; the others choose reviews
_NAMES = {  # in an address, singular: area=…&area=…
    "areas": "area",
    "regions": "region",
    "boards": "board",
    "review_types": "type",
    "nations": "nation",
    "harms": "harm",
    "age_bands": "age",
    "outcomes": "outcome",
    "agencies": "agency",
    "section_kinds": "section",
    "speakers": "speaker",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """A search as asked. An empty tuple is no filter; several values of one filter are "any of these".

    Filters on facts also take `NOT_YET_CONFIRMED`: reviews for which nobody has decided that fact.
    """

    text: str = ""
    year_from: int | None = None
    year_to: int | None = None
    year_not_confirmed: bool = False
    areas: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    boards: tuple[str, ...] = ()
    review_types: tuple[str, ...] = ()
    nations: tuple[str, ...] = ()
    harms: tuple[str, ...] = ()
    age_bands: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    section_kinds: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    work: str = ""  # identifier: search inside one review
    document: str = ""  # identifier: search inside one document
    sort: str = "relevance"
    mode: str = "both"  # one of MODES
    page: int = 1
    per_page: int = 10  # reviews
    per_review: int = 3  # passages

    @classmethod
    def from_parameters(cls, parameters: Mapping[str, object]) -> Self:
        """From the names and values of an address (a QueryDict, or a mapping to a string or a list of them).

        Never fails: what is not understood is left out. Values of closed lists are checked here.
        """
        read = _Parameters(parameters)
        lists = {name: read.values(_NAMES[name]) for name in (*OPEN, *CLOSED)}
        for name, choices in CLOSED.items():
            known = {str(choice) for choice in choices} | {NOT_YET_CONFIRMED}
            lists[name] = tuple(value for value in lists[name] if value in known)
        return cls(
            text=read.one("q")[: LONGEST_QUERY + 1],  # one more: the answer says that it was cut
            year_from=read.number("from", lowest=1, highest=LATEST_YEAR),
            year_to=read.number("to", lowest=1, highest=LATEST_YEAR),
            year_not_confirmed=read.one("year") == NOT_YET_CONFIRMED,
            work=read.one("review"),
            document=read.one("document"),
            sort=read.choice("sort", SORTS),
            mode=read.choice("mode", MODES),
            page=read.number("page", lowest=1, highest=100_000) or 1,
            per_page=read.number("per_page", lowest=1, highest=200) or 10,
            per_review=read.number("per_review", lowest=1, highest=50) or 3,
            **lists,
        )

    def to_parameters(self) -> list[tuple[str, str]]:
        """The names and values that make this request again: only what differs from an empty one."""
        blank = SearchRequest()
        found = [("q", self.text)] if self.text else []
        for name in (*OPEN, *CLOSED):
            found += [(_NAMES[name], value) for value in getattr(self, name)]
        if self.year_not_confirmed:
            found.append(("year", NOT_YET_CONFIRMED))
        for name, field_name in _SINGLE.items():
            value = getattr(self, field_name)
            if value != getattr(blank, field_name):
                found.append((name, str(value)))
        return found

    def without(self, *names: str) -> Self:
        """The same with some filters dropped, from its first page."""
        dropped: dict[str, Any] = {name: () for name in names if name != "years"}
        if "years" in names:
            dropped |= {"year_from": None, "year_to": None, "year_not_confirmed": False}
        return replace(self, page=1, **dropped)

    def chosen(self) -> tuple[str, ...]:
        """The names of the filters in use; the three that make up the year count as "years"."""
        used = [name for name in (*OPEN, *CLOSED) if getattr(self, name)]
        if self.year_from or self.year_to or self.year_not_confirmed:
            used.append("years")
        return tuple(used)


_SINGLE = {
    "from": "year_from",
    "to": "year_to",
    "review": "work",
    "document": "document",
    "sort": "sort",
    "mode": "mode",
    "page": "page",
    "per_page": "per_page",
    "per_review": "per_review",
}
FIELDS = tuple(field.name for field in fields(SearchRequest))


def parameter_name(filter_name: str) -> str:
    """What a filter is called in an address: "areas" is `area`."""
    return _NAMES[filter_name]


class _Parameters:
    """Reads single values, lists and numbers out of a QueryDict or a plain mapping."""

    def __init__(self, parameters: Mapping[str, object]) -> None:
        self._parameters = parameters

    def values(self, name: str) -> tuple[str, ...]:
        getlist = getattr(self._parameters, "getlist", None)
        found = getlist(name) if getlist else self._parameters.get(name)
        if found is None:
            return ()
        several: Iterable[object] = found if isinstance(found, list | tuple) else [found]
        texts = (_clean(value) for value in islice(several, _MOST_VALUES))
        return tuple(dict.fromkeys(text for text in texts if text))

    def one(self, name: str) -> str:
        found = self.values(name)
        return found[-1] if found else ""

    def choice(self, name: str, choices: tuple[str, ...]) -> str:
        return self.one(name) if self.one(name) in choices else choices[0]

    def number(self, name: str, *, lowest: int, highest: int) -> int | None:
        text = self.one(name)
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            return None
        return min(max(int(text), lowest), highest)


def _clean(value: object) -> str:
    return str(value).replace("\x00", " ").strip() if value is not None else ""
