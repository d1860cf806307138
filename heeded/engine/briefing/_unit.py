"""A sentence that a briefing may be made of, and what is known of it."""

from dataclasses import dataclass

from heeded.engine.records import Span


@dataclass(slots=True)
class Unit:
    """One sentence. `place` counts units from 0 in the order of the report; `point` is an index into the learning
    points, -1 for none; `running` an index into the running sentences, -1 for what is not running text."""

    place: int
    text: str
    spans: tuple[Span, ...]
    words: list[str]
    kind: str
    speaker: str
    section: int
    block: int
    point: int = -1
    point_kind: str = ""
    point_first: bool = False
    asks: bool = False  # the first sentence of a recommendation that asks for something
    running: int = -1
    times: int = 1  # how often it is printed

    @property
    def page(self) -> int:
        return self.spans[0].page
