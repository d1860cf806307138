"""The headings that a reading found, saved as rows."""

from collections.abc import Sequence

from django.db import transaction

from heeded.core.rows import insert_rows, update_rows
from heeded.engine.records import (
    SectionFound,
)
from heeded.library._matching import match
from heeded.library.layout import spans_to_row
from heeded.library.models import (
    Document,
    Section,
)
from heeded.library.services._kept_rows import mark_lost

_SECTION = (
    "order",
    "number",
    "title",
    "level",
    "kind",
    "page",
    "spans",
    "first_block",
    "last_block",
    "found",
)


@transaction.atomic
def save_sections(document: Document, sections: Sequence[SectionFound]) -> None:
    """Save the heading tree. A kind that a person decided stays."""
    old = list(document.sections.order_by("order"))
    same = match(old, sections, old_words=_section_words, new_words=_section_words)
    rows = [held or Section(document=document) for held in same]
    for order, (row, section) in enumerate(zip(rows, sections, strict=True)):
        _fill_section(row, order, section)
    insert_rows([row for row in rows if row.pk is None])
    update_rows([row for row in rows if row.pk is not None], _SECTION)
    mark_lost(Section, old, rows)


def _section_words(section: Section | SectionFound) -> str:
    return f"{section.page} {section.title}"


def _fill_section(row: Section, order: int, section: SectionFound) -> None:
    row.order, row.number, row.title = order, section.number[:30], section.title[:500]
    row.level, row.page, row.spans = section.level, section.page, spans_to_row(section.spans)
    row.kind = row.kind if row.kind_decided_by else section.kind
    row.first_block, row.last_block, row.found = section.first, section.last, True
