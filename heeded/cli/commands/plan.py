"""`heeded plan FILE`: the actions in a board's plan; with `--into REVIEW` they are put on the plan of its board."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from heeded.cli.library import open_library
from heeded.cli.output import Output
from heeded.cli.plan_files import RowRead, not_understood, plan_in, rows_read, shape_of
from heeded.core.errors import Refused

if TYPE_CHECKING:
    from heeded.library.models import Work
    from heeded.people.models import Organisation
    from heeded.practice.services import TakenPlan


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="a plan in XLSX, CSV or a table of a DOCX")
    parser.add_argument("--into", metavar="REVIEW", help="put its rows on the plan of this review’s board")
    parser.add_argument(
        "--board", metavar="BOARD", help="on whose plan, where that is not the review’s board"
    )
    parser.add_argument(
        "--for-everybody",
        action="store_true",
        help="with --into: everybody may read actions that go to points which the board shows",
    )


def run(chosen: argparse.Namespace, out: Output) -> int:
    if chosen.board and not chosen.into:
        raise Refused("Which review do the rows answer?", advice="Give it with --into REVIEW.")
    file = plan_in(chosen.file)
    rows = rows_read(file)
    answer: dict[str, Any] = {"rows": [shape_of(one) for one in rows], "not_understood": not_understood(file)}
    answer["notes"] = list(file.told())
    refused = 0
    if chosen.into:
        taken, told = _take(chosen, rows)
        refused = taken.refused
        answer["into"] = told
        for shape, one in zip(answer["rows"], taken.rows, strict=True):
            shape |= {
                "became": one.outcome,
                "action_id": one.action.identifier if one.action else None,
                "told": list(one.notes),
            }
    out.answer(answer)
    _say(answer, out)
    return 1 if refused else 0


def _take(chosen: argparse.Namespace, rows: Sequence[RowRead]) -> "tuple[TakenPlan, dict[str, Any]]":
    open_library(make=False)
    from heeded.library.queries import work_for
    from heeded.people.viewer import OPERATOR
    from heeded.practice.queries import (
        candidates,
        match_rows,
        rows_for_everybody,
        shown_to_everybody,
    )
    from heeded.practice.services import take_plan

    work = work_for(OPERATOR, chosen.into)
    board = _board(work, chosen.board)
    held = [one.row for one in rows]
    matches = {one.group.key: one.proposed for one in match_rows(OPERATOR, board, work, held)}
    shown = shown_to_everybody(board, candidates(OPERATOR, board, work))
    public = rows_for_everybody(held, matches, shown)
    if public and not chosen.for_everybody:
        raise _unsaid(public)
    taken = take_plan(
        board,
        work,
        held,
        matches,
        by=OPERATOR,
        file_name=chosen.file.name,
        told=[one.why for one in rows],
        for_everybody=chosen.for_everybody,
    )
    return taken, {
        "review": work.identifier,
        "board": board.identifier,
        "added": taken.added,
        "here": taken.here,
        "points": taken.points,
        "left_out": taken.left_out,
        "refused": taken.refused,
        "for_everybody": sum(public.values()),
    }


def _unsaid(public: Mapping[str, int]) -> Refused:
    actions, points = sum(public.values()), len(public)
    what = f"{actions} action{'s' * (actions > 1)} would come under {points} point{'s' * (points > 1)}"
    return Refused(
        f"{what} that the board shows to everybody: everybody could read them at once. Nothing was taken.",
        advice="Look at their words; where everybody may read them, say --for-everybody.",
    )


def _board(work: "Work", named: str | None) -> "Organisation":
    """
    Raises:
        Refused: nobody looks after the review, or there is no such board.
    """
    from heeded.people.models import Organisation

    if named:
        boards = Organisation.objects.filter(kind="board")
        found = boards.filter(identifier=named).first() or boards.filter(name__iexact=named).first()
        if found is None:
            raise Refused(f"There is no board called {named}.", advice="Give its name or its identifier.")
        return found
    if work.keeper is None:
        raise Refused(
            "No board looks after this review here.", advice="Say on whose plan with --board BOARD."
        )
    return work.keeper


def _say(answer: dict[str, Any], out: Output) -> None:
    for one in answer["rows"]:
        number = f"{one['number']} " if one["number"] else ""
        out.say(f"{one['row']}: {number}{one['recommendation']}")
        out.say(f"    {one['action'] or '(no action)'}")
        more = [one["owner"] or "no owner", one["due"] or "no date", one["status"] or "state not said"]
        out.say("    " + "; ".join([*more, *([one["became"]] if "became" in one else [])]))
        for told in one.get("told", ()):
            out.say(f"      – {told}")
    if answer["not_understood"]:
        out.say("To be looked at:")
    for one in answer["not_understood"]:
        out.say(f"  row {one['row']} ({one['sheet']}): {one['why']}")
    for note in answer["notes"]:
        out.say(note)
    out.say(_sum(answer))


def _sum(answer: dict[str, Any]) -> str:
    said = f"{len(answer['rows'])} rows, {len(answer['not_understood'])} to be looked at."
    into = answer.get("into")
    if into is None:
        return f"{said} Nothing was stored."
    counts = (
        f"{into['added']} added",
        f"{into['here']} there already",
        f"{into['points']} without an action",
        f"{into['left_out']} left out",
        f"{into['refused']} refused",
    )
    public = into["for_everybody"]
    shown = f" {public} in the file can be read by everybody." if public else ""
    return f"{said} {', '.join(counts)}.{shown}"
