"""Printed dates become ISO dates, no more exact than they are printed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heeded.engine.facts._age import age_band
from heeded.engine.facts._dates import dates_in
from heeded.engine.facts._editions import editions, in_force
from heeded.engine.facts._numbers import number
from heeded.engine.vocabulary import AgeBand, Nation

ENDINGS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
days = st.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31))


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("4th November 2010", ["2010-11-04"]),
        ("Thursday 4 November 2010", ["2010-11-04"]),
        ("Nov 2010", ["2010-11"]),
        ("in the November of 2010", ["2010-11"]),
        ("November, 2010", ["2010-11"]),
        ("04/11/2010", ["2010-11-04"]),
        ("04.11.10", ["2010-11-04"]),
        ("2010-11-04", ["2010-11-04"]),
        ("the 4th of November 2010", ["2010-11-04"]),
        ("November 4th, 2010", ["2010-11-04"]),
        ("4-Nov-2010", ["2010-11-04"]),
        ("from 4 May 2009 to 6 June 2010", ["2009-05-04", "2010-06-06"]),
        ("summer 2010", []),
        ("2010", []),
        ("31 June 2010", []),
        ("paragraph 4.11.2", []),
        ("she may 2010 times", []),
        ("12/2014", []),
        ("in 1850", []),
    ],
)
def test_dates_as_printed(printed: str, wanted: list[str]) -> None:
    assert [one.value for one in dates_in(f"It was {printed} that day.")] == wanted


@given(
    days,
    st.sampled_from(
        [
            "{d} {m} {y}",
            "{d}{e} {m} {y}",
            "{d}{e} of {m} {y}",
            "{d} {s} {y}",
            "{m} {d}, {y}",
            "{d:02}/{n:02}/{y}",
        ]
    ),
)
def test_every_day_comes_back(day: date, form: str) -> None:
    ending = ENDINGS.get(day.day, "th")
    printed = form.format(d=day.day, e=ending, m=f"{day:%B}", s=f"{day:%b}", y=day.year, n=day.month)
    [found] = dates_in(f"On {printed} it rained.")
    assert found.value == day.isoformat()
    assert f"On {printed} it rained."[found.start : found.end] == printed


@given(st.text(max_size=200))
def test_any_text_is_read_and_every_date_is_one(text: str) -> None:
    for found in dates_in(text):
        assert 0 <= found.start < found.end <= len(text)
        parts = [int(part) for part in found.value.split("-")]
        date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)


@pytest.mark.parametrize(
    ("count", "unit", "band"),
    [
        (11, "week", AgeBand.UNDER_1), (51, "week", AgeBand.UNDER_1), (53, "week", AgeBand.FROM_1_TO_5),
        (11, "month", AgeBand.UNDER_1), (12, "month", AgeBand.FROM_1_TO_5), (5, "year", AgeBand.FROM_1_TO_5),
        (6, "year", AgeBand.FROM_6_TO_10), (10, "year", AgeBand.FROM_6_TO_10), (11, "year", AgeBand.FROM_11_TO_15),
        (15, "year", AgeBand.FROM_11_TO_15), (16, "year", AgeBand.FROM_16_TO_17), (18, "year", AgeBand.ADULT),
    ],
)  # fmt: skip
def test_age_bands_at_their_edges(count: int, unit: str, band: AgeBand) -> None:
    assert age_band(count, unit) is band


@pytest.mark.parametrize(
    ("words", "wanted"), [("eleven", 11), ("Twenty-three", 23), ("ninety", 90), ("34", 34)]
)
def test_numbers_in_words(words: str, wanted: int) -> None:
    assert number(words) == wanted


def test_a_word_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="no number"):
        number("several")


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2026, 12, 31)))
def test_one_edition_is_in_force_on_every_day_in_england(day: date) -> None:
    assert in_force(Nation.ENGLAND, day.isoformat()) is not None
    assert in_force(Nation.WALES, day.isoformat()) is None


def test_editions_follow_one_another_and_carry_the_mark_of_each_date() -> None:
    for earlier, later in zip(editions(), editions()[1:], strict=False):
        assert earlier.end == later.start
    assert all(one.start_status in {"V", "S", "D", "U"} for one in editions())
