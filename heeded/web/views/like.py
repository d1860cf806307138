"""What is like a passage or a learning point: the same thing said in other reviews, perhaps in other words."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from heeded.core.errors import NotFound
from heeded.library.queries import document_for
from heeded.library.services import note_readings
from heeded.search.queries import more_like, more_like_point
from heeded.web.presenters.like import like_passage_rows, like_point_rows
from heeded.web.requests import Asking


def passages(request: Asking, identifier: str, page: int, start: int) -> HttpResponse:
    """Passages of other reviews that say something like the one at a place of a document."""
    document = document_for(request.viewer, identifier)
    found = more_like(request.viewer, document.identifier, page, start)
    if found.passage is None:
        raise NotFound(_("There is no passage at this place."))
    _note(request, [document.identifier, *(one.document for hit in found.hits for one in hit.passages)])
    context = {"document": document, "found": found, **like_passage_rows(found)}
    return render(request, "find/like.html", context)


def points(request: Asking, identifier: str) -> HttpResponse:
    """Learning points of other reviews that say something like one."""
    found = more_like_point(request.viewer, identifier)
    if found.point is None:
        raise NotFound(_("There is no such recommendation, or you cannot see it."))
    _note(request, [found.point.document, *(hit.document for hit in found.hits)])
    return render(request, "find/like_point.html", {"found": found, **like_point_rows(found)})


def _note(request: Asking, documents: Iterable[str]) -> None:
    if request.viewer.account is not None:  # nobody else sees anything that is not public
        note_readings(set(documents), by=request.viewer, door="search")
