"""The safeguarding case review tracker as CSV."""

from datetime import date

import pytest

from heeded.engine.plans import TrackerEntry, read_tracker, tracker_file
from heeded.engine.reading import FileRefused

ENTRY = TrackerEntry(
    "2026/123",
    "HM-7",
    True,
    date(2024, 5, 1),
    "Designated Nurse",
    "Hartmoor Partnership (fictional)",
    "A baby, five months",
    ("Neglect", "Parental mental health"),
    "Local child safeguarding practice review",
    True,
    "Published",
    "Two months late",
    date(2025, 3, 1),
    "https://hartmoor.example/review",
    "Seeing the child",
    "Audit of files",
    "Curiosity, and\na good visit",
    "Seven-minute briefing",
)


def test_what_is_written_is_read_back() -> None:
    entries = (ENTRY, TrackerEntry(local_reference="HM-8", closed=False, converted=False))
    assert read_tracker(tracker_file(entries)) == type(read_tracker(tracker_file(entries)))(entries)


def test_an_empty_tracker() -> None:
    assert read_tracker(tracker_file([])).entries == ()


def test_other_headings_for_the_same_and_those_that_are_none() -> None:
    tracker = read_tracker(
        b"StEIS No;Status;Abuse/vulnerability theme 1;Region;Date published\n1;Open;Neglect;North;1 May 2024\n"
    )
    assert tracker.entries == (
        TrackerEntry("1", closed=False, themes=("Neglect",), published_on=date(2024, 5, 1)),
    )
    assert tracker.left_out == ("Region",)


def test_what_is_not_understood_is_listed() -> None:
    tracker = read_tracker(b"StEIS number,Open or closed,Date added,Converted\n1,Paused,31/9/24,perhaps\n")
    assert tracker.entries == (TrackerEntry("1"),)
    assert [(told.row, told.why) for told in tracker.not_understood] == [
        (2, "Open or closed “Paused”: it says neither the one nor the other."),
        (2, "Converted from a rapid review “perhaps”: it says neither the one nor the other."),
        (2, "Date added “31/9/24”: there is no such day."),
    ]


def test_another_table_is_refused() -> None:
    with pytest.raises(FileRefused, match="not those of the safeguarding case review tracker"):
        read_tracker(b"a,b\n1,2\n")


def test_four_themes_are_one_too_many() -> None:
    with pytest.raises(ValueError, match="3 themes"):
        TrackerEntry(themes=("a", "b", "c", "d"))


def test_no_cell_runs_as_a_formula() -> None:
    written = tracker_file([TrackerEntry("=1+1")])
    assert b"'=1+1" in written and read_tracker(written).entries[0].steis_number == "=1+1"
