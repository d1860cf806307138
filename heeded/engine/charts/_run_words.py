"""What a run chart says in words."""

from dataclasses import dataclass

from heeded.engine.charts._runs import FEW, Measured, Run, Stretch

_MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True)
class RunWords:
    """What a run chart itself says, for whoever translates it."""

    median: str = "Broken line: the middle of all figures (median), {median}"
    first_and_last: str = (
        "{count} figures, from {first} on {from_day} to {last} on {to_day}. The middle one is {median}."
    )
    shift_up: str = (
        "From {from_day} to {to_day} all lie above the middle: {count} in a row, seldom by chance."
    )
    shift_down: str = (
        "From {from_day} to {to_day} all lie below the middle: {count} in a row, seldom by chance."
    )
    trend_up: str = (
        "From {from_day} to {to_day} they only rise, repeats left out: {count} in a row, seldom by chance."
    )
    trend_down: str = (
        "From {from_day} to {to_day} they only fall, repeats left out: {count} in a row, seldom by chance."
    )
    nothing: str = "They go up and down no more than chance would give: nothing in them shows a change."
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
    sentences += [_of(one, run, said.shift_up if one.up else said.shift_down, said) for one in run.shifts]
    sentences += [_of(one, run, said.trend_up if one.up else said.trend_down, said) for one in run.trends]
    if not run.shifts and not run.trends:
        sentences.append(said.nothing)
    if run.is_few:
        sentences.append(said.few.format(few=FEW))
    return (*sentences, said.why)


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
