"""One printed line, as the parts of this room hand it to each other."""

from dataclasses import dataclass

from heeded.engine.flow._mending import Cut


@dataclass(slots=True)
class Row:
    """One printed line. `cuts` is None where its text stands unbroken in the raw text from `start`."""

    page: int
    text: str
    start: int
    cuts: tuple[Cut, ...] | None
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool
    italic: bool
    box: int
    cell: tuple[int, int] | None
    style: str

    @property
    def pieces(self) -> tuple[Cut, ...]:
        return self.cuts if self.cuts is not None else ((0, self.start, len(self.text)),)
