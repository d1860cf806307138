"""What became of something to be learnt: the throughline, for everybody as far as they may know it."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from heeded.library.models import LearningPoint
from heeded.library.services import note_readings
from heeded.practice.queries import throughline_named
from heeded.web.presenters.practice.outcomes import documents_read
from heeded.web.presenters.practice.throughline import of_nobody, point_page
from heeded.web.requests import Asking


def point(request: Asking, identifier: str) -> HttpResponse:
    """Passage, recommendation, answers, actions, evidence, checks, how it ended, whether it came back. A learning
    point that is on no plan has this page too: it says so."""
    found = throughline_named(request.viewer, identifier)
    if isinstance(found, LearningPoint):
        note_readings([found.document.identifier], by=request.viewer, door="throughline")
        return render(request, "practice/point.html", of_nobody(found))
    named = found.point.point.identifier
    if named != identifier:
        return HttpResponseRedirect(reverse("point", args=[named]))
    note_readings(documents_read([found]), by=request.viewer, door="throughline")
    return render(request, "practice/point.html", point_page(request.viewer, found))
