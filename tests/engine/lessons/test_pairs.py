"""The quick way to all pairs finds what comparing each with each finds."""

import numpy as np
import pytest

from heeded.engine.lessons import _pairs
from heeded.engine.lessons._pairs import all_pairs
from heeded.engine.lessons._rows import Rows, rows_of
from heeded.engine.lessons._score import likenesses, scores
from tests.engine.lessons.made import library, said, vectors

MIXED = [*library(60), *(said(f"Nothing of the sort, {word}.") for word in "here there nowhere".split())]


def one_by_one(rows: Rows, floor: float) -> dict[tuple[int, int], float]:
    one, other = np.triu_indices(rows.number, 1)
    found = scores(likenesses(rows, one, rows, other))
    return {
        (int(a), int(b)): float(score)
        for a, b, score in zip(one, other, found, strict=True)
        if score >= floor
    }


@pytest.mark.parametrize("floor", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("by_meaning", [True, False])
def test_none_is_missed(floor: float, by_meaning: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_pairs, "_BLOCK", 16)
    rows = rows_of(MIXED, vectors(len(MIXED)) if by_meaning else None)
    found = all_pairs(rows, floor=floor)
    quick = dict(
        zip(zip(found.one.tolist(), found.other.tolist(), strict=True), found.scores.tolist(), strict=True)
    )
    slow = one_by_one(rows, floor)
    assert slow
    assert quick == pytest.approx(slow)


def test_pairs_come_in_order_and_once() -> None:
    found = all_pairs(rows_of(MIXED), floor=0.2)
    listed = list(zip(found.one.tolist(), found.other.tolist(), strict=True))
    assert listed == sorted(set(listed))
    assert (found.one < found.other).all()


def test_of_many_that_are_alike_so_many_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_pairs, "_MOST", 3)
    rows = rows_of(library(70))
    found = all_pairs(rows, floor=0.5)
    assert 0 < np.bincount(found.one).max() <= 3


def test_there_are_no_pairs_among_none() -> None:
    assert len(all_pairs(rows_of([]), floor=0.5).one) == 0
