"""Cells that no plan means: days far off, headings that come twice, letters that no file holds. Invented."""

import io
from datetime import UTC, date, datetime

import docx
import pytest

from heeded.engine.plans import Deadline, PlanKind, PlanRow, calendar_file, plan_file, read_plan
from tests.engine.plans.made import workbook

NOW = datetime(2020, 1, 1, tzinfo=UTC)
DATED = ("No", "Recommendation", "Action", "Due date")


@pytest.mark.parametrize("far", [date(9999, 12, 31), date(2201, 1, 1)])
def test_a_day_far_off_is_told_and_the_row_stays(far: date) -> None:
    [table] = read_plan(workbook([DATED, ("1", "Record the men", "Change the form", far)]), "a.xlsx").tables
    [row] = table.rows
    assert row.due is None and str(far.year) in row.due_as_printed and row.action == "Change the form"
    [told] = table.not_understood
    assert told.row == 2 and "The due date" in told.why and "too far off" in told.why


def test_a_calendar_holds_the_last_day_that_there_is() -> None:
    lines = calendar_file([Deadline("x", date.max, "Due"), Deadline("y", date(2020, 2, 29), "Due")], now=NOW)
    text = lines.decode()
    assert "DTSTART;VALUE=DATE:99991231\r\nSUMMARY" in text
    assert "DTSTART;VALUE=DATE:20200229\r\nDTEND;VALUE=DATE:20200301\r\nSUMMARY" in text


@pytest.mark.parametrize("letter", ["\x0b", "\x01", "\x1b", "\ufffe", "\uffff"])
def test_words_that_word_cannot_hold_are_written_without(letter: str) -> None:
    written = plan_file([PlanRow(2, "1", "Ask who was there", f"Change{letter} the form")], PlanKind.DOCX)
    [table] = docx.Document(io.BytesIO(written)).tables
    assert "Change the form" in " ".join(" ".join(cell.text.split()) for cell in table.rows[1].cells)


def test_of_two_columns_of_one_heading_neither_is_lost() -> None:
    rows = [
        ("No", "Recommendation", "Action", "Action"),
        ("1", "Record the men", "Change the form", "Audit it"),
    ]
    plan = read_plan(workbook(rows), "a.xlsx")
    [row] = plan.tables[0].rows
    assert row.action == "Change the form" and row.not_read == (("Action", "Audit it"),)
    assert any("“Action”" in told for told in plan.told())
