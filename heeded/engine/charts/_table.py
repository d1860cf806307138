"""The figures that pictures are drawn from, and what pictures say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from heeded.engine.charts._drawing import LINE, OWN_NAME, SMALL, TEAL, Drawing, Value, element, wrapped


@dataclass(frozen=True, slots=True)
class Count:
    """A number of reviews and of how many; `count` is none where it is hidden, `of` where that is."""

    count: int | None
    of: int | None = None

    @property
    def share(self) -> float | None:
        """Between 0 and 1; none where it is hidden or there are none to be a share of."""
        return min(1.0, self.count / self.of) if self.count is not None and self.of else None


@dataclass(frozen=True, slots=True)
class Line:
    """A theme or a lesson: its count in each column, and in all."""

    label: str
    counts: Sequence[Count]
    total: Count


@dataclass(frozen=True, slots=True)
class ChartWords:
    """What pictures themselves say, for whoever translates it."""

    of_reviews: str = "{count} of {of} reviews held"
    reviews: str = "{count} reviews"
    one_review: str = "1 review"
    total_is_hidden: str = "Number hidden"
    example: str = "3/12 means 3 of 12 reviews held"
    hidden: str = "* Hatched: hidden, because the number is small or would give a small one away"
    none_held: str = "– No review held"
    not_confirmed: str = "Not confirmed"
    no_year: str = "No year"
    in_circles: str = "In each circle: how many reviews"
    in_squares: str = "In each square: how many reviews have both themes, darker for more"
    of_itself: str = "On the slope: how many have that theme at all"
    description: str = "The table after the picture has every figure in it."


HIDDEN = "*"
NONE_HELD = "–"
FILL = "#a9d0d2"  # black words on it are read well
_HATCHING = element(
    "pattern",
    element("path", d="M0 6 6 0", stroke="#4b5d61", stroke_width=1),
    id=f"{OWN_NAME}-hidden",
    width=6,
    height=6,
    patternUnits="userSpaceOnUse",
)
HATCHED = f"url(#{OWN_NAME}-hidden)"


def hatching() -> str:
    """What hidden figures are filled with; a picture that hides none needs none."""
    return element("defs", _HATCHING)


def short(one: Count) -> str:
    """A figure in as few signs as it takes."""
    if one.count is None:
        return HIDDEN
    if one.of == 0:
        return NONE_HELD
    return f"{one.count}/{one.of}" if one.of is not None else str(one.count)


def said(one: Count, words: ChartWords) -> str:
    """A total in words."""
    if one.count is None:
        return words.total_is_hidden
    if one.of is not None:
        return words.of_reviews.format(count=one.count, of=one.of)
    return words.one_review if one.count == 1 else words.reviews.format(count=one.count)


def legend(drawing: Drawing, lines: Iterable[Line], entries: Sequence[str], words: ChartWords) -> None:
    """What the signs of a picture mean, as far as they stand in it."""
    counts = [one for line in lines for one in line.counts]
    shown = list(entries)
    if any(one.count == 0 and one.of == 0 for one in counts):
        shown.append(words.none_held)
    if any(one.count is None for one in counts):
        shown.append(words.hidden)
        drawing.raw(hatching())
    for entry in shown:
        for line in wrapped(entry, letters=50):
            drawing.height += LINE - 2
            drawing.words(line, font_size=SMALL)
    drawing.height += 8


def heading(drawing: Drawing, line: Line, words: ChartWords, *, number: int = 0) -> None:
    """What a part of a picture is about, and how many reviews in all."""
    label = f"{number}. {line.label}" if number else line.label
    for piece in wrapped(label, letters=38):
        drawing.height += LINE
        drawing.words(piece, font_weight=700)
    drawing.height += LINE - 2
    drawing.words(said(line.total, words), font_size=SMALL)


def bar_look(one: Count) -> dict[str, Value]:
    """How a bar is filled."""
    if one.count is None:
        return {"fill": HATCHED, "stroke": "#4b5d61", "stroke_width": 1}
    return {"fill": FILL, "stroke": TEAL, "stroke_width": 1}
