"""Said before? This board again. New here. A machine compares; nothing that somebody pastes is stored or logged."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from heeded.engine.words.private import asks_first
from heeded.learning.queries import (
    LessonShown,
    SaidBefore,
    areas_taught,
    new_here,
    point_named,
    said_before,
    this_board_again,
)
from heeded.library.models import Document
from heeded.library.queries import work_for
from heeded.library.services import note_readings
from heeded.web.forms_of_lessons import SaidBeforeForm
from heeded.web.presenters.lessons import called_after
from heeded.web.presenters.said_before import again_page, new_here_page, said_before_page
from heeded.web.presenters.taught import lessons_beside
from heeded.web.requests import Asking

_MOST = 10


@never_cache
def paste(request: Asking) -> HttpResponse:
    """Compare a pasted text. It comes by post, so that no address, history or log holds it, and is forgotten. What
    looks private is asked about before anything is compared."""
    form = SaidBeforeForm(request.POST if request.method == "POST" else None)
    context: dict[str, object] = {"form": form}
    if form.is_bound and form.is_valid():
        text = form.cleaned_data["text"]
        reasons = asks_first(text)
        if reasons and request.POST.get("sure") != "yes":
            context["reasons"] = reasons
        else:
            found = said_before(request.viewer, text, most=_MOST)
            _note(request, (one.point.document for one in found.near))
            context |= {"found": found, **_told(request, found)}
    return render(request, "lessons/said_before.html", context, status=422 if form.errors else 200)


def of_point(request: Asking, identifier: str) -> HttpResponse:
    """What other reviews said that is the same as a learning point of this library."""
    point = point_named(request.viewer, identifier)
    found = said_before(request.viewer, point.text, most=_MOST, besides=point.work)
    _note(request, [point.document, *(one.point.document for one in found.near)])
    beside = lessons_beside(request.viewer, [point]).get(point.pk, [])
    _note_names(request, (one["shown"] for one in beside))
    context = {"point": point, "beside": beside, "found": found, **_told(request, found)}
    return render(request, "lessons/said_before.html", context)


def _told(request: Asking, found: SaidBefore) -> dict[str, Any]:
    told = said_before_page(request.viewer, found)
    _note_names(request, (one for row in (*told["same"], *told["close"]) for one in row["lessons"]))
    _note_names(request, (one.shown for one in told["lessons_near"]))
    return told


def new(request: Asking, identifier: str) -> HttpResponse:
    """What a review teaches that none before it did, and what was said before."""
    work = work_for(request.viewer, identifier)
    found = new_here(request.viewer, work)
    compared = (*found.new, *found.unsure, *found.taught_before)
    _note(request, (one.point.document for one in compared))
    _note(request, (near.point.document for one in compared for near in one.earlier))
    told = new_here_page(request.viewer, found)
    rows = (*told["new"], *told["unsure"], *told["before"])
    _note_names(request, (one for row in rows for one in row["lessons"]))
    context = {"work": work, **told}
    return render(request, "lessons/new_here.html", context)


def again(request: Asking) -> HttpResponse:
    """Choose a board or an area; then which lessons it was taught more than once, and how long apart."""
    name = request.GET.get("board", "").strip()[:200]
    context: dict[str, object] = {"areas": areas_taught(request.viewer), "name": name}
    if name:
        found = this_board_again(request.viewer, name)
        members = [by.point for one in found.again for taught in one.taught for by in taught.by]
        _note(request, (point.document for point in members))
        _note_names(request, (one.lesson for one in found.again))
        context |= again_page(found)
    return render(request, "lessons/again.html", context)


def _note_names(request: Asking, shown: Iterable[LessonShown]) -> None:
    """A lesson that has no name for this viewer is called by words of a report."""
    note_readings(called_after(shown), by=request.viewer, door="lessons")


def _note(request: Asking, documents: Iterable[Document]) -> None:
    if request.viewer.account is not None:  # nobody else sees anything that is not public
        note_readings({one.identifier for one in documents}, by=request.viewer, door="said-before")
