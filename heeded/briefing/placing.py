"""Where the words of lines stand today.

A document may be read anew after a briefing was made: by a better reader, or with OCR. A line keeps the words that
were quoted; where they stand is looked up again, so that its link never marks other words.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

from django.db.models import Q

from heeded.briefing.models import Line
from heeded.engine.citation import find_again, stands
from heeded.engine.records import Citation, Span
from heeded.engine.records import Page as PageRead
from heeded.library.layout import spans_from_row, spans_to_row
from heeded.library.models import Page


def place(lines: Iterable[Line]) -> None:
    """Give each line, in memory, the page and spans of its quoted words as they stand today, and say in
    `stands_as_quoted` whether they do. Words that are gone have no page and no spans. Saves nothing."""
    cited = [line for line in lines if line.document_id is not None]
    texts = _texts(cited)
    astray: dict[int, list[Line]] = defaultdict(list)
    for line in cited:
        if not stands(line.quote, spans_from_row(line.spans), texts[line.document_id or 0]):
            astray[line.document_id or 0].append(line)
    for document, some in astray.items():
        pages = cited_pages(document)
        for line in some:
            _place_again(line, pages)


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


def _texts(lines: Sequence[Line]) -> dict[int, dict[int, str]]:
    """The texts of the pages that lines say they stand on: by document, by number."""
    wanted: dict[int, set[int]] = defaultdict(set)
    for line in lines:
        wanted[line.document_id or 0] |= numbers_in(spans_from_row(line.spans))
    found: dict[int, dict[int, str]] = {document: {} for document in wanted}
    if wanted:
        which = reduce(or_, (Q(document=key, number__in=numbers) for key, numbers in wanted.items()))
        for document, number, text in Page.objects.filter(which).values_list("document", "number", "text"):
            found[document][number] = text
    return found


def _place_again(line: Line, pages: Sequence[PageRead]) -> None:
    citation = Citation(spans_from_row(line.spans), line.quote, line.before, line.after)
    spans = find_again(citation, pages) or ()
    line.spans, line.page = spans_to_row(spans), spans[0].page if spans else None
    line.stands_as_quoted = stands(line.quote, spans, {page.number: page.text for page in pages})
