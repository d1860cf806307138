import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from heeded.core.rows import insert_values, update_rows, update_values
from heeded.engine.records import Block, Reading
from heeded.engine.records import Page as PageRead
from heeded.library.layout import blocks_written, line_to_row, lines_written
from heeded.library.models import Document, Page

_ALL = ("document", "number", "label", "text", "lines", "blocks", "words", "width", "height", "source")
_READ = ("label", "text", "lines", "words", "width", "height", "source")


@transaction.atomic
def save_pages(
    document: Document, reading: Reading, *, words: dict[int, list[list[Any]]] | None = None
) -> None:
    """Lay a reading down. Raw text that is already there word for word stays as it is, row and all."""
    held = dict(document.pages.values_list("number", "pk"))
    boxes, key, count = words or {}, document.pk, len(reading.pages)
    fresh = [page for page in reading.pages if page.number not in held]
    insert_values(Page, _ALL, [_values(key, page, boxes.get(page.number, [])) for page in fresh])
    again = [
        _page_row(document, page, boxes.get(page.number, [])) for page in reading.pages if page.number in held
    ]
    for row in again:
        row.pk = held[row.number]
    update_rows(again, _READ)
    document.pages.filter(number__gt=count).delete()
    document.page_count, document.paged = count, reading.paged
    document.hidden = hidden_summary(reading.pages)
    document.notes = list(reading.notes)
    document.save(update_fields=["page_count", "paged", "hidden", "notes"])


@transaction.atomic
def save_blocks(document: Document, blocks: Sequence[Block]) -> None:
    """Lay the cleaned view beside the pages: each block on the page where it begins."""
    by_page: dict[int, list[Block]] = defaultdict(list)
    for block in blocks:
        by_page[block.page].append(block)
    held = document.pages.values_list("number", "pk")
    update_values(Page, "blocks", [(blocks_written(by_page.get(number, ())), key) for number, key in held])


def hidden_summary(pages: Iterable[PageRead]) -> list[dict[str, Any]]:
    """Where something is hidden and how, never the words."""
    counts = Counter((hidden.page, hidden.reason) for page in pages for hidden in page.hidden)
    return [
        {"page": page, "reason": reason, "count": count} for (page, reason), count in sorted(counts.items())
    ]


def _values(document: int, page: PageRead, words: list[list[Any]]) -> tuple[Any, ...]:
    """A new page's row: the values of `_ALL`."""
    return (
        document,
        page.number,
        (page.label or "")[:30],
        page.text.replace("\x00", " "),
        lines_written(page.lines),
        "[]",
        json.dumps(words),
        page.width,
        page.height,
        page.source,
    )


def _page_row(document: Document, page: PageRead, words: list[list[Any]]) -> Page:
    return Page(
        document=document,
        number=page.number,
        label=(page.label or "")[:30],
        text=page.text.replace("\x00", " "),
        lines=[line_to_row(line) for line in page.lines],
        words=words,
        width=page.width,
        height=page.height,
        source=page.source,
    )
