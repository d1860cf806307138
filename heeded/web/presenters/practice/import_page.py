"""The page on which a plan's file is looked at before it is taken: its tables, recommendations and agencies."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heeded.engine.plans import Column, PlanFile, PlanRow, PlanTable
from heeded.library.models import Work
from heeded.people.models import Organisation
from heeded.people.viewer import Viewer
from heeded.practice.plan_matches import Match, MatchAs
from heeded.practice.queries import (
    Candidate,
    Matched,
    agencies_named,
    agency_words,
    candidates,
    match_rows,
    partners_of,
    rows_for_everybody,
    shown_to_everybody,
    the_only_such,
)
from heeded.practice.services import RowsAtHand
from heeded.web.presenters.practice.import_choices import MOST_TABLES, ImportChoices

MOST_GROUPS = 200  # recommendations that are shown to be settled one by one
MOST_AGENCIES = 60
MOST_TOLD = 200
_PREVIEWED = 8
_WHY = {
    "number and words": gettext_lazy("proposed by machine: the same number and words"),
    "number and nearly the words": gettext_lazy(
        "proposed by machine: the same number and nearly the same words"
    ),
    "words": gettext_lazy("proposed by machine: the same words"),
    "nearly the words": gettext_lazy("proposed by machine: nearly the same words"),
    "number": gettext_lazy("proposed by machine: the same number"),
}
_CALLED = gettext_lazy("proposed by machine: it is called so")
_ONLY = gettext_lazy("proposed by machine: the only one of this kind here")


@dataclass(frozen=True, slots=True)
class Looked:
    """Everything that the page shows of a file."""

    tables: list[dict[str, Any]]
    at_hand: RowsAtHand
    groups: list[dict[str, Any]]
    groups_more: int
    agencies: list[dict[str, Any]]
    told: list[dict[str, Any]]
    told_more: int
    preview: list[PlanRow]
    matches: Mapping[str, Match]  # of every recommendation, shown or not
    chosen_agencies: Mapping[str, str]
    without: int  # rows that are left out as it stands
    documents: set[str]  # whose recommendations are shown
    public: Mapping[str, int]  # actions that everybody would read at once, by recommendation
    not_read: list[dict[str, Any]]  # columns, by table

    @property
    def public_actions(self) -> int:
        """How many actions everybody would read at once."""
        return sum(self.public.values())


def look_at(
    viewer: Viewer,
    board: Organisation,
    work: Work | None,
    plan: PlanFile,
    at_hand: RowsAtHand,
    choices: ImportChoices,
) -> Looked:
    """A file as it would be taken by these choices."""
    matched = match_rows(viewer, board, work, at_hand.rows)
    offered = candidates(viewer, board, work)
    known = {one.match.written() for one in offered}
    matches = {one.group.key: _match(one, choices, known) for one in matched}
    words = agency_words(row.owner_agency for row in at_hand.rows)
    agencies = _agencies(viewer, board, words, choices)
    told = _told(plan, choices)
    shown = shown_to_everybody(board, offered)
    public = rows_for_everybody(at_hand.rows, matches, shown)
    return Looked(
        tables=[_table(at, table, choices) for at, table in enumerate(plan.tables[:MOST_TABLES])],
        at_hand=at_hand,
        groups=[
            _group(one, matches[one.group.key], offered) | {"public": public.get(one.group.key, 0)}
            for one in matched[:MOST_GROUPS]
        ],
        groups_more=max(len(matched) - MOST_GROUPS, 0),
        agencies=agencies,
        told=told[:MOST_TOLD],
        told_more=max(len(told) - MOST_TOLD, 0),
        preview=list(at_hand.rows[:_PREVIEWED]),
        matches=matches,
        chosen_agencies={one["words"]: one["chosen"] for one in agencies},
        without=sum(
            len(one.group.places) for one in matched if matches[one.group.key].to == MatchAs.LEFT_OUT
        ),
        documents={one.learning_point.document.identifier for one in offered if one.learning_point},
        public=public,
        not_read=[
            {"sheet": table.sheet if len(plan.tables) > 1 else "", "columns": table.columns_not_read()}
            for at, table in enumerate(plan.tables)
            if at in choices.tables and table.columns_not_read()
        ],
    )


def _match(one: Matched, choices: ImportChoices, known: set[str]) -> Match:
    """What was chosen, where it can still be chosen; else the proposal."""
    chosen = choices.matches.get(one.group.key)
    if chosen is None or (chosen.identifier and chosen.written() not in known):
        return one.proposed
    return chosen


def _table(at: int, table: PlanTable, choices: ImportChoices) -> dict[str, Any]:
    chosen = choices.columns.get(at, {})
    samples = _samples(table)
    return {
        "number": at,
        "sheet": table.sheet,
        "rows": len(table.rows),
        "chosen": at in choices.tables,
        "columns": [
            {
                "number": place,
                "heading": heading or _("Column %d, without a heading") % (place + 1),
                "chosen": str(chosen.get(place, "")),
                "sample": samples.get(chosen.get(place), ""),
            }
            for place, heading in enumerate(table.headings)
        ],
    }


def _samples(table: PlanTable) -> dict[Column | None, str]:
    """What the first rows say under each meaning."""
    names = {Column.NUMBER: "number", Column.STATUS: "status_as_printed", Column.DUE: "due_as_printed"}
    found: dict[Column | None, str] = {}
    for row in table.rows[:20]:
        for column in Column:
            value = getattr(row, names.get(column, str(column).replace("-", "_")), "")
            if value and column not in found:
                found[column] = str(value)[:60]
    return found


def _group(one: Matched, match: Match, offered: tuple[Candidate, ...]) -> dict[str, Any]:
    return {
        "key": one.group.key,
        "number": one.group.number,
        "words": one.group.recommendation,
        "rows": len(one.group.places),
        "chosen": match.written(),
        "why": str(_WHY.get(one.why, "")) if match == one.proposed else "",
        "names_one": one.group.names_one,
        "has_words": bool(one.group.recommendation),
        "options": [(each.match.written(), _option(each)) for each in offered],
    }


def _option(one: Candidate) -> str:
    words = one.text[:70] + ("…" if len(one.text) > 70 else "")
    return f"{one.number}: {words}" if one.number else words


def _agencies(
    viewer: Viewer, board: Organisation, words: tuple[str, ...], choices: ImportChoices
) -> list[dict[str, Any]]:
    named = agencies_named()
    partners = partners_of(viewer, board)
    rows = []
    for one in words[:MOST_AGENCIES]:
        key = sha256(one.encode()).hexdigest()[:12]
        called = named.of(one)
        guess = called or the_only_such(one, partners[1:])
        options = partners if guess is None or guess in partners else [guess, *partners]
        usual = guess.identifier if guess else ""
        chosen = choices.agencies.get(key, usual) if choices.sent else usual
        known = {each.identifier for each in options}
        rows.append(
            {
                "key": key,
                "words": one,
                "chosen": chosen if chosen in known else "",
                "why": (_CALLED if called else _ONLY) if guess and chosen == usual else "",
                "options": options,
            }
        )
    return rows


def _told(plan: PlanFile, choices: ImportChoices) -> list[dict[str, Any]]:
    several = len(plan.tables) > 1
    read = [at for at, table in enumerate(plan.tables) if at in choices.tables or not table.rows]
    return [
        {"sheet": plan.tables[at].sheet if several else "", "row": one.row, "why": one.why}
        for at in read
        for one in plan.tables[at].not_understood
    ]
