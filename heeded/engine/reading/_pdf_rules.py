"""Drawn lines as rules along one axis: pieces of one joined, near repeats left out."""

from collections.abc import Iterable
from typing import NamedTuple

from heeded.engine.reading._pdf_drawn import Box

CLOSE = 2.5  # points within which two rules meet or two edges are one


class Rule(NamedTuple):
    """A line along one axis: `at` across it, from `start` to `end` along it."""

    at: float
    start: float
    end: float


def rules_of(boxes: Iterable[Box]) -> tuple[list[Rule], list[Rule]]:
    """The horizontal and the upright rules among thin `boxes`."""
    across, upright = [], []
    for left, bottom, right, top in boxes:
        if right - left >= top - bottom:
            across.append(Rule((bottom + top) / 2, left, right))
        else:
            upright.append(Rule((left + right) / 2, bottom, top))
    return _unbroken(across), _unbroken(upright)


def _unbroken(rules: list[Rule]) -> list[Rule]:
    """Pieces of one rule joined; what stays shorter than a cell is dropped (dots, underlines of a word are kept)."""
    joined: list[Rule] = []
    last: Rule | None = None
    for rule in sorted(rules, key=lambda rule: (round(rule.at), rule.start)):
        if last and abs(last.at - rule.at) < 1.5 and rule.start < last.end + CLOSE:
            if rule.end > last.end:
                joined[-1] = last = Rule(last.at, last.start, rule.end)
        else:
            joined.append(rule)
            last = rule
    return [rule for rule in joined if rule.end - rule.start > 8.0]


def meet(rule: Rule, wall: Rule) -> bool:
    """Whether a horizontal rule and an upright one touch or cross."""
    return rule.start - CLOSE < wall.at < rule.end + CLOSE and wall.start - CLOSE < rule.at < wall.end + CLOSE


def distinct_places(sorted_places: list[float]) -> list[float]:
    """Places without near repeats."""
    kept: list[float] = []
    for place in sorted_places:
        if not kept or abs(place - kept[-1]) > 2 * CLOSE:
            kept.append(place)
    return kept
