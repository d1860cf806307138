"""Addresses of things that have a place on a page."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.urls import reverse

from heeded.engine.citation import as_text
from heeded.engine.records import Span


def page_address(
    document: str,
    page: int,
    *,
    question: str = "",
    spans: Iterable[Span] = (),
    meant: Iterable[Span] = (),
    place: str = "",
) -> str:
    """The address that opens a document at a page: at the passage cited (`spans`) where that begins there, else at
    `place`, else at the page's head. The words of the question are marked, and `meant`, what is close in meaning."""
    cited = tuple(spans)
    asked = {"q": question, "at": as_text(cited), "means": as_text(tuple(meant))}
    parts = {"page": page} | {name: value for name, value in asked.items() if value}
    place = place or ("cited" if cited and cited[0].page == page else f"page={page}")
    return f"{reverse('document', args=[document])}?{urlencode(parts)}#{place}"


def more_like_address(document: str, page: int, start: int) -> str:
    """The lasting address of the passages that say something like the one at this place."""
    return reverse("more-like", args=[document, page, start])


def more_like_point_address(identifier: str) -> str:
    """The lasting address of the learning points that say something like this one."""
    return reverse("more-like-point", args=[identifier])


def page_words(page: int, label: str, *, paged: bool = True) -> str:
    """ "p. 12", or "p. 12 (printed iv)" where the printed label differs."""
    if not paged:
        return "no pages"
    return f"p. {page}" if label in ("", str(page)) else f"p. {page} (printed {label})"
