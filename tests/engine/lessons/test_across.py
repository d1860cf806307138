"""Some learning points compared with very many at once; indexes that are put together."""

import numpy as np
import pytest

from heeded.engine.lessons import (
    Said,
    closeness,
    closeness_of_all,
    closest,
    in_common,
    index_of,
    joined,
    repeated,
    same_lesson,
    some_of,
)
from tests.engine.lessons.made import library, vectors


@pytest.mark.parametrize("meaning", [True, False])
def test_all_at_once_is_pair_by_pair(meaning: bool) -> None:
    said = library(14)
    made = vectors(14)
    index = index_of(said, vectors=made)
    found = closeness_of_all(some_of(index, np.array([3, 0])), index, meaning=meaning)
    assert found.shape == (2, 14)
    for row, at in enumerate((3, 0)):
        for other in range(14):
            pair = made[[at, other]] if meaning else None
            alone = same_lesson(said[at], said[other], vectors=pair)
            assert found[row, other] == pytest.approx(alone, abs=1e-4)


def test_nothing_compared_with_nothing() -> None:
    empty, some = index_of([]), index_of(library(3))
    assert closeness_of_all(empty, some).shape == (0, 3)
    assert closeness_of_all(some, empty).shape == (3, 0)
    with_vectors = index_of([], vectors=vectors(0))
    assert (
        closeness_of_all(with_vectors, with_vectors).shape
        == repeated(with_vectors, with_vectors).shape
        == (0, 0)
    )


def test_joined_they_are_as_if_made_together() -> None:
    said, made = library(10), vectors(10)
    order = np.argsort([0, 2, 4, 6, 8, 1, 3, 5, 7, 9])
    for given in (made, None):
        parts = [
            index_of(said[start::2], vectors=None if given is None else given[start::2]) for start in (0, 1)
        ]
        together, whole = joined(*parts, order), index_of(said, vectors=given)
        for one, other in zip(together.rows, whole.rows, strict=True):
            assert (one is None and other is None) or np.array_equal(one, other)


def test_the_score_of_every_one_is_that_of_the_closest() -> None:
    index = index_of(library(35))
    text = "Let no family member interpret: use a professional interpreter."
    scores = closeness(text, index)
    assert [(one.place, one.score) for one in closest(text, index, most=3)] == [
        (int(at), float(scores[at])) for at in np.argsort(-scores, kind="stable")[:3]
    ]


def test_what_shares_nothing_is_not_the_same_by_words() -> None:
    index = index_of(library(35))
    assert closeness("The weather was fine all week, and warm.", index).max() < 0.5


def test_nearly_word_for_word() -> None:
    said = [
        Said(0, "Buy new tyres for every ambulance before winter.", 0),
        Said(1, "Buy some new tyres for each ambulance before the winter.", 1),
        Said(2, "Sell the old ambulances in spring, and bicycles.", 2),
    ]
    found = repeated(index_of(said[:1]), index_of(said))[0]
    assert found[0] > 0.99 and found[1] > 0.75 and found[2] == 0
    same = np.ones((3, 384), np.float32) / np.float32(384**0.5)
    assert (repeated(index_of(said[:1], vectors=same[:1]), index_of(said, vectors=same)) > 0.85).all()


def test_what_they_have_in_common_is_said_in_names_of_our_own() -> None:
    texts = [one.text for one in library(35)[::7]]
    first, *others, unlike = in_common([*texts, "Buy new tyres."])
    assert "language" in first.speaks_of and "no family interpreter" in first.asks
    assert {one.asks for one in others} == {first.asks} and unlike == ((), ())
    assert in_common(texts[:1]) == [((), ())] and in_common([]) == []
