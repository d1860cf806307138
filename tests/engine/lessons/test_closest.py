"""Said before?"""

import numpy as np
import pytest

from heeded.engine.lessons import SAME, closest, index_of
from heeded.engine.meaning import packed
from tests.engine.lessons.made import lesson_of, library, said, vectors


def test_what_says_the_same_comes_first() -> None:
    index = index_of(library(35))
    near = closest("Let no family member interpret: use a professional interpreter.", index, most=5)
    assert {lesson_of(one.place) for one in near} == {0}
    assert [one.score for one in near] == sorted((one.score for one in near), reverse=True)


def test_of_two_alike_the_earlier_comes_first() -> None:
    index = index_of([said("See each child alone."), said("Weigh them."), said("See each child alone.")])
    assert [one.place for one in closest("See each child alone.", index)] == [0, 2, 1]


def test_as_many_as_are_asked_for() -> None:
    index = index_of(library(35))
    assert [len(closest("See each child alone.", index, most=most)) for most in (0, 1, 35, 99)] == [
        0,
        1,
        35,
        35,
    ]


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_nothing_is_close_to_nothing(text: str) -> None:
    assert closest(text, index_of(library(5))) == ()


def test_nothing_was_said_before_where_nothing_was_said() -> None:
    assert closest("See each child alone.", index_of([])) == ()
    assert closest("See it.", index_of([], vectors=vectors(0)), vector=vectors(1)[0]) == ()


def test_meaning_finds_what_words_do_not() -> None:
    some = [said("Weigh them."), said("Put babies onto scales.")]
    made = vectors(2)
    assert closest("Kilograms!", index_of(some, vectors=made), vector=made[1])[0].place == 1


def test_what_is_not_the_same_stands_by_meaning_below_the_line() -> None:
    some, made = [said("Weigh them."), *library(10)], vectors(11)
    near = closest("Never let family interpret: use a professional interpreter.", index_of(some, vectors=made),
                   vector=made[0])  # fmt: skip
    sure = [one for one in near if one.score >= SAME]
    assert near[: len(sure)] == tuple(sure) and {lesson_of(one.place - 1) for one in sure} == {0}
    assert near[len(sure)].place == 0 and near[len(sure)].score < SAME


def test_vectors_may_be_held_packed() -> None:
    some, made = library(10), vectors(10)
    as_they_are, as_bytes = (index_of(some, vectors=each) for each in (made, packed(made)))
    assert closest("Meet.", as_they_are, vector=made[2]) == closest("Meet.", as_bytes, vector=made[2])


def test_words_alone_do_where_the_text_has_no_vector() -> None:
    index = index_of(library(35), vectors=vectors(35))
    assert lesson_of(closest("Meet the health visitor of the general practice monthly.", index)[0].place) == 1


def test_a_very_long_text_is_read_as_far_as_it_goes() -> None:
    index = index_of(library(10))
    assert len(closest("See each child alone. " * 50_000, index)) == 10


def test_no_text_is_held() -> None:
    index = index_of([said("Weigh them.")])
    assert all(part is None or part.dtype in (np.float32, np.int8) for part in index.rows)
