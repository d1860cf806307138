"""Two that teach the same lesson score .5 and more; a near miss scores less."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heeded.engine.lessons import SAME, Said, same_lesson
from heeded.engine.lessons._rows import rows_of
from heeded.engine.lessons._score import likenesses, likenesses_to_one, scores
from tests.engine.lessons.made import library, said, vectors

ALONE = "Workers should speak with every child alone, away from carers, during each assessment."


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("The council should ensure that children are seen and spoken to alone in all assessments.", True),
        (
            "The council should ensure that all assessments of children are completed within timescales.",
            False,
        ),
        ("Workers should ask every parent about pets during each assessment.", False),
    ],
)
def test_the_change_that_is_asked_for_decides(text: str, same: bool) -> None:
    assert (same_lesson(said(ALONE), said(text)) >= SAME) == same


def test_whose_name_stands_before_it_does_not() -> None:
    text = "should use a professional interpreter for every conversation and never a family member."
    assert same_lesson(said(f"The police {text}"), said(f"Health visiting {text}")) > 0.9


def test_the_order_of_two_does_not_matter() -> None:
    one, other = library(4)[1:3]
    assert same_lesson(one, other) == pytest.approx(same_lesson(other, one))


def test_meaning_counts_where_it_is_at_hand() -> None:
    one, other = said("Weigh them."), said("Put babies onto scales.")
    made = vectors(2)
    apart = same_lesson(one, other, vectors=made)
    assert same_lesson(one, other, vectors=made[[0, 0]]) > apart


def test_as_many_vectors_as_texts_are_needed() -> None:
    with pytest.raises(ValueError, match="2 texts need as many vectors"):
        same_lesson(said("One."), said("Two."), vectors=vectors(3))


def test_kinds_that_are_not_known_count_neither_way() -> None:
    first, second = "The trust should put it right.", "The board should mend it."
    unknown = same_lesson(said(first), said(second))
    alike, unlike = (
        same_lesson(Said("1", first, "a", kinds=("training",)), Said("2", second, "b", kinds=(kind,)))
        for kind in ("training", "structure")
    )
    assert unlike < unknown < alike


def test_one_against_all_is_scored_as_pair_by_pair_is() -> None:
    some = library(20)
    rows, one = rows_of(some, vectors(20)), rows_of(some[3:4], vectors(20)[3:4])
    at, only = np.arange(20), np.zeros(20, np.intp)
    each = scores(likenesses(rows, at, one, only))
    assert scores(likenesses_to_one(rows, one)) == pytest.approx(each, abs=1e-4)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_score_from_nothing_to_one(one: str, other: str) -> None:
    assert 0 <= same_lesson(said(one), said(other)) <= 1
