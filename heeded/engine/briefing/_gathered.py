"""What goes into a gathering of many reviews, and what comes out."""

from dataclasses import dataclass

from heeded.engine.briefing._records import Is, Role


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage that answers a question. `review` numbers its review, `marks` are the words that were found."""

    text: str
    kind: str
    speaker: str
    review: int
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Gathered:
    """A sentence chosen: characters `start` to `end` of passage `passage`, the part it belongs to, whether it
    explains. `text` is the sentence without its printed number and label."""

    passage: int
    start: int
    end: int
    text: str
    role: Role
    why: Is
    weight: float
