"""The samples' planted lessons come out as groups, and the figures of the gold do not fall, by words alone."""

from functools import cache

import numpy as np
import pytest

from benchmarks import _lessons_gold as gold
from benchmarks._lessons_compared import said
from benchmarks.lessons import figures, shared_runs
from benchmarks.lessons_weights import best_line
from heeded.engine.lessons import SAME, Group, groups, same_lesson

# Two of different boards that teach it, at least. See tests/samples/test_lessons.py for the lessons.
PLANTED = {
    "information not shared": ("01 R2", "06 R19"),
    "optimism": ("05 F4", "17 F3"),
    "men unseen": ("02a F2", "17 F1"),
    "child not seen alone": ("06 R2", "18 R6"),
    "supervision missing": ("03 R6", "13 R5b"),
    "closed too early": ("04 F5", "07 R3"),
    "bruising in babies": ("01 R1", "13 R1b"),
    "disagreement not used": ("01 R7", "14 R6"),
    "seen as choosing": ("04 F1", "10 F3"),
    "moves between areas": ("02a F4", "14 R4"),
    "interpreter": ("03 R2", "11 R3"),
}


@cache
def found() -> tuple[tuple[str, ...], tuple[Group, ...]]:
    points = [point for key, point in gold.points().items() if not key.startswith("I")]
    return tuple(point.key for point in points), groups([said(point) for point in points])


@pytest.mark.parametrize("lesson", PLANTED)
def test_a_planted_lesson_is_one_group(lesson: str) -> None:
    keys, every = found()
    places = {keys.index(key) for key in PLANTED[lesson]}
    assert any(places <= set(group.members) for group in every)


def test_no_group_gathers_everything() -> None:
    _, every = found()
    assert max(len(group.members) for group in every) <= 12


def test_groups_come_by_how_many_reviews_teach_them() -> None:
    keys, every = found()
    reviews = [len({gold.point(keys[at]).review for at in group.members}) for group in every]
    assert reviews == sorted(reviews, reverse=True) and min(reviews) >= 2


@pytest.mark.parametrize("aside", [False, True])
def test_pairs_of_one_lesson_are_told_from_near_misses(aside: bool) -> None:
    pairs = [pair for pair in gold.pairs() if pair.aside == aside]
    score = np.array([same_lesson(said(pair.one), said(pair.other)) for pair in pairs])
    assert figures(score >= SAME, np.array([pair.same for pair in pairs])).f1 >= 0.85


def test_shared_runs_of_words() -> None:
    assert shared_runs("See each child alone.", "You should see each child alone!") == 1
    assert shared_runs("See each child alone.", "Weigh the baby at home.") == 0
    assert shared_runs("Short.", "Short.") == 0


def test_the_best_line_parts_what_can_be_parted() -> None:
    line = best_line(np.array([0.1, 0.2, 0.8, 0.9]), np.array([False, False, True, True]))
    assert line == pytest.approx(0.5)
