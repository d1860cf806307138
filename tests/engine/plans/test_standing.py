"""Where an action stands: words, traffic lights, colours and keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heeded.engine.plans import PlanStatus
from heeded.engine.plans._grid import Cell, Grid
from heeded.engine.plans._status import colour_name, key_of, read_status, status_of_progress


def _said(words: str, key: dict[str, PlanStatus | None] | None = None) -> PlanStatus:
    return read_status(Cell(words), key or {}).status


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Complete", PlanStatus.DONE),
        ("COMPLETED – signed off by the board", PlanStatus.DONE),
        ("Green: completed", PlanStatus.DONE),
        ("100%", PlanStatus.DONE),
        ("Partially complete", PlanStatus.UNDER_WAY),
        ("On track", PlanStatus.UNDER_WAY),
        ("Ongoing", PlanStatus.UNDER_WAY),
        ("40%", PlanStatus.UNDER_WAY),
        ("Amber", PlanStatus.UNDER_WAY),
        ("Not started", PlanStatus.NOT_STARTED),
        ("0%", PlanStatus.NOT_STARTED),
        ("Overdue", PlanStatus.OVERDUE),
        ("Off-track", PlanStatus.OVERDUE),
        ("Rejected", PlanStatus.NOT_ACCEPTED),
        ("Merged with action 3", PlanStatus.SUPERSEDED),
        ("Blue", PlanStatus.DONE),
    ],
)
def test_words_for_where_an_action_stands(words: str, status: PlanStatus) -> None:
    assert read_status(Cell(words), {}) == (status, "")


@pytest.mark.parametrize(
    "words",
    [
        "Not complete", "Incomplete", "Not yet completed", "To be completed by March", "Complete by 31/3", "On hold",
        "Outstanding", "Red", "Green", "R", "a further meeting is planned", "red flag raised by the panel", "x",
    ],
)  # fmt: skip
def test_what_leaves_it_open_is_left_to_a_person(words: str) -> None:
    read = read_status(Cell(words), {})
    assert read.status == PlanStatus.UNKNOWN and read.why


def test_a_key_says_what_the_colours_mean() -> None:
    grid = Grid(
        "x", [[Cell("Key"), Cell("")], [Cell("Green"), Cell("Completed")], [Cell("R"), Cell("Overdue")]]
    )
    key, rows = key_of(grid)
    assert key == {"green": PlanStatus.DONE, "red": PlanStatus.OVERDUE} and rows == {0, 1, 2}
    assert _said("G", key) == PlanStatus.DONE
    assert read_status(Cell("", fill="C00000"), key).status == PlanStatus.OVERDUE


def test_numbers_of_recommendations_are_no_key() -> None:
    rows = [[Cell("A"), Cell("Completed")], [Cell("B"), Cell("Started")], [Cell("A"), Cell("Completed")]]
    assert key_of(Grid("x", rows)) == ({}, set())


def test_a_colour_of_the_whole_row_means_nothing_without_a_key() -> None:
    assert read_status(Cell(fill="DDEBF7"), {}, beside="DDEBF7") == (PlanStatus.UNKNOWN, "")
    assert read_status(Cell(fill="5B9BD5"), {}, beside="FFFFFF").status == PlanStatus.DONE


def test_a_colour_that_only_the_program_knows_is_told() -> None:
    assert "colour" in read_status(Cell(fill="?"), {}).why


@pytest.mark.parametrize(
    ("fill", "name"),
    [
        ("FF0000", "red"), ("FFC000", "amber"), ("FFFF00", "yellow"), ("00B050", "green"), ("92D050", "green"),
        ("0070C0", "blue"), ("FFFFFF", "white"), ("000000", "black"), ("808080", "grey"), ("7030A0", "purple"),
        ("FFC7CE", "red"), ("C6EFCE", "green"), ("C00000", "red"),
    ],
)  # fmt: skip
def test_colours_by_their_names(fill: str, name: str) -> None:
    assert colour_name(fill) == name


def test_notes_say_where_an_action_stands_only_where_they_open_with_it() -> None:
    assert status_of_progress("Completed. First match in November.") == PlanStatus.DONE
    assert status_of_progress("Complete the audit with partners") is None
    assert status_of_progress("We have begun") is None


@given(st.text(max_size=60))
def test_no_words_break_it(words: str) -> None:
    read = read_status(Cell(words), {})
    assert read.status == PlanStatus.UNKNOWN or not read.why
