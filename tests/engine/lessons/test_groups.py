"""What teaches the same lesson stands in one group, and what does not is not drawn in by a chain."""

import numpy as np
import pytest

from heeded.engine.lessons import Group, groups
from heeded.engine.lessons._groups import _clusters
from heeded.engine.lessons._pairs import Pairs
from tests.engine.lessons.made import ASKS, lesson_of, library, said


def pairs_of(*rows: tuple[int, int, float]) -> Pairs:
    one, other, score = zip(*rows, strict=True)
    return Pairs(np.array(one), np.array(other), np.array(score, np.float32))


def members(pairs: Pairs, count: int) -> list[list[int]]:
    return sorted(sorted(cluster) for cluster, _, _ in _clusters(pairs, count))


def test_each_lesson_that_comes_again_is_a_group() -> None:
    found = groups(library(70))
    assert len(found) == len(ASKS)
    assert all(len({lesson_of(place) for place in group.members}) == 1 for group in found)
    assert sum(len(group.members) for group in found) == 70


def test_a_chain_of_neighbours_is_no_group() -> None:
    chain = pairs_of(*((at, at + 1, 0.9) for at in range(5)))
    assert max(len(cluster) for cluster in members(chain, 6)) == 2


def test_all_alike_are_one_group() -> None:
    alike = pairs_of(*((one, other, 0.6) for one in range(5) for other in range(one + 1, 5)))
    assert members(alike, 6) == [[0, 1, 2, 3, 4], [5]]


def test_what_was_refused_is_looked_at_again() -> None:
    # 2 is like 1 at .8 and like 0 at .1: as 0 and 1 go together first, all three are the same on average only with 3
    rows = pairs_of((0, 1, 0.95), (0, 2, 0.35), (1, 2, 0.8), (2, 3, 0.2))
    assert members(rows, 4) == [[0, 1, 2], [3]]


def test_the_middle_is_most_like_the_others() -> None:
    rows = pairs_of((0, 1, 0.6), (0, 2, 0.9), (1, 2, 0.9))
    ((cluster, middle, score),) = _clusters(rows, 3)
    assert (sorted(cluster), middle, score) == ([0, 1, 2], 2, pytest.approx(0.8))


def test_what_one_review_says_twice_is_no_lesson_that_comes_again() -> None:
    text = "Children’s social care should see each child alone."
    assert groups([said(text, key=1), said(text, key=2)]) == ()
    assert groups([said(text, key=1), said(text, review="two", key=2)]) == (Group((0, 1), 0, 1.0),)


def test_the_same_comes_out_every_time() -> None:
    assert groups(library(40)) == groups(library(40))


def test_there_are_no_groups_among_none() -> None:
    assert groups([]) == ()
