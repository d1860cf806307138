"""The filters in use, each value with the address without it; and what to try where nothing was found."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heeded.engine.words import fold, read_question
from heeded.library.queries import visible_works
from heeded.people.viewer import Viewer
from heeded.search.queries import find
from heeded.search.request import CLOSED, NOT_YET_CONFIRMED, SearchRequest
from heeded.search.results import SearchResults, Suggestion

FILTER_WORDS = {
    "years": gettext_lazy("Year"),
    "areas": gettext_lazy("Area"),
    "regions": gettext_lazy("Region"),
    "boards": gettext_lazy("Board"),
    "review_types": gettext_lazy("Kind of review"),
    "nations": gettext_lazy("Nation"),
    "harms": gettext_lazy("Harm"),
    "age_bands": gettext_lazy("Age"),
    "outcomes": gettext_lazy("Fatal or not"),
    "agencies": gettext_lazy("Agency"),
    "section_kinds": gettext_lazy("Part of the report"),
    "speakers": gettext_lazy("Who speaks"),
}
_WORDS_TRIED = 4  # each costs a search


def chosen_filters(viewer: Viewer, asked: SearchRequest) -> list[dict[str, str]]:
    """Each value in use as "Harm: Neglect", with the address of the same search without it."""
    found = [{"words": words, "address": _address(without)} for words, without in _values(asked)]
    if asked.work:
        title = visible_works(viewer).filter(identifier=asked.work).values_list("title", flat=True).first()
        words = _("Only in: %s") % (title or asked.work)
        found.insert(0, {"words": words, "address": _address(replace(asked, work="", page=1, per_review=3))})
    if asked.document:
        wider = replace(asked, document="", page=1, per_review=3)
        found.insert(0, {"words": _("Only in one document"), "address": _address(wider)})
    return found


def _values(asked: SearchRequest) -> Iterator[tuple[str, SearchRequest]]:
    for name in asked.chosen():
        if name == "years":
            yield f"{FILTER_WORDS[name]}: {_years(asked)}", asked.without(name)
            continue
        values = getattr(asked, name)
        for value in values:
            rest = tuple(other for other in values if other != value)
            without: dict[str, Any] = {name: rest, "page": 1}
            yield f"{FILTER_WORDS[name]}: {_value(name, value)}", replace(asked, **without)


def _value(name: str, value: str) -> str:
    if value == NOT_YET_CONFIRMED:
        return _("not yet confirmed")
    return CLOSED[name](value).label if name in CLOSED else value


def _years(asked: SearchRequest) -> str:
    first, last = asked.year_from, asked.year_to
    if first and last:
        return str(first) if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}
    if first:
        return _("from %s") % first
    return _("to %s") % last if last else _("not yet confirmed")


def _address(asked: SearchRequest) -> str:
    return f"{reverse('search')}?{urlencode(asked.to_parameters())}"


def what_to_try(viewer: Viewer, results: SearchResults, asked: SearchRequest) -> list[dict[str, Any]]:
    """For an empty list: which filter hides how many reviews, and which word to leave out."""
    if results.works or not results.ready:
        return []
    tries = [_worded(suggestion, asked) for suggestion in results.suggestions]
    return [*_fewer(viewer, asked), *tries]


def _worded(suggestion: Suggestion, asked: SearchRequest) -> dict[str, Any]:
    """A suggestion in the words of the page: a filter by its name and value."""
    words, reviews = suggestion.text, suggestion.reviews
    if suggestion.kind == "filter":
        kept = SearchRequest.from_parameters(_as_lists(suggestion.parameters))
        gone = [words for words, _without in _values(asked) if words not in {w for w, _w in _values(kept)}]
        words = _("Remove %s") % _(" and ").join(f"“{one}”" for one in gone)
    address = f"{reverse('search')}?{urlencode(suggestion.parameters)}" if suggestion.parameters else ""
    return {
        "words": words,
        "address": address,
        "reviews": reviews,
        "hides": suggestion.kind in ("filter", "wider"),
    }


def _as_lists(pairs: tuple[tuple[str, str], ...]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in pairs:
        found.setdefault(name, [])
        found[name].append(value)  # type: ignore[attr-defined]  # a list, made on the line before
    return found


def _fewer(viewer: Viewer, asked: SearchRequest) -> list[dict[str, Any]]:
    """The demands in the question, each left out by turns, with the filters or else without: what then finds some."""
    question = read_question(asked.text)
    demands = [wish.shown for wish in question.wanted if wish.occur == "must" and not wish.bonus]
    if len(question.wanted) < 2:
        return []
    kept = [_left_out(viewer, asked, shown, _("Leave out “%s”")) for shown in demands[:_WORDS_TRIED]]
    if any(kept) or not asked.chosen():
        return [one for one in kept if one]
    bare = asked.without(*asked.chosen())
    tried = [
        _left_out(viewer, bare, one, _("Leave out “%s” and all filters")) for one in demands[:_WORDS_TRIED]
    ]
    return [one for one in tried if one]


def _left_out(viewer: Viewer, asked: SearchRequest, shown: str, words: str) -> dict[str, Any] | None:
    other = replace(asked, text=_without(asked.text, shown), page=1, per_page=1, per_review=1)
    works = find(viewer, other).works if other.text else 0
    if not works:
        return None
    address = _address(replace(other, per_page=asked.per_page, per_review=asked.per_review))
    return {"words": words % shown, "address": address, "reviews": works, "hides": False}


def _without(text: str, shown: str) -> str:
    pattern = rf"(?:\bAND\s+)?\+?\"?{re.escape(fold(shown))}\"?(?:\s+AND\b)?"
    return " ".join(re.sub(pattern, " ", fold(text), count=1).split())
