"""Which reviews are counted, with which framework, and by what they are set side by side."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Self, TypeVar

from heeded.engine.vocabulary import Choice, Nation, ReviewType

_C = TypeVar("_C", bound=Choice)
_MOST_VALUES = 60
_EARLIEST, _LATEST = 1900, 2200


class DatedBy(Choice):
    PUBLICATION = "publication", "Publication"
    PERIOD = "period", "End of the period reviewed"


class SideBySide(Choice):
    """What reviews are set side by side by. The last three are features of children: their figures are protected."""

    REGION = "region", "Region or nation"
    REVIEW_TYPE = "type", "Kind of review"
    AREA = "area", "Area"
    AGE = "age", "Age of the child"
    HARM = "harm", "Harm"
    OUTCOME = "outcome", "Fatal or not"


class Whose(Choice):
    """Whose codings count. Those of children and adults are features of families: their figures are protected."""

    REVIEWS = "reviews", "Reports and reviews"
    CHILDREN = "children", "Those reviewed"
    ADULTS = "adults", "Other adults"


OF_FAMILIES = frozenset({SideBySide.AGE, SideBySide.HARM, SideBySide.OUTCOME})
# The filters that choose reviews, with what each is called in an address.
FILTERS = {"nations": "nation", "regions": "region", "areas": "area", "review_types": "type"}
_CLOSED: Mapping[str, type[Choice]] = {"nations": Nation, "review_types": ReviewType}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question of analysis. An empty tuple is no filter; several values of one filter are "any of these"."""

    nations: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    review_types: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    dated_by: DatedBy = DatedBy.PUBLICATION
    framework: str = ""  # identifier; blank: the first one that anything was coded with
    themes: tuple[str, ...] = ()  # identifiers; none: those found in most reviews
    side_by_side: SideBySide = SideBySide.REGION
    whose: Whose = Whose.REVIEWS
    with_restricted: bool = False  # also those that only this viewer and others named may read

    @classmethod
    def from_parameters(cls, parameters: Mapping[str, object]) -> Self:
        """From the names and values of an address. Never fails: what is not understood is left out."""
        chosen = {name: _values(parameters, written) for name, written in FILTERS.items()}
        for name, choices in _CLOSED.items():
            chosen[name] = tuple(value for value in chosen[name] if value in set(choices))
        return cls(
            **chosen,
            year_from=_year(parameters, "from"),
            year_to=_year(parameters, "to"),
            dated_by=_choice(parameters, "dated", DatedBy, DatedBy.PUBLICATION),
            framework=_one(parameters, "framework"),
            themes=_values(parameters, "theme"),
            side_by_side=_choice(parameters, "by", SideBySide, SideBySide.REGION),
            whose=_choice(parameters, "whose", Whose, Whose.REVIEWS),
            with_restricted=_one(parameters, "restricted") == "yes",
        )

    def to_parameters(self) -> list[tuple[str, str]]:
        """The names and values that make this question again: only what differs from an empty one."""
        found = [(written, value) for name, written in FILTERS.items() for value in getattr(self, name)]
        found += [("theme", theme) for theme in self.themes]
        rest = {
            "from": self.year_from,
            "to": self.year_to,
            "dated": "" if self.dated_by is DatedBy.PUBLICATION else self.dated_by.value,
            "framework": self.framework,
            "by": "" if self.side_by_side is SideBySide.REGION else self.side_by_side.value,
            "whose": "" if self.whose is Whose.REVIEWS else self.whose.value,
            "restricted": "yes" if self.with_restricted else "",
        }
        return found + [(name, str(value)) for name, value in rest.items() if value]

    def filters(self) -> tuple[str, ...]:
        """The names of the filters in use; both years count as one."""
        used = [name for name in FILTERS if getattr(self, name)]
        return (*used, "years") if self.year_from or self.year_to else tuple(used)

    def without(self, name: str) -> Self:
        """The same with one filter dropped."""
        if name == "years":
            return replace(self, year_from=None, year_to=None)
        return replace(self, **{name: ()})  # type: ignore[arg-type]  # each of FILTERS is a tuple

    @property
    def is_of_families(self) -> bool:
        """Whether what is counted are themes of children and families."""
        return self.whose is not Whose.REVIEWS

    @property
    def tells_of_families(self) -> bool:
        """Whether any of its figures does: these, or what reviews are set side by side by."""
        return self.is_of_families or self.side_by_side in OF_FAMILIES


def _values(parameters: Mapping[str, object], name: str) -> tuple[str, ...]:
    getlist = getattr(parameters, "getlist", None)
    found = getlist(name) if getlist else parameters.get(name)
    several = found if isinstance(found, list | tuple) else [] if found is None else [found]
    texts = (str(value).replace("\x00", " ").strip()[:200] for value in islice(several, _MOST_VALUES))
    return tuple(dict.fromkeys(text for text in texts if text))


def _one(parameters: Mapping[str, object], name: str) -> str:
    found = _values(parameters, name)
    return found[-1] if found else ""


def _year(parameters: Mapping[str, object], name: str) -> int | None:
    text = _one(parameters, name)
    is_number = text.isascii() and text.isdigit() and len(text) < 10
    return min(max(int(text), _EARLIEST), _LATEST) if is_number else None


def _choice(parameters: Mapping[str, object], name: str, choices: type[_C], usual: _C) -> _C:
    text = _one(parameters, name)
    return choices(text) if text in set(choices) else usual
