"""The passages that a reading found, saved as rows: the units of search."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from heeded.core.rows import insert_values, update_rows
from heeded.core.services import ChangeKind, note_change
from heeded.engine.records import (
    PassageFound,
)
from heeded.library.layout import pieces_to_row, pieces_written
from heeded.library.models import (
    Document,
    Passage,
)

_PASSAGE = ("order", "section", "page", "pieces", "kind", "speaker", "heading", "ocr")
_NEW_PASSAGE = ("document", "text", *_PASSAGE)


@transaction.atomic
def save_passages(document: Document, passages: Sequence[PassageFound], *, ocr_pages: frozenset[int]) -> None:
    """Save the units of search. A passage whose words are as before keeps its row."""
    held: dict[str, list[Passage]] = defaultdict(list)
    for old in document.passages.order_by("-order"):
        held[old.text].append(old)
    sections = dict(document.sections.filter(found=True).values_list("order", "pk"))
    rows: list[Passage] = []
    fresh: list[tuple[Any, ...]] = []
    for order, passage in enumerate(passages):
        page, section, heading = passage.pieces[0].page, sections.get(passage.section), passage.heading[:500]
        kind, speaker, ocr = passage.kind, passage.speaker, page in ocr_pages
        if not (same := held.get(passage.text)):
            where = (document.pk, passage.text, order, section, page, pieces_written(passage.pieces))
            fresh.append((*where, kind, speaker, heading, ocr))
            continue
        row = same.pop()
        row.order, row.section_id, row.page, row.pieces = order, section, page, pieces_to_row(passage.pieces)
        row.kind, row.speaker, row.heading, row.ocr = kind, speaker, heading, ocr
        rows.append(row)
    Passage.objects.filter(pk__in=[old.pk for olds in held.values() for old in olds]).delete()
    update_rows(rows, _PASSAGE)
    insert_values(Passage, _NEW_PASSAGE, fresh)
    note_change(ChangeKind.PASSAGES, thing_kind="document", thing=document.pk)
