"""What is most worth coding next, and the figures that say how good suggestions are."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heeded.engine.themes import figures, most_worth_coding, train
from heeded.engine.themes._thresholds import best_threshold
from tests.engine.themes.made import NAMES, MadeMeaning, doubled


def test_the_next_to_code_are_doubtful_and_unlike_each_other() -> None:
    labelled, labels = doubled()
    model = train(labelled, labels, NAMES)
    sure = ["Information held by the school was never passed to the conference."] * 3
    doubtful = ["The school held a meeting and asked for the child's report alone."] * 3
    other = ["Nobody at the conference asked what was known."]
    chosen = most_worth_coding(model, [*sure, *doubtful, *other], most=2)
    assert [one.place for one in chosen] in ([3, 6], [6, 3])
    assert all(one.theme in NAMES and one.theme in one.reason for one in chosen)
    everything = most_worth_coding(model, [*sure, *doubtful, *other], most=99)
    assert sorted(one.place for one in everything) == list(range(7))


def test_before_anything_is_learned_variety_alone_counts() -> None:
    texts = ["The nursery opened in May."] * 5 + [
        "Police attended the address at night.",
        "A plan was agreed.",
    ]
    chosen = most_worth_coding(None, texts, most=3)
    assert {one.place for one in chosen} >= {5, 6}
    assert chosen[0].reason == "Unlike the others chosen so far."
    assert most_worth_coding(None, [], most=3) == most_worth_coding(None, texts, most=0) == ()


def test_meaning_tells_which_are_alike() -> None:
    texts = ["They shared it.", "A message came.", "Nobody would escalate it."]
    labelled, labels = doubled()
    model = train(labelled, labels, NAMES, vectors=MadeMeaning().embed(labelled), meaning="made")
    chosen = most_worth_coding(model, texts, most=2, vectors=MadeMeaning().embed(texts))
    assert 2 in {one.place for one in chosen}


def test_figures_count_right_wrong_and_missed() -> None:
    truth = np.array([[1, 0], [1, 0], [1, 1], [0, 0]], bool)
    said = np.array([[1, 0], [1, 1], [0, 1], [1, 0]], bool)
    found = figures(["a", "b"], truth, said)
    assert (found.themes[0].precision, found.themes[0].recall) == pytest.approx((2 / 3, 2 / 3))
    assert (found.themes[1].precision, found.themes[1].recall) == pytest.approx((1 / 2, 1))
    assert found.micro == pytest.approx(2 * 3 / (2 * 3 + 2 + 1))
    assert found.macro == pytest.approx((2 / 3 + 2 / 3) / 2)
    assert found.texts == 4
    assert figures([], np.zeros((0, 0), bool), np.zeros((0, 0), bool)).macro == 0


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1, width=32), st.booleans()), min_size=2, max_size=30))
def test_no_other_threshold_is_better(scored: list[tuple[float, bool]]) -> None:
    chances = np.array([chance for chance, _ in scored], np.float32)
    known = np.array([truth for _, truth in scored])
    if not known.any() or len(set(chances.tolist())) < len(chances):
        return

    def f1(threshold: float) -> float:
        said = chances >= threshold
        return float(2 * (said & known).sum() / (said.sum() + known.sum()))

    best = best_threshold(chances, known)
    assert all(f1(best) >= f1(float(other)) - 1e-9 for other in chances)
