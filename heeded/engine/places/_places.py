"""The places as records, and the ways to ask for one."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from heeded.engine.vocabulary import Nation


@dataclass(frozen=True, slots=True)
class Place:
    """A local authority area. Dates are ISO, empty where unknown or still running; `successors` are codes."""

    code: str
    name: str
    nation: Nation
    region: str  # of England's nine; empty in the other nations
    type: str  # county | unitary | metropolitan | london-borough | district
    start: str = ""
    until: str = ""
    successors: tuple[str, ...] = ()
    county: str = ""  # code of the county a district lies in
    variants: tuple[str, ...] = ()
    childrens_services: bool = False
    gss: str = ""


@cache
def all_places() -> tuple[Place, ...]:
    """Every place, in order of name."""
    lines = Path(__file__).with_name("places.csv").read_text(encoding="utf-8").splitlines()
    return tuple(map(_place, csv.DictReader(line for line in lines if not line.startswith("#"))))


def by_name(name: str) -> Place | None:
    """The place called `name` in any of its forms; the one that runs children's services where two share a name,
    and rather today's than one that ended. None for a name that is not known."""
    return _by_name().get(plain(name))


def by_code(code: str) -> Place | None:
    """The place with this code of the mySociety list."""
    return _by_code().get(code)


def heirs(place: Place) -> tuple[Place, ...]:
    """The places of today that stand where `place` stood; itself where it still stands."""
    if not place.successors:
        return (place,)
    found: dict[str, Place] = {}
    for code in place.successors:
        for heir in heirs(_by_code()[code]):
            found[heir.code] = heir
    return tuple(found.values())


def plain(name: str) -> str:
    """`name` as names are compared: small letters, "and" for "&", one kind of apostrophe, no hyphens."""
    plainer = name.lower().replace("&", " and ").replace("’", "'").replace("-", " ").replace(",", " ")
    return " ".join(plainer.split()).removeprefix("the ")


def names_of(place: Place) -> Iterator[str]:
    yield place.name
    yield from place.variants


def _place(row: dict[str, str]) -> Place:
    nation = Nation(row["nation"])
    return Place(
        code=row["code"],
        name=row["name"],
        nation=nation,
        region=row["region"] if nation is Nation.ENGLAND else "",
        type=row["type"],
        start=row["from"],
        until=row["until"],
        successors=_split(row["successors"]),
        county=row["county"],
        variants=_split(row["variants"]),
        childrens_services=row["children"] == "1",
        gss=row["gss"],
    )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


@cache
def _by_code() -> dict[str, Place]:
    return {place.code: place for place in all_places()}


@cache
def _by_name() -> dict[str, Place]:
    found: dict[str, Place] = {}
    for place in sorted(all_places(), key=_rank):
        for name in names_of(place):
            found.setdefault(plain(name), place)
    return found


def _rank(place: Place) -> tuple[bool, bool, bool]:
    """First those whom a bare name most likely means."""
    return not place.childrens_services, bool(place.until), place.type == "district"
