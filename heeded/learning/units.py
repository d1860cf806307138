"""What two coders are compared by: a theme in a document, in one of its passages, or of a person in it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from heeded.engine.frameworks import CodeValue
from heeded.engine.records import Span
from heeded.learning.models import CodingPlace, RoundUnit
from heeded.library.layout import spans_from_row

BOTH = "both"  # settled so: what each of the two coded stands on its own words
_SAID_NOTHING = CodeValue.NOT_MENTIONED
Passages = Mapping[int, Sequence[tuple[Span, ...]]]  # by primary key of a document, where its passages stand


@dataclass(frozen=True, slots=True)
class UnitKey:
    """What is compared: a theme in a document, in one of its passages, or of a person in it."""

    document: int
    theme: int
    subject: int | None = None
    adult: int | None = None
    passage: tuple[Span, ...] = ()


def key_of(unit: RoundUnit) -> UnitKey:
    """The key of a row that was kept."""
    return UnitKey(
        unit.document_id, unit.theme_id, unit.subject_id, unit.adult_id, spans_from_row(unit.spans)
    )


def keys_of(place: CodingPlace, passages: Passages) -> Iterator[UnitKey]:
    """What a coding says something of: where passages count, those that its words touch."""
    coding, document = place.coding, place.document_id or 0
    key = UnitKey(document, coding.theme_id, coding.subject_id, coding.adult_id)
    if coding.target != "passage" or not passages:
        yield key
        return
    words = spans_from_row(place.spans)
    touched = [passage for passage in passages.get(document, ()) if overlap(words, passage)]
    for passage in touched:
        yield UnitKey(document, coding.theme_id, passage=passage)
    if not touched:  # words that stand in no passage, as on a title page
        yield key


def counts(unit: RoundUnit) -> str:
    """What counts of a unit: what was settled, or what both said; blank where they differ and nobody has settled it."""
    if unit.settled:
        return unit.settled
    first, second = unit.first or _SAID_NOTHING, unit.second or _SAID_NOTHING
    return first if first == second else ""


def overlap(one: Iterable[Span], other: Iterable[Span]) -> bool:
    """Whether two stretches of words share a character."""
    others = list(other)
    return any(a.page == b.page and a.start < b.end and b.start < a.end for a in one for b in others)
