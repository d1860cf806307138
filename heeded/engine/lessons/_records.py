"""What is compared, and what comes out."""

from collections.abc import Hashable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """A recommendation, finding, question or learning point of a review.

    `addressees` are values of `vocabulary.Agency`, `kinds` values of `briefing.PointKind`: what it asks for. Both may
    be empty, as they are for findings; then they count neither for nor against.
    """

    key: Hashable
    text: str
    review: Hashable
    year: int | None = None
    addressees: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
