"""Agreement against worked examples that were published (their figures only) and what must hold for any answers."""

import math
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heeded.engine.themes import Agreement, UnevenRows, cohens_kappa, krippendorffs_alpha, percent


def value(agreement: Agreement) -> float:
    assert agreement.value is not None
    return agreement.value


def from_table(table: Sequence[Sequence[int]]) -> list[list[int]]:
    """Two coders' answers from how often each pair of answers was given."""
    pairs = [
        (one, other) for one, row in enumerate(table) for other, times in enumerate(row) for _ in range(times)
    ]
    return [[one for one, _ in pairs], [other for _, other in pairs]]


def row(text: str) -> list[str | None]:
    return [None if mark == "." else mark for mark in text.split()]


# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), sections A, B and C.
TWO_VALUES = [row("0 1 0 0 0 0 0 0 1 0"), row("1 1 1 0 0 1 0 0 0 0")]
FIVE_VALUES = [row("a a b b d c c c e d d a"), row("b a b b b c c c e d d d")]
FOUR_CODERS = [
    row("1 2 3 3 2 1 4 1 2 . . ."),
    row("1 2 3 3 2 2 4 1 2 5 . 3"),
    row(". 3 3 3 2 3 4 2 2 5 1 ."),
    row("1 2 3 3 2 4 4 1 2 5 1 ."),
]


@pytest.mark.parametrize(
    ("coders", "published"), [(TWO_VALUES, 0.095), (FIVE_VALUES, 0.692), (FOUR_CODERS, 0.743)]
)
def test_alpha_is_as_krippendorff_worked_it_out(coders: list[list[str | None]], published: float) -> None:
    assert value(krippendorffs_alpha(coders)) == pytest.approx(published, abs=0.0006)


@pytest.mark.parametrize(
    ("table", "published"),
    [
        ([[88, 14, 18], [10, 40, 10], [2, 6, 12]], 0.492),  # Cohen 1960, two clinicians and 200 patients
        ([[20, 5], [10, 15]], 0.40),  # the fifty grant applications of many textbooks
        ([[45, 15], [25, 15]], 0.1304),  # same agreement, other margins
        ([[25, 35], [5, 35]], 0.2593),
    ],
)
def test_kappa_is_as_published(table: list[list[int]], published: float) -> None:
    assert value(cohens_kappa(from_table(table))) == pytest.approx(published, abs=0.0006)


def test_percent_counts_pairs_of_answers() -> None:
    assert value(percent(TWO_VALUES)) == pytest.approx(0.6)
    assert value(percent([["a", "a"], ["a", "b"], ["a", None]])) == pytest.approx(3 / 4)


def test_things_that_one_coder_alone_coded_count_for_nothing() -> None:
    more = [[*first, "9"] for first in FOUR_CODERS[:1]] + [[*rest, None] for rest in FOUR_CODERS[1:]]
    for figure in (percent, cohens_kappa, krippendorffs_alpha):
        assert figure(more) == figure(FOUR_CODERS)
    assert krippendorffs_alpha(FOUR_CODERS).things == 11


def test_kappa_of_more_than_two_is_the_mean_of_the_pairs() -> None:
    one, other, third = ["a", "b", "a", "b"], ["a", "b", "b", "b"], ["a", "a", "a", "b"]
    pairs = [value(cohens_kappa(pair)) for pair in ([one, other], [one, third], [other, third])]
    assert value(cohens_kappa([one, other, third])) == pytest.approx(sum(pairs) / 3)


@pytest.mark.parametrize("coders", [[], [["a", "b"]], [[], []], [[None, None], ["a", "b"]]])
def test_nothing_is_said_where_no_two_coded_the_same(coders: list[list[str | None]]) -> None:
    for figure in (percent, cohens_kappa, krippendorffs_alpha):
        assert figure(coders) == Agreement(None, None, 0)


def test_one_answer_throughout_tells_nothing_beyond_chance() -> None:
    coders = [["absent"] * 5, ["absent"] * 5]
    assert value(percent(coders)) == 1
    assert cohens_kappa(coders) == krippendorffs_alpha(coders) == Agreement(None, None, 5)


def test_uneven_rows_are_told_plainly() -> None:
    with pytest.raises(UnevenRows, match="different lengths: 2, 1"):
        percent([["a", "b"], ["a"]])


def test_the_interval_holds_the_figure_narrows_with_more_and_is_the_same_every_time() -> None:
    few = krippendorffs_alpha(FIVE_VALUES)
    many = krippendorffs_alpha([coder * 20 for coder in FIVE_VALUES])
    assert few.interval is not None and many.interval is not None
    assert few.interval.low < value(few) < few.interval.high
    assert many.interval.high - many.interval.low < (few.interval.high - few.interval.low) / 3
    assert krippendorffs_alpha(FIVE_VALUES) == few


def test_passages_of_one_review_are_drawn_together() -> None:
    """Twenty passages of two reviews are no twenty looks at how far coders agree."""
    coders = [["a", "b"] * 10, ["a", "b"] * 5 + ["a", "a"] * 5]
    alone = percent(coders)
    grouped = percent(coders, groups=["first"] * 10 + ["second"] * 10)
    assert alone.value == grouped.value == 0.75
    assert alone.interval is not None and grouped.interval is not None
    assert (grouped.interval.low, grouped.interval.high) == (0.5, 1.0)
    assert grouped.interval.low < alone.interval.low


answers = st.sampled_from(["present", "absent", "not-mentioned", None])


@st.composite
def some_coders(draw: st.DrawFn) -> list[list[str | None]]:
    things = draw(st.integers(0, 12))
    return draw(st.lists(st.lists(answers, min_size=things, max_size=things), min_size=2, max_size=4))


@settings(max_examples=60, deadline=None)
@given(some_coders(), st.randoms(use_true_random=False))
def test_neither_the_order_of_coders_nor_of_things_nor_what_answers_are_called_matters(
    coders: list[list[str | None]], random: object
) -> None:
    order = list(range(len(coders[0])))
    random.shuffle(order)  # type: ignore[attr-defined]
    called = {"present": 3, "absent": 1, "not-mentioned": 2, None: None}
    other = [[called[coder[place]] for place in order] for coder in reversed(coders)]
    for figure in (percent, cohens_kappa, krippendorffs_alpha):
        ours, theirs = figure(coders, rounds=10).value, figure(other, rounds=10).value
        assert ours == theirs or math.isclose(ours or 0, theirs or 0, abs_tol=1e-9)


@settings(max_examples=60, deadline=None)
@given(some_coders())
def test_figures_stay_in_their_ranges_and_full_agreement_is_one(coders: list[list[str | None]]) -> None:
    for figure, lowest in ((percent, 0.0), (cohens_kappa, -1.0), (krippendorffs_alpha, -1.0)):
        found = figure(coders, rounds=10)
        assert found.value is None or lowest - 1e-9 <= found.value <= 1 + 1e-9
        agreed = figure([coders[0], coders[0]], rounds=10)
        assert agreed.value is None or math.isclose(agreed.value, 1)


def test_one_review_alone_gives_no_interval() -> None:
    rows = [["present", "absent", "present", "absent"], ["present", "present", "present", "absent"]]
    for figure in (percent, cohens_kappa, krippendorffs_alpha):
        alone = figure(rows, groups=[1, 1, 1, 1])
        assert alone.value is not None and alone.interval is None
        assert figure(rows, groups=[1, 1, 2, 2]).interval is not None
