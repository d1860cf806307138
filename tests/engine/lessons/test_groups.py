"""What teaches the same lesson stands in one group, and what does not is not drawn in by a chain."""

import numpy as np
import pytest

from heeded.engine.lessons import Group, groups
from heeded.engine.lessons._clusters import clusters
from heeded.engine.lessons._pairs import Pairs
from tests.engine.lessons.made import ASKS, lesson_of, library, said


def pairs_of(*rows: tuple[int, int, float]) -> Pairs:
    one, other, score = zip(*rows, strict=True)
    return Pairs(np.array(one), np.array(other), np.array(score, np.float32))


def members(pairs: Pairs, count: int) -> list[list[int]]:
    return sorted(sorted(cluster) for cluster, _, _ in clusters(pairs, count))


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


def test_a_weak_pair_among_strong_ones_does_no_harm() -> None:
    rows = pairs_of((0, 1, 0.95), (0, 2, 0.35), (1, 2, 0.8), (2, 3, 0.6))
    assert members(rows, 4) == [[0, 1, 2], [3]]


def test_what_does_not_fit_one_group_may_come_into_another() -> None:
    rows = pairs_of((0, 1, 0.9), (0, 2, 0.9), (1, 2, 0.9), (2, 3, 0.7), (3, 4, 0.7))
    assert members(rows, 5) == [[0, 1, 2], [3, 4]]


def test_each_member_is_the_same_as_the_others_on_average() -> None:
    made = np.random.default_rng(3)
    one, other = np.triu_indices(60, 1)
    some = made.random(len(one)) < 0.3
    rows = Pairs(one[some], other[some], made.random(int(some.sum())).astype(np.float32))
    score = np.zeros((60, 60))
    score[rows.one, rows.other] = score[rows.other, rows.one] = rows.scores
    listed = members(rows, 60)
    assert sorted(place for cluster in listed for place in cluster) == list(range(60))
    for cluster in (cluster for cluster in listed if len(cluster) > 1):
        assert (score[np.ix_(cluster, cluster)].sum(1) / (len(cluster) - 1) >= 0.5 - 1e-9).all()


def test_the_middle_is_most_like_the_others() -> None:
    rows = pairs_of((0, 1, 0.6), (0, 2, 0.9), (1, 2, 0.9))
    ((cluster, middle, score),) = clusters(rows, 3)
    assert (sorted(cluster), middle, score) == ([0, 1, 2], 2, pytest.approx(0.8))


def test_what_one_review_says_twice_is_no_lesson_that_comes_again() -> None:
    text = "Children’s social care should see each child alone."
    assert groups([said(text, key=1), said(text, key=2)]) == ()
    assert groups([said(text, key=1), said(text, review="two", key=2)]) == (Group((0, 1), 0, 1.0),)


def test_what_says_nothing_is_like_nothing() -> None:
    assert (
        groups([said("", key=1), said("…", review="two", key=2), said("It is.", review="three", key=3)]) == ()
    )


def test_the_same_comes_out_every_time() -> None:
    assert groups(library(40)) == groups(library(40))


def test_there_are_no_groups_among_none() -> None:
    assert groups([]) == ()
