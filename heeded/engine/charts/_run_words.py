"""What a run chart says in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from heeded.engine.charts._runs import FEW, Measured, Run, Stretch

_MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True)
class RunWords:
    """What a run chart itself says, for whoever translates it."""

    median: str = "Broken line: the middle of all figures (median), {median}"
    first_and_last: str = (
        "{count} figures, from {first} on {from_day} to {last} on {to_day}. The middle one is {median}."
    )
    shift_up: str = "From {from_day} to {to_day} all lie above the middle: {count} in a row."
    shift_down: str = "From {from_day} to {to_day} all lie below the middle: {count} in a row."
    trend_up: str = "From {from_day} to {to_day} they only rise, repeats left out: {count} in a row."
    trend_down: str = "From {from_day} to {to_day} they only fall, repeats left out: {count} in a row."
    seldom: str = "So many in a row are seldom chance."
    nothing: str = "They differ no more than chance would give: nothing in them shows a change."
    second_higher: str = "The second is higher than the first."
    second_lower: str = "The second is lower than the first."
    rise: str = "They rise and never fall."
    fall: str = "They fall and never rise."
    waver: str = "They go up and down."
    same: str = "They are all the same."
    few: str = (
        "Fewer than {few} figures say little: the middle is rough, and chance is hard to tell from change."
    )
    why: str = "What changed, and why, no figure says."
    months: tuple[str, ...] = tuple(_MONTHS)


def said_of_run(run: Run, words: RunWords | None = None) -> tuple[str, ...]:
    """What the figures show, in plain sentences."""
    said = words or RunWords()
    first, last = run.points[0], run.points[-1]
    sentences = [
        said.first_and_last.format(
            count=len(run.points),
            first=figure(first),
            last=figure(last),
            from_day=day(first, said),
            to_day=day(last, said),
            median=amount(run.median, is_share=run.is_share),
        )
    ]
    if run.is_few:
        return (*sentences, _of_few(run.values, said), said.few.format(few=FEW), said.why)
    sentences += [_of(one, run, said.shift_up if one.up else said.shift_down, said) for one in run.shifts]
    sentences += [_of(one, run, said.trend_up if one.up else said.trend_down, said) for one in run.trends]
    return (*sentences, said.seldom if run.shifts or run.trends else said.nothing, said.why)


def _of_few(values: Sequence[float], words: RunWords) -> str:
    """Which way a few figures go, without a word on chance, which they cannot tell."""
    rises = any(before < after for before, after in pairwise(values))
    falls = any(before > after for before, after in pairwise(values))
    if rises and falls:
        return words.waver
    if not rises and not falls:
        return words.same
    if len(values) == 2:
        return words.second_higher if rises else words.second_lower
    return words.rise if rises else words.fall


def _of(stretch: Stretch, run: Run, template: str, words: RunWords) -> str:
    return template.format(
        from_day=day(run.points[stretch.first], words),
        to_day=day(run.points[stretch.last], words),
        count=stretch.length,
    )


def day(point: Measured, words: RunWords) -> str:
    """ "3 March 2019" """
    return f"{point.on.day} {words.months[point.on.month - 1]} {point.on.year}"


def figure(point: Measured) -> str:
    """ "18 of 20" reads as it was written down; a bare figure as it is."""
    return f"{plain(point.value)}/{plain(point.out_of)}" if point.out_of else plain(point.value)


def amount(value: float, *, is_share: bool) -> str:
    """A value as it is compared: a share in whole per cent."""
    return f"{100 * value:.0f}%" if is_share else plain(value)


def plain(value: float) -> str:
    """A number in as few figures as it needs, at most two after the point."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")
