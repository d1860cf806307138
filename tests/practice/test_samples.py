"""The plans of the sample reviews: well made as data, laid down once, and the throughline that they are made for."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from heeded.practice.kinds import ActionKind, AnswerKind, BoardSays, CheckAnswer, ClosedAs, EvidenceKind
from heeded.practice.samples import PLANS
from heeded.practice.samples._told import day, told
from tests.cli.made import command
from tests.learning.test_samples import points
from tests.library_of_samples import loaded_samples, sample_library

__all__ = ["loaded_samples", "sample_library"]
_THROUGHLINE = """
    select former.title, addressees.answers, actions.count, evidence.figures, checks.answer, item.closed_as,
           back.state, back."when", later.title
    from practice_planitem item
    join practice_point point on point.id = item.point_id
    join library_work former on former.id = point.work_id
    join practice_cameback back on back.item_id = item.id
    join library_learningpoint taught on taught.id = back.learning_point_id
    join library_work later on later.id = taught.work_id,
    (select count(*) answers from practice_response r join practice_addressee a on a.id = r.addressee_id
       join practice_planitem i on i.id = a.item_id join people_organisation o on o.id = i.board_id
       where o.name like 'Hollinsford%' and i.closed_as = 'practice-changed') addressees,
    (select count(*) count from practice_action a join practice_planitem i on i.id = a.item_id
       where i.closed_as = 'practice-changed' and i.board_id in
       (select id from people_organisation where name like 'Hollinsford%')) actions,
    (select count(*) figures from practice_evidencefigure f join practice_evidence e on e.id = f.evidence_id
       where e.title like 'Audit of supervision%') evidence,
    (select answer from practice_practicecheck where tie = 'independent' order by id desc limit 1) checks
    where former.title like '%Child M' and back.state = 'same'
"""


def items() -> Iterator[dict[str, Any]]:
    for name in PLANS:
        plan = told(name)
        yield from ({"board": plan["board"], **row} for row in plan["items"])


def actions() -> Iterator[dict[str, Any]]:
    for row in items():
        yield from row.get("actions", ())


def test_what_they_speak_of_is_there() -> None:
    cast, there = told("cast"), points()
    assert [row["point"] for row in items() if "point" in row and row["point"] not in there] == []
    named = {one["of"] for row in items() for one in row.get("asked", ())}
    named |= {row["agency"] for row in actions() if "agency" in row}
    assert named - cast["organisations"].keys() == set()
    owners = {row["owner"] for row in actions() if "owner" in row}
    assert owners - cast["people"].keys() - {"practitioner", "manager"} == set()


def test_plans_show_everything_that_becomes_of_a_point() -> None:
    answers = Counter(one["answer"] for row in items() for one in row.get("asked", ()) if "answer" in one)
    assert set(answers) == set(AnswerKind)
    closings = {row["closed"]["as"] for row in (*items(), *actions()) if "closed" in row}
    assert closings == set(ClosedAs)
    assert {one["answer"] for row in items() for one in row.get("checks", ()) if "answer" in one} >= {
        CheckAnswer.YES,
        CheckAnswer.PARTLY,
    }
    assert {row["kind"] for row in actions() if "kind" in row} == set(ActionKind)
    given = {one["kind"] for row in actions() for one in row.get("evidence", ())}
    given |= {
        one["kind"] for row in items() for check in row.get("checks", ()) for one in check.get("evidence", ())
    }
    assert given == set(EvidenceKind)
    assert {row["says"] for row in told("boards")["says"]} == set(BoardSays)


def test_checks_rest_on_what_was_there_before_them() -> None:
    rested = 0
    for row in items():
        given = [one for action in row.get("actions", ()) for one in action.get("evidence", ())]
        for check in row.get("checks", ()):
            held = [one for one in given if one["title"] in check.get("rests_on", ())]
            assert len(held) == len(check.get("rests_on", ())), check
            for one in (*held, *check.get("evidence", ())):
                measured = [figure["on"] for figure in one.get("figures", ())]
                assert day(max([one["dated"], *measured])) <= day(check["made"]), one["title"]
                rested += 1
    assert rested > 9


def test_a_date_that_is_moved_is_another_date_and_says_why() -> None:
    moved = 0
    for action in actions():
        due = action.get("due")
        for change in action.get("changes", ()):
            if "due" in change:
                assert day(change["due"]) != day(due) and change["why"], action["what"]
                due, moved = change["due"], moved + 1
    assert moved > 4


@pytest.mark.slow
def test_a_question_from_outside_is_about_one_point(loaded_samples: Path) -> None:
    assert _rows(
        loaded_samples,
        "select p.number, substr(p.text, 1, 40) from practice_outsidequestion q"
        " join practice_planitem i on i.id = q.item_id join practice_point p on p.id = i.point_id",
    ) == [("2", "A child who comes back after being missi")]


@pytest.mark.slow
def test_the_advice_to_the_board_agrees_with_its_plan(loaded_samples: Path) -> None:
    """It says of one action that it has no date and no owner."""
    [(said,)] = _rows(loaded_samples, "select text from practice_outsidequestion where kind = 'advice'")
    assert said.startswith("One action has no date and nobody who owns it.")
    assert _rows(
        loaded_samples,
        "select what, owner_agency_id, owner_id, owner_role from practice_action a"
        " join practice_planitem i on i.id = a.item_id join people_organisation o on o.id = i.board_id"
        " where o.name like 'Tarnbridge%' and a.due is null and a.closed_as = ''",
    ) == [("Managers read each plan aloud in supervision", None, None, "")]


def test_people_are_roles_and_addresses_are_nobodys() -> None:
    for row in told("cast")["people"].values():
        assert row["name"].endswith("(fictional)") and row["email"].endswith(".example")


@pytest.mark.slow
def test_the_throughline_from_2008_to_2019(loaded_samples: Path) -> None:
    found = _rows(loaded_samples, _THROUGHLINE)
    assert found == [
        ("Serious case review: Child M", 3, 2, 5, "yes", "practice-changed", "same", "later-practice",
         "Local child safeguarding practice review: Child T"),
    ]  # fmt: skip


@pytest.mark.slow
def test_what_happened_long_ago_says_so(loaded_samples: Path) -> None:
    moved = _rows(
        loaded_samples,
        "select before, after, reason, substr(at, 1, 10) from practice_actionchange where field = 'due'"
        " and before <> 'null' order by at limit 1",
    )
    assert moved == [
        ('"2010-06-30"', '"2010-12-31"', "The new records system came half a year late.", "2010-06-14")
    ]
    assert _rows(
        loaded_samples,
        "select count(*) from practice_actionchange a join practice_actionchange b"
        " on a.action_id = b.action_id and a.version < b.version and a.at > b.at",
    ) == [(0,)]


@pytest.mark.slow
def test_something_waits_to_be_decided_and_something_is_overdue(loaded_samples: Path) -> None:
    proposed = "select count(*) from practice_cameback where state = 'proposed'"
    assert _rows(loaded_samples, proposed) == [(1,)]
    [(overdue,)] = _rows(
        loaded_samples,
        "select count(*) from practice_action where state <> 'done' and closed_as = '' and due < ?",
        date.today().isoformat(),
    )
    assert overdue > 4


@pytest.mark.slow
def test_loaded_again_nothing_is_laid_down_twice(sample_library: Path) -> None:
    counted = "select (select count(*) from practice_action), (select count(*) from practice_evidence)"
    folder = sample_library.parent
    before = _rows(folder, counted, library=sample_library)
    assert command("samples", data=sample_library).code == 0
    assert _rows(folder, counted, library=sample_library) == before


def _rows(folder: Path, query: str, *values: object, library: Path | None = None) -> list[tuple[Any, ...]]:
    place = (library or folder / "library") / "heeded.sqlite3"
    with closing(sqlite3.connect(f"file:{place}?mode=ro", uri=True)) as database:
        return database.execute(query, values).fetchall()
