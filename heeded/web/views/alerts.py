"""Saved searches and what is new for them; letters that stop."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from heeded.core.errors import NotFound, Refused
from heeded.library.services import note_readings
from heeded.reach.models import SavedSearch
from heeded.reach.queries import (
    answers_to,
    keeps_history,
    saved_search_for,
    saved_searches,
    shown_answers,
)
from heeded.reach.services import (
    change_search,
    delete_search,
    look,
    mark_seen,
    save_search,
    stop_mail,
)
from heeded.reach.strength import tells_strong_only
from heeded.search.request import SearchRequest
from heeded.web.forms_of_searches import SavedSearchForm
from heeded.web.presenters.searches import (
    answer_rows,
    asked_words,
    feed_address,
    saved_rows,
    search_address,
    told_words,
)
from heeded.web.requests import Asking

_ON_A_PAGE = 10
_SECONDS = 2.0  # for looking while somebody waits for the page


@login_required
def saved(request: Asking) -> HttpResponse:
    """One's own saved searches, each with how much is new."""
    rows = saved_rows(request.viewer, saved_searches(request.viewer))
    return render(request, "searches/list.html", {"rows": rows, "history": keeps_history(request.viewer)})


@login_required
def keep(request: Asking) -> HttpResponse:
    """Keep the search that the address names: a name, how often, and whether by e-mail."""
    asked = SearchRequest.from_parameters(request.GET)
    first = {"name": asked.text[:120], "often": "daily"}
    form = SavedSearchForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            made = save_search(asked, form.wish(), by=request.viewer)
        except Refused as error:
            form.add_error(None, " ".join(filter(None, [error.reason, error.advice])))
        else:
            messages.success(request, _("Kept. What is here already does not count as new."))
            return HttpResponseRedirect(reverse("saved-search", args=[made.identifier]))
    context = {
        "form": form,
        "heading": _("Keep this search"),
        "asked": asked_words(request.viewer, asked),
        "tells_strong": tells_strong_only(asked),
        "button": _("Keep this search"),
        "back": search_address(asked),
    }
    return render(request, "searches/form.html", context, status=422 if form.errors else 200)


@login_required
def one(request: Asking, identifier: str) -> HttpResponse:
    """What answered a saved search since it was kept, what is new first, then what only touches on it; seen once
    it was shown here."""
    search = saved_search_for(request.viewer, identifier)
    looked = look(search, seconds=_SECONDS)
    answers = answers_to(request.viewer, search)
    strong = answers.filter(is_loose=False).count()
    page = Paginator(answers, _ON_A_PAGE).get_page(request.GET.get("page"))
    shown = shown_answers(request.viewer, search, list(page))
    note_readings({one.document.identifier for one in shown}, by=request.viewer, door="alert")
    rows = answer_rows(search, shown)
    if request.method == "GET":
        mark_seen([one.answer for one in shown], by=request.viewer)
    context = {
        "search": search,
        "asked": asked_words(request.viewer, search.request()),
        "told": told_words(search),
        "address": search_address(search.request()),
        "feed": feed_address(search.request()),
        "rows": [row for row in rows if not row["shown"].answer.is_loose],
        "looser_rows": [row for row in rows if row["shown"].answer.is_loose],
        "strong": strong,
        "looser": page.paginator.count - strong,
        "page": page,
        "whole": looked.whole,
    }
    return render(request, "searches/one.html", context)


@login_required
def change(request: Asking, identifier: str) -> HttpResponse:
    """Another name, or being told otherwise."""
    search = saved_search_for(request.viewer, identifier)
    first = {"name": search.name, "often": search.often, "by_mail": search.by_mail}
    form = SavedSearchForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid() and _changed(request, search, form):
        messages.success(request, _("Changed."))
        return HttpResponseRedirect(reverse("saved-search", args=[identifier]))
    context = {
        "form": form,
        "heading": _("Change a saved search"),
        "asked": asked_words(request.viewer, search.request()),
        "tells_strong": tells_strong_only(search.request()),
        "button": _("Save"),
        "back": reverse("saved-search", args=[identifier]),
    }
    return render(request, "searches/form.html", context, status=422 if form.errors else 200)


def _changed(request: Asking, search: SavedSearch, form: SavedSearchForm) -> bool:
    try:
        change_search(search, form.wish(), by=request.viewer)
    except Refused as error:
        form.add_error(None, " ".join(filter(None, [error.reason, error.advice])))
        return False
    return True


@login_required
def delete(request: Asking, identifier: str) -> HttpResponse:
    """Asks first, then forgets a saved search and what answered it."""
    search = saved_search_for(request.viewer, identifier)
    if request.method == "POST":
        delete_search(search, by=request.viewer)
        messages.success(request, _("Deleted."))
        return HttpResponseRedirect(reverse("saved-searches"))
    return render(request, "searches/delete.html", {"search": search})


@csrf_exempt  # a mail program sends this form (RFC 8058); the signed link is what lets it in
def stop(request: Asking, token: str) -> HttpResponse:
    """The link in a letter. A mail program posts and it is done; a person is asked first. No log-in."""
    done = request.method == "POST"
    if done and not stop_mail(token):
        raise NotFound(_("This link is not one of ours, or it was cut short."))
    return render(request, "searches/stop.html", {"done": done})
