"""The learning points that a reading found, saved as rows with their places."""

from collections.abc import Sequence

from django.db import transaction

from heeded.core.rows import insert_rows, update_rows
from heeded.core.services import ChangeKind, note_change
from heeded.engine.records import (
    Citation,
    LearningPointFound,
    Page,
)
from heeded.library._matching import match
from heeded.library.layout import spans_to_row
from heeded.library.models import (
    Document,
    LearningPoint,
    LearningPointPlace,
)
from heeded.library.services._kept_rows import cited_on, mark_lost

_POINT = ("order", "kind", "number", "text", "addressees", "agencies", "confidence", "found")


@transaction.atomic
def save_learning_points(
    document: Document, pages: Sequence[Page], points: Sequence[LearningPointFound]
) -> None:
    """Save recommendations, findings and the like. Rows that a person decided keep their words; they are known by
    the words printed in the report, which a person may have corrected."""
    old = list(document.learning_points.filter(entered_by="").order_by("order").prefetch_related("places"))
    by_number = {page.number: page for page in pages}
    places = [[cited_on(by_number, spans) for spans in point.places] for point in points]
    printed = [cited[0].quote for cited in places]
    same = match(old, printed, old_words=_printed_words, new_words=str)
    rows = [held or LearningPoint(work_id=document.work_id, document=document) for held in same]
    for order, (row, point) in enumerate(zip(rows, points, strict=True)):
        _fill_learning_point(row, order, point)
    update_rows([row for row in rows if row.pk is not None], _POINT)
    LearningPoint.objects.bulk_create([row for row in rows if row.pk is None])
    LearningPointPlace.objects.filter(learning_point__in=[row.pk for row in rows]).delete()
    insert_rows(
        [_place_row(row, n, c) for row, cited in zip(rows, places, strict=True) for n, c in enumerate(cited)]
    )
    mark_lost(LearningPoint, old, rows)
    note_change(ChangeKind.LEARNING_POINTS, thing_kind="document", thing=document.pk)


def _printed_words(point: LearningPoint) -> str:
    first = min(point.places.all(), key=lambda place: place.order, default=None)
    return first.quote if first else point.text


def _fill_learning_point(row: LearningPoint, order: int, point: LearningPointFound) -> None:
    row.order, row.found = order, True
    if row.state == "proposed":
        row.kind, row.number, row.text = point.kind, point.number[:30], point.text
        row.addressees, row.agencies = list(point.addressees), list(point.agencies)
        row.confidence = point.confidence


def _place_row(row: LearningPoint, order: int, citation: Citation) -> LearningPointPlace:
    return LearningPointPlace(
        learning_point=row,
        order=order,
        page=citation.spans[0].page,
        spans=spans_to_row(citation.spans),
        quote=citation.quote,
        before=citation.before[:200],
        after=citation.after[:200],
    )
