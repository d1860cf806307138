"""What somebody chose for a plan's file: sheets, columns, the review, where recommendations go, who agencies are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict

from heeded.engine.plans import Column, PlanFile
from heeded.practice.plan_matches import Match, match_of
from heeded.practice.services import columns_of

MOST_TABLES = 40
_LONGEST_PLACE = 6  # figures of a table's or a column's number
_MOST = 5_000  # choices of one kind that a form is read for


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """As a form sent it; without a form, what a machine took it for. `tables` are numbers from 0; `matches` and
    `agencies` are by what their fields are called."""

    sent: bool = False
    tables: tuple[int, ...] = ()
    columns: Mapping[int, Mapping[int, Column]] = field(default_factory=dict)
    review: str = ""
    matches: Mapping[str, Match] = field(default_factory=dict)
    agencies: Mapping[str, str] = field(default_factory=dict)
    shows: date | None = None


def choices_of(said: QueryDict) -> ImportChoices:
    """What a form says."""
    if "look" not in said:
        return ImportChoices(review=said.get("review", ""))
    tables = tuple(sorted({int(one) for one in said.getlist("table") if _is_place(one)}))
    review = said.get("review", "")
    # What was chosen among one review's recommendations says nothing of another's.
    same = said.get("matched", "") == review
    return ImportChoices(
        sent=True,
        tables=tables,
        columns=_columns(said),
        review=review,
        matches={key: match_of(value) for key, value in _fields(said, "to-").items()} if same else {},
        agencies=_fields(said, "agency-"),
    )


def settled(choices: ImportChoices, plan: PlanFile) -> ImportChoices:
    """The choices with what a machine took the file for where nothing was chosen."""
    if choices.sent:
        return choices
    tables = tuple(at for at, table in enumerate(plan.tables[:MOST_TABLES]) if table.rows)
    columns = {at: columns_of(table) for at, table in enumerate(plan.tables)}
    return ImportChoices(tables=tables, columns=columns, review=choices.review)


def _is_place(said: str) -> bool:
    return said.isdecimal() and len(said) <= _LONGEST_PLACE


def _fields(said: QueryDict, start: str) -> dict[str, str]:
    names = [name for name in said if name.startswith(start)][:_MOST]
    return {name.removeprefix(start): said.get(name, "") for name in names}


def _columns(said: QueryDict) -> dict[int, dict[int, Column]]:
    """From fields called "column-2-0": of the table number 2 the first column."""
    known = {str(one) for one in Column}
    found: dict[int, dict[int, Column]] = {}
    for name, value in _fields(said, "column-").items():
        table, _dash, column = name.partition("-")
        if _is_place(table) and _is_place(column):
            held = found.setdefault(int(table), {})
            if value in known:
                held[int(column)] = Column(value)
    return found
