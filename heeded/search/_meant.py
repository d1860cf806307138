"""How a passage that was found by meaning answers: its nearest sentences."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from heeded.search._near import Near
from heeded.search._sentences import closeness, closest


class Meant(NamedTuple):
    """How a shown passage was found, how close it is, and where the sentence stands that carries the meaning."""

    found_by: str
    closeness: float
    marks: tuple[tuple[int, int], ...]


def meant_by(near: Near | None, passages: Sequence[int], *, by_words: bool) -> dict[int, Meant]:
    """For those of the shown passages that were found by meaning."""
    if near is None or not passages:
        return {}
    keys = near.passages
    shown = np.flatnonzero(np.isin(keys, passages))
    rows = near.rows[shown]
    close, marks = closeness(near.vectors, near.question, rows), closest(near.vectors, near.question, rows)
    found = {}
    for number, closeness_, mark in zip(shown.tolist(), close.tolist(), marks, strict=True):
        how = "both" if by_words and not near.counted[number] else "meaning"
        found[int(keys[number])] = Meant(how, round(closeness_, 4), (mark,) if mark else ())
    return found
