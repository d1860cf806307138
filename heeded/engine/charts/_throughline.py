"""The throughline of one lesson: every review that taught it, one under the other, in time."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from heeded.engine.charts._drawing import LINE, RULE, SMALL, TEAL, Drawing, across, at, element, wrapped
from heeded.engine.charts._years import Years, beginning, diamond, ending

_TRACK = 22  # height of the stretch that holds a mark


class DatedBy(Enum):
    """What a row is placed by."""

    PERIOD = "period"  # when that happened which the review is about
    PUBLICATION = "publication"  # only when it came out is known
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Taught:
    """One review that taught the lesson.

    `first` and `last` are a year, month or day ("2008", "2008-03", "2008-03-14"): the period under review, or the
    publication in `first` alone. `detail` stands under the label: the board, the review's title. `mark` is a few
    words after the dates: "Recommendation 4". A proposal is drawn hollow and says so.
    """

    label: str
    first: str = ""
    last: str = ""
    dated_by: DatedBy = DatedBy.PERIOD
    address: str = ""
    mark: str = ""
    detail: str = ""
    is_proposed: bool = False


@dataclass(frozen=True, slots=True)
class ThroughlineWords:
    """What the picture itself says, for whoever translates it."""

    period: str = "Period under review"
    publication: str = "Published (period not known here)"
    unknown: str = "Date not known here"
    proposed: str = "Hollow: proposed by machine, not decided"
    proposal: str = "proposed by machine"
    published: str = "published"
    to: str = "to"
    description: str = "One row for each review, the earliest first."


def throughline(
    rows: Iterable[Taught], *, title: str, words: ThroughlineWords | None = None, description: str = ""
) -> str:
    """Draw the reviews that taught a lesson, the earliest first and those without a date last; nothing of no rows.

    The description of the picture is each row in words, unless another is given.
    """
    said = words or ThroughlineWords()
    shown = sorted((_placed(row) for row in rows), key=lambda one: (one.begins is None, one.begins or 0.0))
    if not shown:
        return ""
    drawing = Drawing()
    _legend(drawing, shown, said)
    instants = [instant for one in shown for instant in (one.begins, one.ends) if instant is not None]
    years = Years.of(instants) if instants else None
    if years:
        drawing.height += 22
        years.draw(drawing, top=drawing.height, foot=drawing.height + 4, named=True)
        drawing.height += 4
    for one in shown:
        drawing.cut()
        _row(drawing, one, years, said)
    described = description or " ".join([said.description, *(f"{_described(one, said)}." for one in shown)])
    return drawing.finished(title=title, description=described)


@dataclass(frozen=True, slots=True)
class _Placed:
    row: Taught
    begins: float | None
    ends: float | None

    @property
    def dated_by(self) -> DatedBy:
        return DatedBy.UNKNOWN if self.begins is None else self.row.dated_by


def _placed(row: Taught) -> _Placed:
    if row.dated_by is DatedBy.UNKNOWN:
        return _Placed(row, None, None)
    begins, ends = beginning(row.first or row.last), ending(row.last or row.first)
    if row.dated_by is DatedBy.PUBLICATION or begins is None or ends is None:
        return _Placed(row, begins, begins)
    return _Placed(row, min(begins, ends), max(begins, ends))


def _row(drawing: Drawing, one: _Placed, years: Years | None, words: ThroughlineWords) -> None:
    linked = {"text_decoration": "underline", "fill": TEAL} if one.row.address else {}
    lines = Drawing(drawing.height)
    for line in wrapped(one.row.label, letters=38):
        lines.height += LINE
        lines.words(line, font_weight=700, **linked)
    for line in wrapped(" · ".join(part for part in (_when(one, words), one.row.mark) if part)):
        lines.height += LINE
        lines.words(line)
    for line in wrapped(one.row.detail) if one.row.detail else ():
        lines.height += LINE
        lines.words(line, font_size=SMALL)
    drawing.height = lines.height
    if years is not None and one.begins is not None and one.ends is not None:
        lines.height += _TRACK / 2 + 3
        years.draw(lines, top=lines.height - 9, foot=lines.height + 9, named=False)
        lines.add("line", x1=0, x2="100%", y1=lines.height, y2=lines.height, stroke=RULE, stroke_width=1)
        _mark(lines, one, years)
        drawing.height += _TRACK
    drawing.join(lines, link=one.row.address)
    drawing.height += 10


def _mark(drawing: Drawing, one: _Placed, years: Years) -> None:
    assert one.begins is not None and one.ends is not None
    y, left, right = drawing.height, years.place(one.begins), years.place(one.ends)
    filled = not one.row.is_proposed
    if one.dated_by is DatedBy.PUBLICATION:
        drawing.add("g", at(left, y=y, content=diamond(filled=filled, colour=TEAL)))
        return
    drawing.add("g", at(left, y=y, content=_end(filled)) + at(right, y=y, content=_end(filled)))
    drawing.add(
        "rect",
        x=across(left),
        width=across(right - left),
        y=y - 5,
        height=10,
        fill=TEAL if filled else "#fff",
        stroke=TEAL,
        stroke_width=2,
        **({} if filled else {"stroke_dasharray": "4 2"}),
    )


def _end(filled: bool) -> str:
    """Shows a period that is too short to be seen as a bar."""
    return element("circle", r=4, fill=TEAL if filled else "#fff", stroke=TEAL, stroke_width=2)


def _legend(drawing: Drawing, shown: list[_Placed], words: ThroughlineWords) -> None:
    kinds = {one.dated_by for one in shown}
    bar = element("rect", x=-8, y=-5, width=16, height=10, fill=TEAL, stroke=TEAL, stroke_width=2)
    hollow = element(
        "rect", x=-8, y=-5, width=16, height=10, fill="#fff", stroke=TEAL, stroke_dasharray="4 2"
    )
    entries = [
        (bar, words.period, DatedBy.PERIOD in kinds),
        (diamond(filled=True, colour=TEAL), words.publication, DatedBy.PUBLICATION in kinds),
        (hollow, words.proposed, any(one.row.is_proposed for one in shown)),
    ]
    for shape, said, is_there in entries:
        if is_there:
            drawing.height += LINE
            drawing.add("g", shape, transform=f"translate(9 {drawing.height - 5:g})")
            drawing.words(said, x=26, font_size=SMALL)


def _when(one: _Placed, words: ThroughlineWords) -> str:
    row = one.row
    if one.dated_by is DatedBy.UNKNOWN:
        return words.unknown
    if one.dated_by is DatedBy.PUBLICATION:
        return f"{words.published} {(row.first or row.last)[:4]}"
    first, last = (row.first or row.last)[:4], (row.last or row.first)[:4]
    return first if first == last else f"{first} {words.to} {last}"


def _described(one: _Placed, words: ThroughlineWords) -> str:
    parts = [one.row.label, _when(one, words), one.row.mark, words.proposal if one.row.is_proposed else ""]
    return ", ".join(part for part in parts if part)
