"""Plans of every shape, each in the smallest table that shows it."""

import io
from datetime import date, datetime

import openpyxl

from heeded.engine.plans import Column, PlanStatus, read_plan
from tests.engine.plans.asked import rows_of, whys_of
from tests.engine.plans.made import HEADINGS, table, workbook


def test_the_columns_are_told() -> None:
    plan = read_plan(table(("1", "R", "A", "Police", "Inspector", "30/09/2019", "Complete")), "plan.csv")
    assert plan.tables[0].headings == HEADINGS
    assert plan.tables[0].columns == (
        Column.NUMBER,
        Column.RECOMMENDATION,
        Column.ACTION,
        Column.OWNER_AGENCY,
        Column.OWNER_ROLE,
        Column.DUE,
        Column.STATUS,
    )
    row = plan.tables[0].rows[0]
    assert (row.row, row.due, row.due_as_printed, row.status, row.status_as_printed) == (
        2,
        date(2019, 9, 30),
        "30/09/2019",
        PlanStatus.DONE,
        "Complete",
    )


def test_a_person_says_what_the_columns_hold() -> None:
    content = b"foo;bar;baz\nSee children;Police;3/6/19\n"
    unknown = read_plan(content, "plan.csv")
    assert unknown.tables[0].headings == ("foo", "bar", "baz") and not unknown.tables[0].rows
    assert "Say which column" in whys_of(unknown)[0]
    told = read_plan(content, "plan.csv", columns={0: Column.ACTION, 1: Column.OWNER_AGENCY, 2: Column.DUE})
    assert [(row.row, row.action, row.owner_agency, row.due) for row in rows_of(told)] == [
        (2, "See children", "Police", date(2019, 6, 3))
    ]


def test_a_person_says_it_of_one_table_only() -> None:
    sheet = [("Recommendation", "Action", "Other"), ("R", "A", "Police")]
    content = workbook(sheet, sheet)
    told = read_plan(content, "plan.xlsx", columns={1: Column.ACTION, 2: Column.OWNER_AGENCY}, table=1)
    assert [(row.recommendation, row.owner_agency) for row in rows_of(told)] == [("R", ""), ("", "Police")]


def test_merged_cells_stand_in_every_row_they_cover() -> None:
    rows = [
        HEADINGS,
        (1, "R", "A", "Police", "", datetime(2019, 9, 30), ""),
        ("", "", "B", "", "", "", ""),
        (2, "S", "C"),
    ]
    plan = read_plan(workbook(rows, merged=["A2:A3", "B2:B3", "D2:D3", "F2:F3"]), "plan.xlsx")
    assert [(row.recommendation, row.action, row.owner_agency, row.due) for row in rows_of(plan)] == [
        ("R", "A", "Police", date(2019, 9, 30)),
        ("R", "B", "Police", date(2019, 9, 30)),
        ("S", "C", "", None),
    ]


def test_a_row_under_another_number_without_its_recommendation_is_asked_about() -> None:
    plan = read_plan(table(("1", "R", "A", "", "", "", ""), ("2", "", "B", "", "", "", "")), "plan.csv")
    assert [row.recommendation for row in rows_of(plan)] == ["R", ""]
    assert whys_of(plan) == [
        "The recommendation: none is named in this row, nor can one be carried down to it."
    ]


def test_a_recommendation_without_an_action_is_kept() -> None:
    plan = read_plan(table(("1", "R", "", "", "", "", ""), ("2", "S", "A", "", "", "", "")), "plan.csv")
    assert [(row.number, row.recommendation, row.action) for row in rows_of(plan)] == [
        ("1", "R", ""),
        ("2", "S", "A"),
    ]


def test_a_recommendation_above_its_actions_is_no_row_of_its_own() -> None:
    plan = read_plan(table(("1", "R", "", "", "", "", ""), ("", "", "A", "Police", "", "", "")), "plan.csv")
    assert [(row.number, row.recommendation, row.action) for row in rows_of(plan)] == [("1", "R", "A")]


def test_a_row_that_names_neither_is_listed() -> None:
    plan = read_plan(
        table(("1", "R", "A", "", "", "", ""), ("", "", "", "Police", "Inspector", "", "")), "plan.csv"
    )
    assert len(rows_of(plan)) == 1
    assert whys_of(plan) == ["The row with “Police”: it names neither an action nor a recommendation."]


def test_sections_for_agencies_and_themes() -> None:
    rows = [
        ("Recommendation", "Action", "Lead officer", "Timescale"),
        ("Police",),
        ("R", "A", "Inspector", ""),
        ("Theme two",),
        ("S", "B", "Head Teacher", ""),
    ]
    plan = read_plan(workbook(rows, merged=["A2:D2", "A4:D4"]), "plan.xlsx")
    assert [(row.owner_agency, row.owner_role) for row in rows_of(plan)] == [
        ("Police", "Inspector"),
        ("", "Head Teacher"),
    ]
    assert whys_of(plan) == ["The line “Theme two”: it stands by itself and was not read as an action."]


def test_agencies_that_lead_their_rows_are_carried_down() -> None:
    rows = [
        ("Agency", "Recommendation", "Action"),
        ("Police", "R", "A"),
        ("", "S", "B"),
        ("Health", "T", "C"),
    ]
    plan = read_plan(workbook(rows), "plan.xlsx")
    assert [row.owner_agency for row in rows_of(plan)] == ["Police", "Police", "Health"]


def test_a_board_named_above_the_table_owns_nothing() -> None:
    rows = [("Hartmoor Safeguarding Children Board",), ("Recommendation", "Action", "Lead"), ("R", "A", "")]
    assert rows_of(read_plan(workbook(rows), "plan.xlsx"))[0].owner_agency == ""


def test_tables_one_under_the_other() -> None:
    rows = [
        ("Recommendation 1: See children.",),
        ("Action", "Lead", "By when"),
        ("A", "Police", "30/09/2019"),
        (),
        ("Recommendation 2: Hear them.",),
        ("Action", "Timescale", "Owner"),
        ("B", "Sept 2019", "Health"),
    ]
    plan = read_plan(workbook(rows, merged=["A1:C1", "A5:C5"]), "plan.xlsx")
    assert [
        (row.number, row.recommendation, row.action, row.owner_agency, row.due) for row in rows_of(plan)
    ] == [
        ("1", "See children.", "A", "Police", date(2019, 9, 30)),
        ("2", "Hear them.", "B", "Health", date(2019, 9, 30)),
    ]


def test_months_in_a_sheet_are_meant_as_months() -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(workbook([HEADINGS, (1, "R", "A", "", "", datetime(2019, 9, 1), "")]))
    )
    book.worksheets[0]["F2"].number_format = "mmm-yy"
    out = io.BytesIO()
    book.save(out)
    row = rows_of(read_plan(out.getvalue(), "plan.xlsx"))[0]
    assert (row.due, row.due_as_printed) == (date(2019, 9, 30), "Sep 2019")


def test_a_formula_whose_value_is_not_kept_is_told() -> None:
    plan = read_plan(workbook([HEADINGS, (1, "R", "A", "", "", "=TODAY()", "Complete")]), "plan.xlsx")
    assert whys_of(plan) == [
        "The cell under “Timescale”: it holds a formula whose value the file does not keep."
    ]


def test_hidden_sheets_and_those_without_a_plan_are_named() -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(workbook([HEADINGS, (1, "R", "A")], [HEADINGS, (1, "R", "B")], [("x", "y")]))
    )
    book.worksheets[1].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    plan = read_plan(out.getvalue(), "plan.xlsx")
    assert [row.action for row in rows_of(plan)] == ["A"]
    assert plan.notes == (
        "The hidden sheet “Sheet2” was left out.",
        "The sheet “Sheet3” has no headings of a plan and was not read.",
    )
