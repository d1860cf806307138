"""What is compared, and what comes out."""

from collections.abc import Hashable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """A recommendation, finding, question or learning point of a review.

    `kinds` are values of `briefing.PointKind`: what it asks for; where there are none, as of findings, they count
    neither for nor against. `addressees` (values of `vocabulary.Agency`) and `year` are for whoever shows it: they
    never count, as a lesson is the same to whomever and whenever it is taught.
    """

    key: Hashable
    text: str
    review: Hashable
    year: int | None = None
    addressees: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
