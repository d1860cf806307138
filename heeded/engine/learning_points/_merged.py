"""A learning point with every place where it is printed, and its words."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from heeded.engine.learning_points._report import Candidate, Part, Report


@dataclass(slots=True)
class Merged:
    """A learning point and every place where it is printed, the fullest first."""

    best: Candidate
    words: list[str]
    places: list[Candidate] = field(default_factory=list)


def text_of(report: Report, parts: Sequence[Part]) -> str:
    """The words of some parts, one line each."""
    text = ""
    for part in parts:
        block = report.blocks[part.block]
        piece = block.text[part.start : part.end].strip()
        # a sentence that a heading's face broke off goes on; everything else is a line of its own
        broken = (
            text
            and text[-1] not in ".:;?!"
            and (block.kind == "row" or block.kind == "paragraph" and piece[:1].islower())
        )
        gap = "" if broken and text[-1] == "-" else " " if broken else "\n" if text else ""
        text += gap + piece
    return text
