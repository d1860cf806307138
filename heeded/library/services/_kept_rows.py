"""Rows across readings: what is found again keeps its row and what a person decided; what is not stays, marked so."""

from collections.abc import Mapping, Sequence

from heeded.engine.citation import cite
from heeded.engine.records import (
    Citation,
    Page,
    Span,
)
from heeded.library.models import (
    Fact,
    LearningPoint,
    Section,
)


def cited_on(pages: Mapping[int, Page], spans: Sequence[Span]) -> Citation:
    """The citation of `spans`, with the words around them."""
    return cite([pages[number] for number in {span.page for span in spans}], spans)


def mark_lost(
    model: type[Section] | type[LearningPoint] | type[Fact],
    old: Sequence[Section | LearningPoint | Fact],
    rows: Sequence[Section | LearningPoint | Fact],
) -> None:
    """Mark the old rows that were not found again."""
    lost = {row.pk for row in old} - {row.pk for row in rows}
    if lost:
        model.objects.filter(pk__in=lost).update(found=False)
