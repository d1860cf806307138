"""After a review: what was recommended, answered, done and shown to have changed, for everybody from the first day."""

from django.http import HttpResponse
from django.shortcuts import render

from heeded.library.queries import work_for
from heeded.library.services import note_readings
from heeded.web.presenters.practice.after import after_page
from heeded.web.requests import Asking


def after(request: Asking, identifier: str) -> HttpResponse:
    """What became of a review, whether or not any board uses Heeded."""
    work = work_for(request.viewer, identifier)
    page = after_page(request.viewer, work)
    note_readings(page["documents"], by=request.viewer, door="after-review")
    return render(request, "practice/after.html", page)
