"""Which column holds what, by its heading and, where that may mean two things, by what stands under it."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from heeded.engine.plans._records import Column

_LONGEST = 90  # characters: longer ones are text, not headings
_NOT_WORDS = re.compile(r"[^a-z0-9 ]+")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_POINTS = ("recommendation", "finding", "question")
_NUMBER_SIGN = re.compile(r"#|№|\bn[°º]")


class Meaning(NamedTuple):
    """What a heading may be taken for, the better first. `rank` is the smaller the surer."""

    rank: int
    columns: tuple[Column, ...]
    together: bool
    last: bool = False


class _Pattern(NamedTuple):
    found_in: re.Pattern[str]
    meaning: Meaning


def plain_heading(text: str) -> str:
    """A heading as it is compared: small letters, digits and single blanks."""
    words = _NUMBER_SIGN.sub(" no ", text.lower().replace("’", "").replace("'", ""))
    return " ".join(_NOT_WORDS.sub(" ", words).split())


@lru_cache(maxsize=4096)
def meaning_of(heading: str) -> Meaning | None:
    """What a heading may be taken for; None where it says nothing of a plan."""
    if not heading.strip() or len(heading) > _LONGEST:
        return None
    bare, whole = (_meaning(words) for words in (_IN_BRACKETS.sub(" ", heading), heading))
    if bare is not None and whole is not None and bare.columns == (Column.PROGRESS,):
        return whole  # "Progress (RAG)" is where it stands, "Success measures (RAG)" is not
    return bare or whole


def _meaning(heading: str) -> Meaning | None:
    words = plain_heading(heading)
    return next((each.meaning for each in _patterns() if words and each.found_in.search(words)), None)


def point_named(heading: str) -> str:
    """What a heading over recommendations calls them: "finding", "question", or "" for anything else."""
    words = plain_heading(heading)
    found = next((kind for kind in _POINTS if re.search(rf"\b{kind}s?\b", words)), "")
    return "" if found == "recommendation" else found


def columns_of(
    headings: Sequence[str], looks_dated: Mapping[int, bool] | None = None
) -> tuple[Column | None, ...]:
    """What each column is taken for. `looks_dated` says of columns whether most that stands in them is dates."""
    dated = looks_dated or {}
    found = [(meaning, at) for at, heading in enumerate(headings) if (meaning := meaning_of(heading))]
    taken: list[Column | None] = [None] * len(headings)
    for meaning, at in sorted(found, key=lambda each: (_turn(each[0]), each[0].rank, each[1])):
        for column in _choices(meaning, dated.get(at)):
            if column not in taken or meaning.together:
                taken[at] = column
                break
    return tuple(taken)


def _turn(meaning: Meaning) -> int:
    """Those that may mean one thing only choose first; a revised date is read beside the one it revises."""
    return 2 if meaning.last else int(len(meaning.columns) > 1)


def _choices(meaning: Meaning, dated: bool | None) -> tuple[Column, ...]:
    """In the order in which they are tried: a column of dates is no status, and one of words is no date."""
    columns = meaning.columns
    if Column.STATUS in columns and len(columns) > 1:
        return (Column.CLOSED_ON,) if dated else (Column.STATUS,)
    return columns


@cache
def _patterns() -> tuple[_Pattern, ...]:
    tables = tomllib.loads(Path(__file__).with_name("headings.toml").read_text(encoding="utf-8"))
    return tuple(
        _Pattern(
            re.compile(each["pattern"]),
            Meaning(
                rank,
                tuple(_column(name) for name in each["columns"]),
                each.get("together", False),
                each.get("last", False),
            ),
        )
        for rank, each in enumerate(tables["heading"])
    )


def _column(name: str) -> Column:
    return Column.NUMBER if name == "number" else Column(name)
