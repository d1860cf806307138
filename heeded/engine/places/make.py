"""Makes `places.csv` from the two public lists named in docs/data-sources.md.

`python -m heeded.engine.places.make FOLDER`, where FOLDER holds `uk_local_authorities.csv` and
`england_childrens_services_authorities.csv`. Nothing of the program needs it: run it when a list has a newer edition.
"""

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

COLUMNS = (
    "code", "gss", "name", "nation", "region", "type", "from", "until", "successors", "county", "children", "variants"
)  # fmt: skip
HEAD = """\
# Local authorities of the United Kingdom, those of today and those replaced since 2009. Made by make.py; do not edit.
# From: mySociety, UK local authority names and codes (CC BY 4.0), https://pages.mysociety.org/uk_local_authority_names_and_codes/
# and Data to Insight, English children's services authorities (MIT): which of them run children's services.
# Cut to what Heeded needs: combined authorities, misspelt and repeated variants left out. Rows and successors that
# the lists lack (marked + in make.py) are ours, from the orders that made the changes.
# `from` is empty where the list does not say (then: not after 2009); `children` is 1 where it runs children's services.
"""
_NATIONS = {
    "England": "england", "Wales": "wales", "Scotland": "scotland", "Northern Ireland": "northern-ireland"
}  # fmt: skip
_TYPES = {
    "NMD": "district", "UA": "unitary", "NID": "district", "MD": "metropolitan", "SCO": "unitary",
    "LBO": "london-borough", "CTY": "county", "WPA": "unitary", "CC": "london-borough",
}  # fmt: skip
# + Northern Ireland's 26 councils became 11 on 1 April 2015; the list gives no successors.
_NORTHERN_IRELAND = {
    "ABC": "Craigavon|Armagh City|Banbridge",
    "ANN": "Antrim|Newtownabbey",
    "AND": "Ards|North Down",
    "CCG": "Limavady|Coleraine|Ballymoney|Moyle",
    "DRS": "Derry|Strabane",
    "FMO": "Fermanagh|Omagh",
    "LBC": "Lisburn|Castlereagh",
    "MEA": "Ballymena|Larne|Carrickfergus",
    "MUL": "Magherafelt|Cookstown|Dungannon and South Tyrone",
    "NMD": "Newry and Mourne|Down",
}
# + Counties that ended on 31 March 2009: early serious case reviews are theirs.
_ENDED_2009 = (
    ("+CHS", "Cheshire", "North West", "CHE|CHW", "Cheshire County Council"),
    ("+BDF", "Bedfordshire", "East of England", "BDF|CBF", "Bedfordshire County Council"),
)
_PREFIX = re.compile(r"^(?:the )?(?:(?:london|royal) borough of |borough council of )?", re.I)
_WELSH = {"Ynys Môn", "Sir Ynys Môn", "Rhondda Cynon Tâf"}
_ADDED = {
    "Isle of Anglesey": ("Ynys Môn",),
    "Kingston upon Hull": ("Hull City",),
    "County Durham": ("Durham County",),
    "Kingston upon Thames": ("Kingston",),
    "Richmond upon Thames": ("Richmond",),
    "Bath and North East Somerset": ("B&NES",),
}
_MISSPELT = re.compile(r"C Ity|Cuty|Highands|Ynys Mn|\(|,|\bboro\b| and$", re.I)
_OFFICE = re.compile(
    r" (?:UA|council|(?:(?:london|metropolitan|county) )?boro(?:ugh)?(?: council)?"
    r"|(?:county|city|district)(?: council)?)$",
    re.I,
)


def rows(authorities: Iterable[dict[str, str]], with_children: set[str]) -> Iterator[dict[str, str]]:
    """The rows of `places.csv` in order of name. `with_children`: GSS codes of children's-services authorities."""
    kept = [row for row in authorities if row["local-authority-type"] in _TYPES]
    by_name = {row["nice-name"]: row["local-authority-code"] for row in kept}
    successors = {
        by_name[name]: code for code, names in _NORTHERN_IRELAND.items() for name in names.split("|")
    }
    regions = {row["local-authority-code"]: row["region"] for row in kept}
    for row in sorted(kept, key=lambda one: one["nice-name"]):
        code = row["local-authority-code"]
        yield {
            "code": code,
            "gss": row["gss-code"],
            "name": row["nice-name"].strip(),
            "nation": _NATIONS[row["nation"]],
            "region": row["region"] or regions.get(row["replaced-by"].split(",")[0], ""),
            "type": _TYPES[row["local-authority-type"]],
            "from": row["start-date"],
            "until": row["end-date"],
            "successors": row["replaced-by"].replace(",", "|") or successors.get(code, ""),
            "county": row["county-la"],
            "children": "1" if _runs_childrens_services(row, with_children) else "",
            "variants": "|".join(_variants(row)),
        }


def _runs_childrens_services(row: dict[str, str], with_children: set[str]) -> bool:
    """English ones as listed, with those that ended since; every council in Wales and Scotland. In Northern Ireland
    the health and social care trusts do."""
    if row["nation"] == "England":
        return row["gss-code"] in with_children or (
            bool(row["end-date"]) and row["local-authority-type"] in {"UA", "CTY"}
        )
    return row["nation"] in {"Wales", "Scotland"}


def _variants(row: dict[str, str]) -> list[str]:
    """Other names, in capitals as a text would print them; each once; without those that only add the office."""
    found = {row["nice-name"].strip().lower(): ""}
    listed = re.split(r",(?! )", row["alt-names"])
    for name in (row["official-name"], *listed, *_ADDED.get(row["nice-name"], ())):
        short = _OFFICE.sub("", _PREFIX.sub("", name.strip()))
        short = short if short != short.lower() else _capitals(short)
        if len(short) > 2 and short.isascii() and not _MISSPELT.search(short) or short in _WELSH:
            found.setdefault(short.lower(), short)
    return [name for name in found.values() if name]


def _capitals(name: str) -> str:
    small = {"and", "of", "upon", "with", "the", "on", "in", "ar", "y"}
    return " ".join(word if word in small else word[:1].upper() + word[1:] for word in name.split())


def _ended_2009() -> Iterator[dict[str, str]]:
    for code, name, region, successors, official in _ENDED_2009:
        yield dict.fromkeys(COLUMNS, "") | {
            "code": code, "name": name, "nation": "england", "region": region, "type": "county",
            "until": "2009-03-31", "successors": successors, "children": "1", "variants": official,
        }  # fmt: skip


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def main(folder: Path, to: Path) -> int:
    """Write `to` from the lists in `folder`; how many places it holds."""
    childrens = {row["la_code"] for row in _read(folder / "england_childrens_services_authorities.csv")}
    made = [*rows(_read(folder / "uk_local_authorities.csv"), childrens), *_ended_2009()]
    with to.open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD)
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(made)
    return len(made)


if __name__ == "__main__":
    sys.exit(0 if main(Path(sys.argv[1]), Path(__file__).with_name("places.csv")) else 1)
