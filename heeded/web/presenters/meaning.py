"""Search by meaning on the page: how to search, how a passage was found, and what is like a passage or a point."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy

from heeded.library.models import Document, Page
from heeded.search.request import SearchRequest
from heeded.search.results import CLOSE, PassageHit, SearchResults
from heeded.search.vectors import folder
from heeded.web.presenters.addresses import more_like_address

MODE_WORDS = {
    "both": gettext_lazy("Words and meaning"),
    "words": gettext_lazy("Words only"),
    "meaning": gettext_lazy("Meaning only"),
}
_FIRST_WORDS = 90  # characters by which a passage of a page is known again


def meaning_is_here() -> bool:
    """Whether this node can compare by meaning at all, so that what is like something is worth offering."""
    return folder().current() is not None


def mode_choices(asked: SearchRequest, results: SearchResults) -> list[dict[str, Any]]:
    """The ways to search, each with the address of this question asked that way; none where only one is there."""
    alone = asked.mode != "words" and results.mode == "words"  # meaning was asked for and is not there
    if alone or not asked.text.strip():
        return []
    return [
        {"words": words, "address": _asked_by(asked, mode), "chosen": mode == asked.mode}
        for mode, words in MODE_WORDS.items()
    ]


def _asked_by(asked: SearchRequest, mode: str) -> str:
    other = replace(asked, mode=mode, page=1)
    return f"{reverse('search')}?{urlencode(other.to_parameters())}"


def why_by_word(hit: PassageHit) -> tuple[str, ...]:
    """The reasons why a passage was found that are not its meaning: that the page says in its own way."""
    return () if hit.found_by == "meaning" else tuple(reason for reason in hit.why if reason != CLOSE)


def legend(results: SearchResults) -> dict[str, bool] | None:
    """Which marks want explaining: nothing where no passage has a sentence marked for its meaning."""
    shown = [passage for hit in results.hits for passage in hit.passages]
    if not any(passage.meaning_marks for passage in shown):
        return None
    return {"by_word": any(passage.marks for passage in shown)}


def passages_on(document: Document, page: Page) -> list[dict[str, str]]:
    """The passages that begin on a page, by their first words, each with the address of what is like it; none where
    nothing can be compared."""
    if not meaning_is_here():
        return []
    found = []
    for text, pieces in (
        document.passages.filter(page=page.number).order_by("order").values_list("text", "pieces")
    ):
        start = next((piece[2] for piece in pieces if piece[1] == page.number), None)
        if start is not None:
            address = more_like_address(document.identifier, page.number, start)
            found.append({"words": _beginning(text), "address": address})
    return found


def _beginning(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _FIRST_WORDS else f"{plain[:_FIRST_WORDS].rsplit(' ', 1)[0]} …"
