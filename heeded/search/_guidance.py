"""Is a review older than the guidance in force today?"""

import tomllib
from functools import lru_cache
from importlib.resources import files

from heeded.search._shelf import YEAR_FROM, Filed

Seen = frozenset[int] | set[int] | None


@lru_cache(maxsize=1)
def _present() -> dict[str, dict[str, str]]:
    table = tomllib.loads((files("heeded.search") / "guidance.toml").read_text())
    default = table.pop("default")
    return {**table, "": table[default]}


def predates(filed: Filed, seen: Seen) -> bool:
    """Whether the review was published before the guidance in force today; false where its date is not known."""
    nations, _ = filed.values("nation", seen)
    rule = _present().get(nations[0] if nations else "")
    year, _ = filed.year(seen)
    if rule is None or year is None:
        return False
    start = rule["from"]
    if year != int(start[:4]):
        return year < int(start[:4])
    month = _month(filed, seen, year)
    return month is not None and f"{year:04d}-{month:02d}" < start


def _month(filed: Filed, seen: Seen, year: int) -> int | None:
    """The month where the date is written as year and month ("2023-05", "2023-05-11")."""
    for name in YEAR_FROM:
        for value in filed.values(name, seen)[0]:
            if value.startswith(f"{year:04d}-") and value[5:7].isdigit():
                return int(value[5:7])
    return None
