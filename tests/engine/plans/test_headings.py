"""Headings that need a second look, and lines that are no actions."""

from datetime import date

from heeded.engine.plans import Column, read_plan
from tests.engine.plans.asked import rows_of, whys_of
from tests.engine.plans.made import workbook


def test_a_revised_date_holds_and_the_first_is_kept() -> None:
    rows = [
        ("Action", "Lead", "Due date", "Revised date"),
        ("A", "Police", "30/06/2019", "30/09/2019"),
        ("B", "", "1/7/19", ""),
    ]
    plan = read_plan(workbook(rows), "plan.xlsx")
    assert [row.due for row in rows_of(plan)] == [date(2019, 9, 30), date(2019, 7, 1)]
    assert rows_of(plan)[0].due_as_printed == "Due date: 30/06/2019; Revised date: 30/09/2019"


def test_headings_that_may_mean_two_things_mean_what_stands_under_them() -> None:
    dates = [("Recommendation", "Action", "Completed"), ("R", "A", "3/6/19"), ("S", "B", "")]
    words = [
        ("Recommendation", "Action", "Completed"),
        ("R", "A", "Yes - completed"),
        ("S", "B", "Not started"),
    ]
    assert read_plan(workbook(dates), "x.xlsx").tables[0].columns[2] == Column.CLOSED_ON
    assert read_plan(workbook(words), "x.xlsx").tables[0].columns[2] == Column.STATUS
    both = [("Action", "Target date", "Completion date"), ("A", "3/6/19", "1/6/19")]
    assert read_plan(workbook(both), "x.xlsx").tables[0].columns == (
        Column.ACTION,
        Column.DUE,
        Column.CLOSED_ON,
    )


def test_several_columns_of_news_are_kept_with_their_headings() -> None:
    rows = [("Action", "Lead", "Update March", "Update June"), ("A", "Police", "Begun", "Ended")]
    assert (
        rows_of(read_plan(workbook(rows), "x.xlsx"))[0].progress == "Update March: Begun\nUpdate June: Ended"
    )


def test_a_recommendations_own_number() -> None:
    rows = [
        ("Recommendation", "Action"),
        ("R1. See.", "A"),
        ("Recommendation 2: Hear.", "B"),
        ("3) Ask.", "C"),
        ("Recommendations 4 and 5: Go.", "D"),
    ]
    assert [(row.number, row.recommendation) for row in rows_of(read_plan(workbook(rows), "x.xlsx"))] == [
        ("R1", "See."),
        ("2", "Hear."),
        ("3", "Ask."),
        ("", "Recommendations 4 and 5: Go."),
    ]


def test_recommendations_as_lines_among_the_actions() -> None:
    named = [
        ("Action", "Who", "Status"),
        ("Recommendation 1 - See.",),
        ("A", "Police", "Done"),
        ("Recommendation 2 - Hear.",),
        ("B",),
    ]
    assert [
        (row.number, row.recommendation, row.action) for row in rows_of(read_plan(workbook(named), "x.xlsx"))
    ] == [
        ("1", "See.", "A"),
        ("2", "Hear.", "B"),
    ]
    counted = [
        ("No", "Recommendation / Action", "Lead"),
        ("1", "See."),
        ("1.1", "A", "Police"),
        ("1.2", "B", "Health"),
    ]
    assert [
        (row.number, row.recommendation, row.action)
        for row in rows_of(read_plan(workbook(counted), "x.xlsx"))
    ] == [
        ("1.1", "See.", "A"),
        ("1.2", "See.", "B"),
    ]


def test_recommendations_under_another_heading() -> None:
    rows = [
        ("What do we want?", "Action"),
        ("Recommendation 1: See every child.", "A"),
        ("R2. Hear every child.", "B"),
    ]
    plan = read_plan(workbook(rows), "x.xlsx")
    assert [(row.number, row.recommendation) for row in rows_of(plan)] == [
        ("1", "See every child."),
        ("R2", "Hear every child."),
    ]
    rows = [("Rec", "Action"), ("1. See every child.", "A"), ("", "B")]
    assert [(row.number, row.recommendation) for row in rows_of(read_plan(workbook(rows), "x.xlsx"))] == [
        ("1", "See every child.")
    ] * 2


def test_headings_of_tworows_of() -> None:
    rows = [
        ("Rec no", "Action", "Lead", "", "Timescale", ""),
        ("", "", "Agency", "Officer", "Start", "Finish"),
        ("1", "A", "Police", "Inspector", "1/1/20", "1/6/20"),
    ]
    row = rows_of(read_plan(workbook(rows, merged=["C1:D1", "E1:F1"]), "x.xlsx"))[0]
    assert (row.owner_agency, row.owner_role, row.start, row.due) == (
        "Police",
        "Inspector",
        date(2020, 1, 1),
        date(2020, 6, 1),
    )


def test_a_column_without_a_heading_is_not_dropped_in_silence() -> None:
    rows = [("Recommendation", "Action", ""), ("R", "A", "see Mary"), ("S", "B", "x")]
    assert whys_of(read_plan(workbook(rows), "x.xlsx")) == [
        "The cell “see Mary”: it stands in a column without a heading, which was not read."
    ]


def test_the_agency_of_the_action_above_holds_under_one_recommendation() -> None:
    rows = [
        ("No", "Recommendation", "Agency", "Action"),
        (1, "R", "Police", "A"),
        ("", "", "", "B"),
        (2, "S", "", "C"),
    ]
    assert [row.owner_agency for row in rows_of(read_plan(workbook(rows), "x.xlsx"))] == [
        "Police",
        "Police",
        "",
    ]


def test_a_recommendation_that_is_only_a_number() -> None:
    plan = read_plan(
        workbook([("Recommendation", "Action"), ("Recommendation 5", "A"), ("Recommendation 6", "B")]),
        "x.xlsx",
    )
    assert [(row.number, row.recommendation) for row in rows_of(plan)] == [("5", ""), ("6", "")]
    assert whys_of(plan) == []


def test_owners_who_seem_to_be_people_are_asked_about() -> None:
    plan = read_plan(workbook([("Action", "Owner", "By when"), ("A", "Jane Fictional", "")]), "x.xlsx")
    assert (rows_of(plan)[0].owner_agency, rows_of(plan)[0].owner_role) == ("", "Jane Fictional")
    assert whys_of(plan) == [
        "The owner “Jane Fictional”: it seems to name a person; an action has an agency and a role."
    ]


def test_a_key_in_a_column_beside_the_table() -> None:
    rows = [
        ("Action", "Owner", "RAG", "", "Key"),
        ("A", "Police", "G", "", "Red - overdue"),
        ("B", "", "R", "", "Green - complete"),
    ]
    assert [row.status.value for row in rows_of(read_plan(workbook(rows), "x.xlsx"))] == [
        "done",
        "overdue-as-printed",
    ]


def test_columns_that_are_not_read_are_named_and_their_words_kept() -> None:
    rows = [
        ("Recommendation", "Action", "Cost", "Barriers", "Empty", ""),
        ("R", "A", "40", "", "", "A word"),
        ("S", "B", "", "No money", "", ""),
    ]
    plan = read_plan(workbook(rows), "x.xlsx")
    [told] = plan.told()
    assert "“Cost”, “Column 6”, “Barriers”" in told and "Empty" not in told
    assert [row.not_read for row in rows_of(plan)] == [
        (("Cost", "40"), ("Column 6", "A word")),
        (("Barriers", "No money"),),
    ]
    known = read_plan(workbook([("Recommendation", "Action"), ("R", "A")]), "x.xlsx")
    assert known.told() == () and rows_of(known)[0].not_read == ()


def test_what_the_heading_calls_a_finding_is_one() -> None:
    for heading, point in (("Findings", "finding"), ("Question for the board", "question"), ("Learning", "")):
        plan = read_plan(workbook([(heading, "Action"), ("Nobody asked.", "Ask")]), "x.xlsx")
        assert [row.point for row in rows_of(plan)] == [point]


def test_done_by_a_day_is_not_done_on_it() -> None:
    rows = [("Action", "Lead", "Status", "Date done"), ("A", "Police", "Done", "by 22 November 2019")]
    plan = read_plan(workbook(rows), "x.xlsx")
    assert (rows_of(plan)[0].closed_on, rows_of(plan)[0].closed_as_printed) == (None, "by 22 November 2019")
    assert "by when it was done" in whys_of(plan)[0]
