"""The front page, the results, and the list of all reviews."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from heeded.engine.words.private import asks_first
from heeded.library.queries import visible_works
from heeded.library.services import note_readings
from heeded.reach.services import remember_search
from heeded.search.queries import find
from heeded.search.request import SearchRequest
from heeded.web.presenters.chosen import what_to_try
from heeded.web.presenters.meaning import legend, meaning_is_here, mode_choices
from heeded.web.presenters.practice.waits_for_me import waits_for
from heeded.web.presenters.results import filter_panel, result_rows
from heeded.web.presenters.reviews import newest_reviews, review_rows
from heeded.web.presenters.waiting import has_work, waiting_counts
from heeded.web.requests import Asking


def front(request: Asking) -> HttpResponse:
    """One box, what is new, and what waits for whoever logged in."""
    context: dict[str, Any] = {
        "newest": newest_reviews(request.viewer, count=5),
        "by_meaning": meaning_is_here(),
        "waits": waits_for(request.viewer),
    }
    if has_work(request.viewer):
        context |= {"has_work": True, "work": waiting_counts(request.viewer)}
    return render(request, "find/front.html", context)


def search(request: Asking) -> HttpResponse:
    """The results: reviews, each with its best passages. What looks private is asked about before anything
    is searched."""
    asked = SearchRequest.from_parameters(request.GET)
    reasons = asks_first(asked.text)
    if reasons and request.GET.get("sure") != "yes":
        return render(request, "find/private.html", {"asked": asked, "reasons": reasons})
    results = find(request.viewer, asked)
    remember_search(asked, by=request.viewer)
    if request.viewer.account is not None:  # nobody else sees anything that is not public
        shown = {passage.document for hit in results.hits for passage in hit.passages}
        note_readings(shown, by=request.viewer, door="search")
    pages = Paginator(range(results.works), asked.per_page).get_page(asked.page)
    context = {
        "asked": asked,
        "results": results,
        "rows": result_rows(request.viewer, results, asked),
        "panel": filter_panel(request.viewer, results, asked),
        "pages": pages,
        "modes": mode_choices(asked, results),
        "keep_mode": [("mode", asked.mode)] if asked.mode != SearchRequest().mode else [],
        "legend": legend(results),
        "tries": what_to_try(request.viewer, results, asked),
    }
    return render(request, "find/results.html", context)


def reviews(request: Asking) -> HttpResponse:
    """Every review that the viewer may see, newest first."""
    works = visible_works(request.viewer).order_by("-added_at", "-pk")
    page = Paginator(works, 25).get_page(request.GET.get("page"))
    return render(
        request, "find/reviews.html", {"page": page, "rows": review_rows(request.viewer, list(page))}
    )
