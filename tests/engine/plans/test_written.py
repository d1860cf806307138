"""Plans written and read back, and their deadlines as a calendar."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heeded.engine.plans import Deadline, PlanKind, PlanRow, PlanStatus, calendar_file, plan_file, read_plan

ROW = PlanRow(
    2,
    "1.2",
    "See each child.",
    "Write to all.\nThen ring.",
    "Police",
    "Inspector",
    date(2019, 5, 1),
    date(2019, 9, 30),
    "",
    "Children are seen.",
    "Audit",
    "Minutes",
    PlanStatus.UNDER_WAY,
    None,
    "Half are.",
    "practice",
    "High",
)


def test_a_date_stands_in_one_line_of_a_word_table() -> None:
    table = docx.Document(io.BytesIO(plan_file([ROW], PlanKind.DOCX))).tables[0]
    headings = [cell.text for cell in table.rows[0].cells]
    assert headings[0] == "No." and table.rows[1].cells[headings.index("Due date")].text == "30/09/2019"
    assert all(table.columns[headings.index(one)].width.cm >= 1.7 for one in ("Start date", "Due date"))
    assert sum(column.width.cm for column in table.columns) == pytest.approx(26.7, abs=0.1)


_WORDS = st.text(st.sampled_from("abcdefg ,;’é"), min_size=1, max_size=20).map(str.strip)
_DAYS = st.none() | st.dates(date(1990, 1, 1), date(2090, 1, 1))


def _back(rows: list[PlanRow], kind: PlanKind) -> list[PlanRow]:
    read = read_plan(plan_file(rows, kind), f"plan.{kind}").tables[0].rows
    blank = {"start_as_printed": "", "closed_as_printed": "", "due_as_printed": "", "status_as_printed": ""}
    return [replace(row, row=at, **blank) for at, row in enumerate(read, 2)]


@pytest.mark.parametrize("kind", list(PlanKind))
def test_what_is_written_is_read_back(kind: PlanKind) -> None:
    rows = [
        ROW,
        replace(
            ROW,
            row=3,
            number="2",
            recommendation="Hear them.",
            status=PlanStatus.DONE,
            closed_on=date(2019, 6, 3),
        ),
    ]
    assert _back(rows, kind) == rows


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(_WORDS, _DAYS, _DAYS, st.sampled_from(PlanStatus)), min_size=1, max_size=5))
def test_whatever_days_and_states_there_are(
    made: list[tuple[str, date | None, date | None, PlanStatus]],
) -> None:
    rows = [
        replace(ROW, row=at, number=str(at), evidence=words, start=start, due=due, status=status)
        for at, (words, start, due, status) in enumerate(made, 2)
    ]
    assert _back(rows, PlanKind.CSV) == rows


@pytest.mark.parametrize("kind", list(PlanKind))
def test_a_date_that_was_not_understood_is_written_as_printed(kind: PlanKind) -> None:
    read = read_plan(plan_file([replace(ROW, due=None, due_as_printed="31/9/19")], kind), f"x.{kind}").tables[
        0
    ]
    assert read.rows[0].due_as_printed == "31/9/19" and read.not_understood


@pytest.mark.parametrize("kind", list(PlanKind))
def test_no_rows_make_a_file_all_the_same(kind: PlanKind) -> None:
    assert read_plan(plan_file([], kind), f"x.{kind}").tables[0].rows == ()


def test_no_cell_runs_as_a_formula() -> None:
    row = replace(ROW, action='=HYPERLINK("x")', evidence="@x")
    cells = list(csv.reader(io.StringIO(plan_file([row], PlanKind.CSV).decode("utf-8-sig"))))[1]
    assert '\'=HYPERLINK("x")' in cells and "'@x" in cells
    assert _back([row], PlanKind.CSV)[0].action == '=HYPERLINK("x")'
    sheet = openpyxl.load_workbook(io.BytesIO(plan_file([row], PlanKind.XLSX))).worksheets[0]
    assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)


def test_dates_in_a_workbook_are_dates() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(plan_file([ROW], PlanKind.XLSX))).worksheets[0]
    assert sheet["I2"].value == datetime(2019, 9, 30) and sheet.freeze_panes == "A2"


NOW = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)


def _unfolded(content: bytes) -> list[str]:
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    return content.decode().replace("\r\n ", "").split("\r\n")[:-1]


def test_a_deadline_is_one_whole_day() -> None:
    deadline = Deadline(
        "action-7@heeded", date(2019, 12, 31), "See children; ask, listen", "One\nTwo \\", "https://x/7", 2
    )
    lines = _unfolded(calendar_file([deadline], now=NOW))
    assert lines[lines.index("BEGIN:VEVENT") :] == [
        "BEGIN:VEVENT",
        "UID:action-7@heeded",
        "DTSTAMP:20261122T130000Z",
        "SEQUENCE:2",
        "DTSTART;VALUE=DATE:20191231",
        "DTEND;VALUE=DATE:20200101",
        "SUMMARY:See children\\; ask\\, listen",
        "TRANSP:TRANSPARENT",
        "DESCRIPTION:One\\nTwo \\\\",
        "URL:https://x/7",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_words_break_out_of_their_line(summary: str, address: str) -> None:
    summary, address = (words.encode("utf-8", "replace").decode() for words in (summary, address))
    lines = _unfolded(calendar_file([Deadline("x", date(2019, 9, 30), summary, summary, address)], now=NOW))
    assert [line for line in lines if line.startswith(("BEGIN", "END", "UID"))] == [
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
        "UID:x",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
