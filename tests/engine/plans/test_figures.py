"""Figures as people paste them: each line is a figure, or named as not understood."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heeded.engine.plans import figures_in


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("3 March 2019, 14, 20", (date(2019, 3, 3), 14, 20)),
        ("2019-03-03;14", (date(2019, 3, 3), 14, None)),
        ("03/03/2019\t90%", (date(2019, 3, 3), 90, 100)),
        ("March 2019, 18/20", (date(2019, 3, 31), 18, 20)),
        ("3/3/2019, 18 of 20", (date(2019, 3, 3), 18, 20)),
        ("3/3/2019; 8,5", (date(2019, 3, 3), 8.5, None)),
        ('3/3/2019,"1,200"', (date(2019, 3, 3), 1200, None)),
        ("3/3/2019, 0, 12,", (date(2019, 3, 3), 0, 12)),
        ("3 March 2019: 3 of 10", (date(2019, 3, 3), 3, 10)),
        ("3.3.2019: 14", (date(2019, 3, 3), 14, None)),
        ("2019-03-03 6/10", (date(2019, 3, 3), 6, 10)),
    ],
)
def test_a_line_is_a_figure(line: str, found: tuple[date, float, float | None]) -> None:
    read = figures_in(line)
    assert [tuple(one)[1:] for one in read.figures] == [found] and not read.not_understood


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("some day 2019, 3", "does not begin with a date, such as 3 March 2019"),
        ("3/3/2019", "no figure after the date"),
        ("3/3/2019, -4", "is no figure"),
        ("3/3/2019, 4, twenty", "is no figure"),
        ("3/3/2019, 4, 0", "is no figure"),
        ("3/3/2019, 30, 20", "more than the 20"),
        ("3/3/2019, 1, 2, 3", "more than a figure"),
        ("3/3/2019, 1e400", "is no figure"),
        ("3/3/2019, 99999999999999", "is no figure"),
    ],
)
def test_what_is_none_is_named_with_its_line(line: str, why: str) -> None:
    read = figures_in(f"Date,Figure\n\n{line}\n")
    assert not read.figures and [one.line for one in read.not_understood] == [3]
    assert why in read.not_understood[0].why


@given(st.text(max_size=400))
def test_whatever_is_pasted_no_line_is_lost(text: str) -> None:
    read = figures_in(text)
    assert all(one.value >= 0 and (one.out_of is None or one.out_of >= one.value) for one in read.figures)
    told = {one.line for one in (*read.figures, *read.not_understood)}
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    digits = {place for place, line in enumerate(lines, start=1) if any(letter.isdigit() for letter in line)}
    assert digits <= told


def test_too_many_lines_are_told() -> None:
    read = figures_in("\n".join(["1/1/2019, 3"] * 6000))
    assert len(read.figures) == 5000 and "only 5000 lines" in read.not_understood[0].why
