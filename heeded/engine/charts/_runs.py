"""Figures over time, and whether they only waver.

A run chart is a line of figures in order of time with their median. Two rules tell what is unlikely to be chance, as
Perla, Provost and Murray give them ("The run chart: a simple analytical tool for learning from variation in
healthcare processes", BMJ Quality & Safety 2011; 20: 46-51): a shift is six or more figures in a row on one side of
the median, where those that lie on it neither count nor break the row; a trend is five or more in a row that all rise
or all fall, where one that repeats the figure before it is not counted. Each is met by chance in fewer than one of
twenty such charts. Neither says why, nor that practice caused it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import NamedTuple

SHIFT, TREND = 6, 5
FEW = 10  # below this many figures a median is rough


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure of a day; `out_of` makes it a share."""

    on: date
    value: float
    out_of: float | None = None


class Stretch(NamedTuple):
    """From one figure to another, both with it, as places in order of time. `length` of them count for it; `up`: above
    the median, or rising."""

    first: int
    last: int
    up: bool
    length: int


@dataclass(frozen=True, slots=True)
class Run:
    """Figures in order of time. Where each is out of so many they are compared as shares, between 0 and 1."""

    points: tuple[Measured, ...]
    values: tuple[float, ...]
    is_share: bool
    median: float
    shifts: tuple[Stretch, ...]
    trends: tuple[Stretch, ...]

    @property
    def is_few(self) -> bool:
        return len(self.points) < FEW


def read_run(points: Iterable[Measured]) -> Run | None:
    """What figures over time say by themselves; None of fewer than two."""
    held = tuple(sorted(points, key=lambda one: one.on))
    if len(held) < 2:
        return None
    is_share = all(one.out_of for one in held)
    values = tuple(one.value / one.out_of if is_share and one.out_of else one.value for one in held)
    middle = median(values)
    return Run(held, values, is_share, middle, _shifts(values, middle), _trends(values))


def _shifts(values: Sequence[float], middle: float) -> tuple[Stretch, ...]:
    found: list[Stretch] = []
    row: list[int] = []  # those that lie beside the median
    for place, value in enumerate(values):
        if value == middle:
            continue
        if row and (values[row[-1]] > middle) != (value > middle):
            found += _long(row, SHIFT, up=values[row[-1]] > middle)
            row = []
        row.append(place)
    return tuple(found + (_long(row, SHIFT, up=values[row[-1]] > middle) if row else []))


def _trends(values: Sequence[float]) -> tuple[Stretch, ...]:
    found: list[Stretch] = []
    row = [0]
    for place in range(1, len(values)):
        if values[place] == values[row[-1]]:
            continue
        if len(row) > 1 and (values[row[-1]] > values[row[-2]]) != (values[place] > values[row[-1]]):
            found += _long(row, TREND, up=values[row[-1]] > values[row[-2]])
            row = row[-1:]
        row.append(place)
    return tuple(found + (_long(row, TREND, up=values[row[-1]] > values[row[-2]]) if len(row) > 1 else []))


def _long(row: list[int], least: int, *, up: bool) -> list[Stretch]:
    return [Stretch(row[0], row[-1], up, len(row))] if len(row) >= least else []
