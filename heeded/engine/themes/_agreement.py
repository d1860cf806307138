"""How far two or more coders agree: in percent, and beyond what chance would give.

A coder's answers are a row, one for each thing that was coded, in the same order for all; None where the coder did not
code it. Intervals come from drawing the things again; things of one review are drawn together where `groups` names it.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from heeded.engine.themes._bootstrap import ROUNDS, Interval, Numbers, drawn, interval, together
from heeded.engine.themes._errors import UnevenRows

Answers = Sequence[Hashable | None]
Coders = Sequence[Answers]
Groups = Sequence[Hashable] | None
_Figure = Callable[[Numbers], Numbers]  # rounds of summed parts to a figure each; NaN where there is none


@dataclass(frozen=True, slots=True)
class Agreement:
    """A figure with its interval, and how many things two coders or more have coded.

    `value` is None where nothing can be said: fewer than two coded anything, or, for kappa and alpha, all gave one
    and the same answer throughout, so that chance would have agreed as well. There is no `interval` where all stands
    in one group: nothing says how another would have come out.
    """

    value: float | None
    interval: Interval | None
    things: int


def percent(coders: Coders, *, groups: Groups = None, rounds: int = ROUNDS, seed: int = 0) -> Agreement:
    """The share, 0 to 1, of pairs of answers to the same thing that are the same.

    Raises:
        UnevenRows: the coders' rows are not of one length.
    """
    counts = _counts(coders)
    answers = counts.sum(axis=1)
    same = (counts * (counts - 1)).sum(axis=1)
    parts = np.column_stack([same, answers * (answers - 1)])
    return _agreement(_share, parts, counts, groups, rounds, seed)


def cohens_kappa(coders: Coders, *, groups: Groups = None, rounds: int = ROUNDS, seed: int = 0) -> Agreement:
    """Cohen's kappa of two coders over what both coded; the mean of all pairs' kappas where there are more (Light).

    Raises:
        UnevenRows: the coders' rows are not of one length.
    """
    counts = _counts(coders)
    tables = [_pair_table(one, other) for one, other in combinations(_numbered(coders), 2)]
    kinds = counts.shape[1]
    parts = np.hstack(tables) if tables else np.zeros((len(counts), 0))
    return _agreement(lambda sums: _mean_kappa(sums, kinds), parts, counts, groups, rounds, seed)


def krippendorffs_alpha(
    coders: Coders, *, groups: Groups = None, rounds: int = ROUNDS, seed: int = 0
) -> Agreement:
    """Krippendorff's alpha for answers without order; any number of coders, answers may be missing.

    Raises:
        UnevenRows: the coders' rows are not of one length.
    """
    counts = _counts(coders)
    answers = counts.sum(axis=1, keepdims=True)
    paired = np.where(answers > 1, counts, 0)
    differ = (paired * (answers - counts)).sum(axis=1, keepdims=True) / np.maximum(answers - 1, 1)
    return _agreement(_alpha, np.hstack([differ, paired]), counts, groups, rounds, seed)


def _agreement(
    figure: _Figure, parts: Numbers, counts: Numbers, groups: Groups, rounds: int, seed: int
) -> Agreement:
    """`parts` has a row for each thing; the figure depends on their sum alone, which is what makes drawing quick."""
    things = counts.sum(axis=1) > 1
    kept = parts[things]
    named = (
        None if groups is None else [group for group, is_kept in zip(groups, things, strict=True) if is_kept]
    )
    units = together(kept, named)
    value = float(figure(units.sum(axis=0, keepdims=True))[0])
    if np.isnan(value):
        return Agreement(None, None, int(things.sum()))
    if len(units) < 2:
        return Agreement(value, None, int(things.sum()))
    figures = figure(drawn(len(units), rounds=rounds, seed=seed) @ units)
    return Agreement(value, interval(figures), int(things.sum()))


def _share(sums: Numbers) -> Numbers:
    return _divided(sums[:, 0], sums[:, 1])


def _alpha(sums: Numbers) -> Numbers:
    """One minus the disagreement that was seen over that which chance would give."""
    differ, counts = sums[:, 0], sums[:, 1:]
    total = counts.sum(axis=1)
    by_chance = total**2 - (counts**2).sum(axis=1)
    return 1 - _divided((total - 1) * differ, by_chance)


def _mean_kappa(sums: Numbers, kinds: int) -> Numbers:
    """The mean over the pairs of coders of whom anything can be said."""
    width = 2 + 2 * kinds
    pairs = [_kappa(sums[:, first : first + width], kinds) for first in range(0, sums.shape[1], width)]
    if not pairs:
        return np.full(len(sums), np.nan)
    stacked = np.stack(pairs)
    known = ~np.isnan(stacked)
    return _divided(np.where(known, stacked, 0).sum(axis=0), known.sum(axis=0).astype(np.float64))


def _kappa(sums: Numbers, kinds: int) -> Numbers:
    things, same = sums[:, 0], sums[:, 1]
    by_chance = (sums[:, 2 : 2 + kinds] * sums[:, 2 + kinds :]).sum(axis=1)
    return _divided(things * same - by_chance, things**2 - by_chance)


def _pair_table(one: Numbers, other: Numbers) -> Numbers:
    """For each thing that both coded: 1, whether they agree, and what each of the two said."""
    both = (one.sum(axis=1) > 0) & (other.sum(axis=1) > 0)
    agree = (one * other).sum(axis=1)
    table: Numbers = np.column_stack([np.ones(len(one)), agree, one, other])
    table[~both] = 0
    return table


def _divided(above: Numbers, below: Numbers) -> Numbers:
    """NaN where there is nothing to divide by."""
    quotients: Numbers = np.full(len(above), np.nan)
    np.divide(above, below, out=quotients, where=below > 1e-9)
    return quotients


def _counts(coders: Coders) -> Numbers:
    """How often each answer was given to each thing (things, answers)."""
    numbered = _numbered(coders)
    return np.sum(numbered, axis=0) if numbered else np.zeros((0, 0))


def _numbered(coders: Coders) -> list[Numbers]:
    """For each coder, 1 in the column of the answer that was given; a row of noughts where none was."""
    if len({len(row) for row in coders}) > 1:
        raise UnevenRows([len(row) for row in coders])
    kinds = {answer: place for place, answer in enumerate(dict.fromkeys(_given(coders)))}
    tables = []
    for row in coders:
        table = np.zeros((len(row), len(kinds)))
        for thing, answer in enumerate(row):
            if answer is not None:
                table[thing, kinds[answer]] = 1
        tables.append(table)
    return tables


def _given(coders: Coders) -> list[Hashable]:
    return [answer for row in coders for answer in row if answer is not None]
