"""What lessons are weighed with was made from what is there now, and from nothing that is set aside."""

import json

import numpy as np
import pytest

from benchmarks import _lessons_gold as gold
from benchmarks._lessons_compared import Compared
from benchmarks._lessons_made import made
from benchmarks.lessons_weights import f1, fitted, worths
from heeded.engine.lessons._worth import WEIGHTS


def test_worths_are_those_of_the_concepts_and_points_that_are_there() -> None:
    kept = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    assert {"words": kept["words"], "concepts": kept["concepts"]} == worths()


def test_pairs_at_random_are_none_of_the_gold_and_from_two_reviews() -> None:
    drawn = gold.at_random(500)
    listed = {frozenset((pair.one.key, pair.other.key)) for pair in gold.pairs()}
    assert len(drawn) == 500 and drawn == gold.at_random(500)
    assert not [pair for pair in drawn if frozenset((pair.one.key, pair.other.key)) in listed]
    assert not [pair for pair in drawn if pair.one.review == pair.other.review]


def test_no_lesson_of_the_unseen_stands_elsewhere() -> None:
    elsewhere = {point.text for point in gold.points().values()}
    texts = [pair.one.text for pair in gold.unseen()]
    assert len(gold.unseen()) == 60 and not elsewhere & set(texts)


def test_what_tells_two_apart_counts_and_what_tells_against_does_not() -> None:
    same = np.array([True] * 20 + [False] * 20)
    likenesses = {"words": same.astype(np.float32), "asks": 1 - same.astype(np.float32)}
    used, worth = fitted(["words", "asks"], [(Compared(likenesses, same), 1.0)])
    assert used == ["words"] and worth[0] > 0


def test_f1() -> None:
    yes = np.array([True, True, False, False])
    assert f1(yes, yes) == 1
    assert f1(yes, np.array([True, False, True, False])) == pytest.approx(0.5)
    assert f1(~yes & yes, yes) == 0


def test_made_recommendations_are_the_same_each_time() -> None:
    one, other = made(50, None), made(50, None)
    assert one.said == other.said and (one.vectors == other.vectors).all()
    assert len({each.text for each in one.said}) == 50
