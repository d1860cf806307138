"""Where words stand: the same in every answer."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Any

from django.urls import reverse
from ninja import Field

from heeded.api.shape import Shape
from heeded.engine import citation
from heeded.engine.records import Span as SpanRecord
from heeded.engine.vocabulary import Choice

Identifier = Annotated[str, Field(pattern=r"^[0-9a-z-]{1,40}$", description="Lasting identifier")]


class FoundBy(Choice):
    """Who says so. What a machine found is a proposal until a person has decided."""

    MACHINE = "machine", "Found by machine"
    PERSON = "person", "Decided by a person"


class Span(Shape):
    """Characters of a page's raw text, which is stored once and never rewritten."""

    page: int = Field(description="Number in the file, from 1")
    start: int = Field(description="First character, from 0")
    end: int = Field(description="One beyond the last")


class Citation(Shape):
    """A stretch of a document. `document` with `at` finds it again, here and on every other node, for good."""

    document: str = Field(description="Identifier of the document")
    page: int
    at: str = Field(description="The spans as one text, such as p12.340-512+p13.0-80")
    spans: list[Span]
    address: str = Field(description="Path of the page where people read it")


class Quotation(Citation):
    """A citation with its words, and a few before and after them."""

    quote: str
    before: str = ""
    after: str = ""


def span_list(spans: Iterable[SpanRecord]) -> list[Span]:
    return [Span(page=span.page, start=span.start, end=span.end) for span in spans]


def citation_of(document: str, spans: Sequence[SpanRecord], *, page: int | None = None) -> Citation:
    """The citation of spans of one document."""
    return Citation(**_where(document, spans, page))


def quotation_of(
    document: str, rows: Iterable[Sequence[int]], *, quote: str, before: str = "", after: str = ""
) -> Quotation:
    """The citation of spans as they lie in the database, with its words."""
    spans = [SpanRecord(*row) for row in rows]
    return Quotation(**_where(document, spans, None), quote=quote, before=before, after=after)


def _where(document: str, spans: Sequence[SpanRecord], page: int | None) -> dict[str, Any]:
    number = page or (spans[0].page if spans else 1)
    at = citation.as_text(spans)
    return {
        "document": document,
        "page": number,
        "at": at,
        "spans": span_list(spans),
        "address": reverse("cite", args=[document, at or f"p{number}"]),
    }
