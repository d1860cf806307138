from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from heeded.core.rows import insert_rows, update_rows
from heeded.engine.records import Block, Reading
from heeded.engine.records import Page as PageRead
from heeded.library.layout import block_to_row, line_to_row
from heeded.library.models import Document, Page

_READ = ("label", "text", "lines", "words", "width", "height", "source")


@transaction.atomic
def save_pages(
    document: Document, reading: Reading, *, words: dict[int, list[list[Any]]] | None = None
) -> None:
    """Lay a reading down. Raw text that is already there word for word stays as it is, row and all."""
    held = dict(document.pages.values_list("number", "pk"))
    made = [_page_row(document, page, (words or {}).get(page.number, [])) for page in reading.pages]
    for page in made:
        page.pk = held.get(page.number)
    insert_rows([page for page in made if page.pk is None])
    update_rows([page for page in made if page.pk is not None], _READ)
    document.pages.filter(number__gt=len(made)).delete()
    document.page_count, document.paged = len(made), reading.paged
    document.hidden = hidden_summary(reading.pages)
    document.notes = list(reading.notes)
    document.save(update_fields=["page_count", "paged", "hidden", "notes"])


@transaction.atomic
def save_blocks(document: Document, blocks: Sequence[Block]) -> None:
    """Lay the cleaned view beside the pages: each block on the page where it begins."""
    by_page: dict[int, list[list[Any]]] = defaultdict(list)
    for block in blocks:
        by_page[block.page].append(block_to_row(block))
    pages = [
        Page(pk=key, blocks=by_page.get(number, []))
        for number, key in document.pages.values_list("number", "pk")
    ]
    update_rows(pages, ["blocks"])


def hidden_summary(pages: Iterable[PageRead]) -> list[dict[str, Any]]:
    """Where something is hidden and how, never the words."""
    counts = Counter((hidden.page, hidden.reason) for page in pages for hidden in page.hidden)
    return [
        {"page": page, "reason": reason, "count": count} for (page, reason), count in sorted(counts.items())
    ]


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
