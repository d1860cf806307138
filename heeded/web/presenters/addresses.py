"""Addresses of things that have a place on a page."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.urls import reverse

from heeded.engine.citation import as_text
from heeded.engine.records import Span


def page_address(document: str, page: int, *, question: str = "", spans: Iterable[Span] = ()) -> str:
    """The address that opens a document at a page, with a question's words or a citation marked."""
    place = as_text(tuple(spans))
    parts = {"page": page} | ({"q": question} if question else {}) | ({"at": place} if place else {})
    return f"{reverse('document', args=[document])}?{urlencode(parts)}#page={page}"


def page_words(page: int, label: str, *, paged: bool = True) -> str:
    """ "p. 12", or "p. 12 (printed iv)" where the printed label differs."""
    if not paged:
        return "no pages"
    return f"p. {page}" if label in ("", str(page)) else f"p. {page} (printed {label})"
