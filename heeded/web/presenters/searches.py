"""Saved searches, their new answers and one's past searches as rows."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heeded.library.queries import visible_works
from heeded.people.viewer import Viewer
from heeded.reach.models import SavedSearch, parameters_of
from heeded.reach.queries import Kept, past_searches
from heeded.reach.showing import Shown
from heeded.search.request import SearchRequest
from heeded.web.forms_of_searches import OFTEN_WORDS
from heeded.web.presenters.chosen import chosen_filters
from heeded.web.presenters.results import passage_row

_MODE_WORDS = {"words": gettext_lazy("by words only"), "meaning": gettext_lazy("by meaning only")}


def search_address(request: SearchRequest) -> str:
    """The address at which a search is asked again."""
    return f"{reverse('search')}?{urlencode(request.to_parameters())}"


def feed_address(request: SearchRequest) -> str:
    """The address of the feed of a search, without how its list is laid out."""
    pairs = parameters_of(request)
    return f"{reverse('search-feed')}?{urlencode(pairs)}" if pairs else reverse("feed")


def asked_words(viewer: Viewer, request: SearchRequest, titles: Mapping[str, str] | None = None) -> list[str]:
    """A search in words: what was typed, then each filter. `titles` of reviews are looked up unless they are given."""
    titles = _titles(viewer, [request]) if titles is None else titles
    typed = [f"“{request.text}”"] if request.text.strip() else []
    mode = [str(_MODE_WORDS[request.mode])] if request.mode in _MODE_WORDS else []
    inside = [_("only in: %s") % titles.get(request.work, request.work)] if request.work else []
    filters = [one["words"] for one in chosen_filters(viewer, replace(request, work=""))]
    return [*typed, *mode, *inside, *filters] or [_("everything")]


def _titles(viewer: Viewer, requests: Iterable[SearchRequest]) -> dict[str, str]:
    """The titles of the reviews that searches look inside, those that the viewer may see."""
    wanted = {request.work for request in requests if request.work}
    if not wanted:
        return {}
    return dict(visible_works(viewer).filter(identifier__in=wanted).values_list("identifier", "title"))


def told_words(search: SavedSearch) -> str:
    """How its owner is told."""
    often = str(OFTEN_WORDS[search.often])
    if search.often == "never":
        return often
    return _("%s, by e-mail and on its page") % often if search.by_mail else _("%s, on its page") % often


def saved_rows(viewer: Viewer, kept: Iterable[Kept]) -> list[dict[str, Any]]:
    """One row a saved search."""
    kept = list(kept)
    titles = _titles(viewer, [one.request for one in kept])
    return [
        {
            "search": one.search,
            "asked": asked_words(viewer, one.request, titles),
            "told": told_words(one.search),
            "new": one.new,
            "answers": one.answers,
            "looser": one.looser,
            "address": search_address(one.request),
        }
        for one in kept
    ]


def answer_rows(search: SavedSearch, answers: Iterable[Shown]) -> list[dict[str, Any]]:
    """One row a document that answers, with its passages."""
    text = search.request().text
    return [
        {
            "shown": one,
            "address": reverse("review", args=[one.work.identifier]),
            "facts": [part for part in (one.title, one.board, one.year) if part],
            "is_new": one.answer.seen_at is None,
            "passages": [passage_row(hit, text) for hit in one.passages],
            "more": one.more,
        }
        for one in answers
    ]


def past_rows(viewer: Viewer, *, most: int) -> list[dict[str, Any]]:
    """One's past searches, newest first."""
    past = past_searches(viewer, most=most)
    titles = _titles(viewer, [request for _past, request in past])
    return [
        {
            "words": ", ".join(asked_words(viewer, request, titles)),
            "address": search_address(request),
            "at": one.asked_at,
        }
        for one, request in past
    ]
