"""The years across a picture."""

import re
from dataclasses import dataclass

from heeded.engine.charts._drawing import GREY, RULE, SMALL, Drawing, across, element

_DAY = re.compile(r"^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_MOST_TICKS = 6
_STEPS = (1, 2, 5, 10, 20, 50, 100)
_MARGIN = 0.02  # of the width, so that a mark on the edge is drawn whole


@dataclass(frozen=True, slots=True)
class Years:
    """From the beginning of one year to the end of another."""

    first: int
    last: int

    @classmethod
    def of(cls, instants: list[float]) -> "Years":
        """Whole steps that hold these instants."""
        first, last = int(min(instants)), int(max(instants))
        step = _step(last + 1 - first)
        return cls(first - first % step, last - last % step + step)

    def place(self, instant: float) -> float:
        """Where an instant stands, as a share of the width."""
        share = (instant - self.first) / (self.last - self.first)
        return _MARGIN + (1 - 2 * _MARGIN) * min(1.0, max(0.0, share))

    def draw(self, drawing: Drawing, *, top: float, foot: float, named: bool) -> None:
        """A line at the beginning of each step, with its year above where it is named."""
        ticks = range(self.first, self.last + 1, _step(self.last - self.first))
        for year in ticks:
            x = across(self.place(year))
            drawing.add("line", x1=x, x2=x, y1=top, y2=foot, stroke=RULE, stroke_width=1)
            if named:
                ends = {ticks[0]: "start", ticks[-1]: "end"}
                anchor = ends.get(year, "middle")
                drawing.words(str(year), x=x, y=top - 4, font_size=SMALL, fill=GREY, text_anchor=anchor)


def beginning(day: str) -> float | None:
    """The instant at which a year, month or day ("2008", "2008-03", "2008-03-14") begins, in years; none if it is
    no date."""
    found = _DAY.match(day)
    if found is None:
        return None
    year, month, day_of_month = (int(part) if part else 1 for part in found.groups())
    return year + (min(month, 12) - 1) / 12 + (min(day_of_month, 31) - 1) / 372


def ending(day: str) -> float | None:
    """The instant at which it ends."""
    begins = beginning(day)
    found = _DAY.match(day)
    if begins is None or found is None:
        return None
    length = 1 / 372 if found[3] else 1 / 12 if found[2] else 1.0
    return begins + length * 0.999


def diamond(*, filled: bool, colour: str) -> str:
    """A mark with its middle at the origin."""
    return element(
        "path", d="M0-7 7 0 0 7-7 0Z", fill=colour if filled else "#fff", stroke=colour, stroke_width=2
    )


def _step(years: int) -> int:
    return next((step for step in _STEPS if years / step <= _MOST_TICKS), _STEPS[-1])
