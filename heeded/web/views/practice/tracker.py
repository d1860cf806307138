"""The NHS safeguarding case review tracker: taking its CSV in, saying which review each entry is, giving it back."""

from dataclasses import asdict
from typing import Any, BinaryIO, cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from heeded.core.clock import today
from heeded.core.errors import Refused
from heeded.engine.plans import TrackerEntry, tracker_file
from heeded.library.exports import Export
from heeded.library.models import Work
from heeded.library.queries import work_for
from heeded.people.models import Organisation
from heeded.practice import services
from heeded.practice.queries import (
    Tracked,
    plan_for,
    plan_reviews,
    reviews_to_open,
    tracked_of,
    tracker_entries,
    tracker_of,
)
from heeded.practice.services import TrackerTaken
from heeded.web.presenters.practice.refused import refused_words
from heeded.web.requests import Asking
from heeded.web.views.take_away import sent_export

_ON_A_PAGE = 25
_REVIEWS = 200


def tracker(request: Asking, board: str) -> HttpResponse:
    """The reviews of a board as the tracker has them, taking its file in, and which review here each is."""
    held = plan_for(request.viewer, board)
    problem, taken = "", None
    if request.method == "POST":
        try:
            taken = _changed(request, held)
        except Refused as error:
            problem = refused_words(error)
        else:
            if taken is None or not (taken.not_understood or taken.left_out):
                return HttpResponseRedirect(request.get_full_path())
    page = Paginator(tracker_of(request.viewer, held), _ON_A_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "board": held,
        "problem": problem,
        "taken": taken,
        "page": page,
        "rows": [
            {"row": one, "entry": entry, "name": _name(one, entry)}
            for one, entry in zip(page, tracker_entries(held, page), strict=True)
        ],
        "reviews": _reviews(request, held),
    }
    return render(request, "practice/tracker/list.html", context)


def take_away(request: Asking, board: str) -> HttpResponse:
    """The reviews of a board with the tracker's fields, as CSV."""
    held = plan_for(request.viewer, board)
    content = tracker_file(tracker_entries(held, tracker_of(request.viewer, held)))
    return sent_export(Export(f"tracker-{today().isoformat()}.csv", "text/csv; charset=utf-8", content))


def _name(row: Tracked, entry: TrackerEntry) -> str:
    title = row.work.title if row.work else ""
    words = (entry.case_information, entry.steis_number, title, entry.local_reference)
    return next(filter(None, words), _("Entry without a name"))


def _changed(request: Asking, board: Organisation) -> TrackerTaken | None:
    if request.POST.get("do") == "name":
        _named(request, board)
        return None
    sent = request.FILES.get("file")
    if not isinstance(sent, UploadedFile):
        raise Refused(_("Choose a file first."))
    taken = services.take_tracker(board, cast(BinaryIO, sent), by=request.viewer)
    counts = asdict(taken)
    words = _("%(new)d new, %(changed)d brought up to date, %(here)d here already as they are.") % counts
    messages.success(request, words)
    return taken


def _named(request: Asking, board: Organisation) -> None:
    found = tracked_of(request.viewer, board).filter(identifier=request.POST.get("entry", "")).first()
    if found is None:
        raise Refused(_("There is no such entry."))
    chosen = request.POST.get("review", "")
    work = work_for(request.viewer, chosen) if chosen else None
    services.name_tracked(found, work, by=request.viewer)
    messages.success(request, _("Noted."))


def _reviews(request: Asking, board: Organisation) -> list[Work]:
    there = plan_reviews(request.viewer, board)
    others = reviews_to_open(request.viewer).exclude(pk__in=[one.pk for one in there]).order_by("title", "pk")
    return [*there, *others[:_REVIEWS]]
