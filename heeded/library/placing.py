"""Where quoted words stand today.

A document may be read anew after it was cited: by a better reader, or with OCR. Whatever cites it (lines of briefings,
codings) keeps the words that were quoted; where they stand is looked up again, so that no link marks other words.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Protocol

from django.db.models import Q

from heeded.engine.citation import find_again, stands
from heeded.engine.records import Citation, Span
from heeded.engine.records import Page as PageRead
from heeded.library.layout import spans_from_row, spans_to_row
from heeded.library.models import Page


class Cites(Protocol):
    """A row that quotes a document: a line of a briefing, the place of a coding."""

    @property
    def document_id(self) -> int | None: ...

    page: int | None
    spans: list[list[int]]
    quote: str
    before: str
    after: str
    stands_as_quoted: bool  # in memory only


def place(rows: Iterable[Cites]) -> None:
    """Give each row that cites a document, in memory, the page and spans of its quoted words as they stand today, and
    say in `stands_as_quoted` whether they do. Words that are gone have no page and no spans. Saves nothing."""
    cited = [row for row in rows if row.document_id is not None]
    texts = _texts(cited)
    astray: dict[int, list[Cites]] = defaultdict(list)
    for row in cited:
        if not stands(row.quote, spans_from_row(row.spans), texts[row.document_id or 0]):
            astray[row.document_id or 0].append(row)
    for document, some in astray.items():
        pages = cited_pages(document)
        for row in some:
            place_on(row, pages)


def cited_pages(document: int, numbers: Iterable[int] | None = None) -> tuple[PageRead, ...]:
    """The texts of a document (by primary key) as they were laid down: of all pages, or those of these numbers.
    Enough to cite from; a report's lines and boxes are not fetched."""
    rows = Page.objects.filter(document=document).order_by("number")
    if numbers is not None:
        rows = rows.filter(number__in=set(numbers))
    return tuple(PageRead(number, text, ()) for number, text in rows.values_list("number", "text"))


def numbers_in(spans: Iterable[Span]) -> set[int]:
    """The numbers of the pages that spans lie on."""
    return {span.page for span in spans}


def _texts(rows: Sequence[Cites]) -> dict[int, dict[int, str]]:
    """The texts of the pages that rows say they stand on: by document, by number."""
    wanted: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        wanted[row.document_id or 0] |= numbers_in(spans_from_row(row.spans))
    found: dict[int, dict[int, str]] = {document: {} for document in wanted}
    if wanted:
        which = reduce(or_, (Q(document=key, number__in=numbers) for key, numbers in wanted.items()))
        for document, number, text in Page.objects.filter(which).values_list("document", "number", "text"):
            found[document][number] = text
    return found


def place_on(row: Cites, pages: Sequence[PageRead]) -> None:
    """The same for one row, on these pages."""
    citation = Citation(spans_from_row(row.spans), row.quote, row.before, row.after)
    spans = find_again(citation, pages) or ()
    row.spans, row.page = spans_to_row(spans), spans[0].page if spans else None
    row.stands_as_quoted = stands(row.quote, spans, {page.number: page.text for page in pages})
