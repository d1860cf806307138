"""Days as plans write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heeded.engine.plans._dates import read_day


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("30/09/2019", date(2019, 9, 30)),
        ("30.9.19", date(2019, 9, 30)),
        ("30-09-2019", date(2019, 9, 30)),
        ("2019-09-30", date(2019, 9, 30)),
        ("2019-09-30 00:00:00", date(2019, 9, 30)),
        ("30th September 2019", date(2019, 9, 30)),
        ("Monday 30 September 2019", date(2019, 9, 30)),
        ("30-Sep-19", date(2019, 9, 30)),
        ("September 30, 2019", date(2019, 9, 30)),
        ("by the 30th of Sept. 2019.", date(2019, 9, 30)),
        ("End of Sept 2019", date(2019, 9, 30)),
        ("By end September ’19", date(2019, 9, 30)),
        ("Sept 19", date(2019, 9, 30)),
        ("September 2019", date(2019, 9, 30)),
        ("09/2019", date(2019, 9, 30)),
        ("Feb 2020", date(2020, 2, 29)),
        ("December 2019", date(2019, 12, 31)),
        ("Q2 2019/20", date(2019, 9, 30)),
        ("Q4 20/21", date(2021, 3, 31)),
        ("Quarter 4 2019-20", date(2020, 3, 31)),
        ("end of 2019", date(2019, 12, 31)),
        ("43738", date(2019, 9, 30)),
        ("No later than 30/09/2019", date(2019, 9, 30)),
        ("30/06/2019 revised to 30/09/2019", date(2019, 9, 30)),
        ("30/06/2019\nRevised: 30 September 2019", date(2019, 9, 30)),
        ("beginning of October 2019", date(2019, 10, 1)),
    ],
)
def test_a_day_is_read(printed: str, day: date) -> None:
    assert read_day(printed) == (day, "")


@pytest.mark.parametrize(
    ("printed", "why"),
    [
        ("31/9/19", "there is no such day"),
        ("30 February 2020", "there is no such day"),
        ("09/30/2019", "there is no such day"),
        ("Tuesday 30 September 2019", "there is no such day"),
        ("30 September", "it names no year"),
        ("Autumn 2019", "it names a part of the year and no day"),
        ("Sept 30", "it may name a year or a day of the month"),
        ("30/06/2019 and 30/09/2019", "it names more than one day"),
        ("#REF!", "the spreadsheet shows an error there"),
        ("ongoing", "it names no day"),
        ("mid October 2019", "it names no day"),
        ("3 months", "it names no day"),
        ("2019/20", "it names no day"),
        ("Q2 2019", "it names no day"),
        ("Q2 2019/21", "it names no day"),
        ("30/09/2019 then ongoing", "it names no day"),
        ("revised from 30/06/2019", "it names no day"),
        ("Completed 30/09/2019", "it names no day"),
    ],
)
def test_what_names_no_one_day_is_not_guessed_at(printed: str, why: str) -> None:
    assert read_day(printed) == (None, why)


@pytest.mark.parametrize("printed", ["", " ", "-", "N/A", "None", "–"])
def test_what_says_nothing_is_no_riddle(printed: str) -> None:
    assert read_day(printed) == (None, "")


def test_what_starts_in_a_month_starts_with_it() -> None:
    assert read_day("Sept 2019", first=True).day == date(2019, 9, 1)
    assert read_day("end of Sept 2019", first=True).day == date(2019, 9, 30)
    assert read_day("Q4 2019/20", first=True).day == date(2020, 1, 1)


def test_what_was_done_on_a_day_may_say_so() -> None:
    assert read_day("Completed on 3/6/19", done=True).day == date(2019, 6, 3)
    assert read_day("Completed", done=True).day is None


_FORMS = ("%d/%m/%Y", "%d %B %Y", "%d-%b-%Y", "%Y-%m-%d", "%A %d %B %Y")


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)), st.sampled_from(_FORMS))
def test_every_day_is_read_in_every_way_of_writing_it(day: date, form: str) -> None:
    assert read_day(day.strftime(form)).day == day


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)))
def test_a_month_ends_with_its_last_day(day: date) -> None:
    last = read_day(day.strftime("%B %Y")).day
    assert last is not None and last.month == day.month and (last + timedelta(days=1)).day == 1


@given(st.text(max_size=40))
def test_no_words_break_it(words: str) -> None:
    read = read_day(words)
    assert read.day is None or not read.why
