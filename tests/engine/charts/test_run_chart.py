"""Run charts: the median, the two rules, what is said of them, and the picture."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heeded.engine.charts import Measured, RunWords, read_run, run_chart, said_of_run
from tests.engine.charts.test_charts import SVG, tree, words_of

DAY = date(2010, 1, 31)
AUDIT = [Measured(DAY + timedelta(days=180 * n), found, 20) for n, found in enumerate((8, 11, 15, 17, 19))]


def made(*values: float) -> list[Measured]:
    return [Measured(DAY + timedelta(days=30 * n), value) for n, value in enumerate(values)]


def test_shares_are_compared_where_each_is_out_of_so_many() -> None:
    run = read_run(AUDIT)
    assert run is not None and run.is_share and run.median == 0.75
    mixed = read_run([*AUDIT, Measured(date(2020, 1, 1), 12)])
    assert mixed is not None and not mixed.is_share and mixed.median == 13.5


def test_they_stand_in_order_of_time_however_they_were_written_down() -> None:
    assert read_run(reversed(AUDIT)) == read_run(AUDIT)


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ((1, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9), [(0, 5, False, 6), (6, 11, True, 6)]),
        ((1, 1, 1, 1, 1, 9, 9, 9, 9, 9), []),  # five are too few
        ((1, 2, 1, 5, 2, 1, 2, 9, 9, 9, 9, 5, 9, 9), [(0, 6, False, 6), (7, 13, True, 6)]),  # on it: not counted
        ((1, 9, 1, 9, 1, 9, 1, 9, 1, 9, 1, 9), []),
    ],
)  # fmt: skip
def test_a_shift_is_six_in_a_row_on_one_side(values: tuple[float, ...], found: list[tuple[int, ...]]) -> None:
    run = read_run(made(*values))
    assert run is not None and [tuple(one) for one in run.shifts] == found


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ((1, 2, 3, 4, 5), [(0, 4, True, 5)]),
        ((1, 2, 3, 4), []),
        ((5, 4, 4, 3, 2, 1), [(0, 5, False, 5)]),  # the same again is not counted and breaks nothing
        ((1, 2, 3, 4, 5, 4, 3, 2, 1), [(0, 4, True, 5), (4, 8, False, 5)]),
        ((3, 3, 3, 3, 3, 3), []),
    ],
)
def test_a_trend_is_five_in_a_row_that_rise_or_fall(
    values: tuple[float, ...], found: list[tuple[int, ...]]
) -> None:
    run = read_run(made(*values))
    assert run is not None and [tuple(one) for one in run.trends] == found


@given(st.lists(st.integers(0, 5), min_size=2, max_size=40))
def test_upside_down_the_same_is_found_the_other_way_up(values: list[int]) -> None:
    run, turned = read_run(made(*values)), read_run(made(*(5 - value for value in values)))
    assert run is not None and turned is not None
    for found, others in ((run.shifts, turned.shifts), (run.trends, turned.trends)):
        assert [(one.first, one.last, not one.up, one.length) for one in found] == [
            tuple(one) for one in others
        ]
    assert all(
        one.length >= 5 and one.last - one.first + 1 >= one.length for one in (*run.shifts, *run.trends)
    )


def test_what_it_shows_is_said_in_plain_words() -> None:
    run = read_run(AUDIT)
    assert run is not None
    said = " ".join(said_of_run(run))
    assert said.startswith("5 figures, from 8/20 on 31 January 2010 to 19/20 on 21 January 2012.")
    assert "They rise and never fall. Fewer than 10 figures say little" in said
    wavering = read_run(made(3, 5, 3, 5, 3, 5, 3, 5, 3, 5, 3, 5))
    assert wavering is not None
    assert "no more than chance" in " ".join(said_of_run(wavering)) and "Fewer" not in " ".join(
        said_of_run(wavering)
    )
    assert said_of_run(run, RunWords(why="Pam?"))[-1] == "Pam?"


SELDOM = "seldom chance"
LITTLE = "Fewer than 10 figures say little"


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ((3, 5), "The second is higher than the first."),
        ((5, 3), "The second is lower than the first."),
        ((4, 4), "They are all the same."),
        ((1, 2, 2), "They rise and never fall."),
        ((3, 2, 1), "They fall and never rise."),
        ((1, 3, 2), "They go up and down."),
        ((1, 2, 3, 4, 5), "They rise and never fall."),
        ((9, 1, 9, 1, 9), "They go up and down."),
        ((1, 2, 3, 4, 5, 6, 7, 8, 9), "They rise and never fall."),
        ((9, 1, 2, 3, 4, 5, 6, 7, 8), "They go up and down."),
    ],
)
def test_of_fewer_than_ten_figures_nothing_is_said_of_chance_but_that_they_are_few(
    values: tuple[float, ...], says: str
) -> None:
    run = read_run(made(*values))
    assert run is not None
    said = said_of_run(run)
    assert len(said) == 4 and said[1] == says and said[2].startswith(LITTLE)
    assert not any("seldom" in one or "in a row" in one or "no more than" in one for one in said)


@pytest.mark.parametrize(
    ("values", "says", "seldom"),
    [
        (range(10), "they only rise, repeats left out: 10 in a row.", True),
        (range(12, 0, -1), "they only fall, repeats left out: 12 in a row.", True),
        ((1, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9), "all lie above the middle: 6 in a row.", True),
        ((1, 9) * 5, "They differ no more than chance would give", False),
        ((4,) * 12, "They differ no more than chance would give", False),
    ],
)
def test_of_ten_and_more_it_is_said_what_is_seldom_chance(
    values: Iterable[float], says: str, seldom: bool
) -> None:
    run = read_run(made(*values))
    assert run is not None
    said = " ".join(said_of_run(run))
    assert says in said and LITTLE not in said and (SELDOM in said) == seldom


def test_few_figures_are_all_written_and_of_many_those_that_matter() -> None:
    assert {"8/20", "11/20", "15/20", "17/20", "19/20", "0%", "50%", "100%"} <= set(
        words_of(run_chart(AUDIT, title="x"))
    )
    many = words_of(run_chart(made(*(10, 40, 22, 31, 25, 26, 7, 28, 29, 33)), title="x"))
    assert {"10", "40", "7", "33"} <= set(many) and not {"22", "31", "25"} & set(many)


@pytest.mark.parametrize("values", [(0, 0), (0.001, 0.002), (1e9, 3e9), (1, 1), (-3, 4)])
def test_odd_figures_are_drawn_inside_the_picture(values: tuple[float, ...]) -> None:
    root = next(iter(tree(run_chart(made(*values), title="x"))))
    height = float(root.get("height", "0"))
    feet = [float(one.get("y", "0")) for one in root.iter(f"{SVG}text")]
    assert all(0 < foot <= height for foot in feet)


def test_one_figure_is_no_line() -> None:
    assert run_chart(AUDIT[:1], title="x") == "" == run_chart([], title="x") and read_run(AUDIT[:1]) is None
