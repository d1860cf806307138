"""Atom feeds: of new reviews, and of any search. They hold what everybody may see, whoever asks for them."""

import hashlib
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heeded.engine.citation import as_text
from heeded.engine.words.private import asks_first
from heeded.library.queries import library_settings
from heeded.people.viewer import ANONYMOUS
from heeded.reach.atom import Entry, Feed, as_bytes
from heeded.reach.feeds import Told, answers_in_public, newest_public
from heeded.search.request import SearchRequest
from heeded.search.results import PassageHit
from heeded.web.context import DANGER_LINE
from heeded.web.presenters.addresses import page_words
from heeded.web.presenters.searches import asked_words, feed_address, search_address
from heeded.web.requests import Asking

_MINTED = "2026-01-01"  # the day from which a tag: URI speaks; never changed


@require_safe
def newest(request: Asking) -> HttpResponse:
    """The reviews that became public last."""
    title = _("New reviews")
    return _answer(request, reverse("feed"), reverse("reviews"), title, newest_public(), ())


@require_safe
def of_search(request: Asking) -> HttpResponse:
    """The reviews that answer a search and became public last."""
    asked = SearchRequest.from_parameters(request.GET)
    if asks_first(asked.text):
        words = _("A feed must not ask for what points to a living person.")
        return HttpResponse(words, content_type="text/plain; charset=utf-8", status=400)
    answered = answers_in_public(asked)
    title = ", ".join(asked_words(ANONYMOUS, asked))
    return _answer(request, feed_address(asked), search_address(asked), title, answered.told, answered.notes)


def _answer(
    request: Asking, itself: str, page: str, title: str, told: Iterable[Told], notes: tuple[str, ...]
) -> HttpResponse:
    """The feed, or that it has not changed: known by its bytes alone, as a time would either miss a withdrawal or
    tell of changes to what is not public."""
    library = library_settings()
    name = (library.name or "Heeded") + (_(" (fictional)") if library.fictional else "")
    feed = Feed(
        identifier=_tag(f"feed{itself}"),
        title=f"{name}: {title}",
        subtitle=" ".join([*notes, library.danger_line or DANGER_LINE]),
        author=name,
        itself=_absolute(request, itself),
        page=_absolute(request, page),
        entries=[_entry(request, one) for one in told],
    )
    body = as_bytes(feed)
    response = HttpResponse(body, content_type="application/atom+xml; charset=utf-8")
    response["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response["Cache-Control"] = "no-cache"  # ask again each time: something may have been withdrawn
    if not settings.SEARCH_ENGINES_MAY_INDEX:
        response["X-Robots-Tag"] = "noindex, nofollow"
    unchanged = get_conditional_response(request, etag=response["ETag"], response=response)
    return unchanged or response


def _entry(request: Asking, told: Told) -> Entry:
    work = told.work
    marks = [_("fictional")] if work.fictional else []
    marks += [_("title found by machine")] if work.title_is_guessed else []
    about = [", ".join(part for part in (told.board, told.year) if part)]
    about += [_quoted(passage) for passage in told.passages]
    return Entry(
        identifier=_tag(f"review:{work.identifier}"),
        title=work.title + (f" ({', '.join(marks)})" if marks else ""),
        updated=told.since,
        link=_absolute(request, _link(told)),
        about="\n\n".join(part for part in about if part),
    )


def _link(told: Told) -> str:
    for passage in told.passages:
        if place := as_text(passage.spans):
            return reverse("cite", args=[passage.document, place])
    return reverse("review", args=[told.work.identifier])


def _quoted(passage: PassageHit) -> str:
    words = " ".join(passage.text.split())
    return f"“{words}” ({page_words(passage.page, passage.label, paged=passage.paged)})"


def _absolute(request: Asking, path: str) -> str:
    if settings.PUBLIC_ADDRESS:
        return settings.PUBLIC_ADDRESS.rstrip("/") + path
    return request.build_absolute_uri(path)


def _tag(specific: str) -> str:
    """A tag: URI (RFC 4151), which stays whatever the page's address becomes."""
    authority = urlsplit(settings.PUBLIC_ADDRESS).hostname or "localhost"
    return f"tag:{authority},{_MINTED}:{specific}"
