"""A board's response to a review, made of the answers: a page that prints, and the same as DOCX."""

from django.http import HttpResponse
from django.shortcuts import render

from heeded.library.models import Work
from heeded.library.queries import work_for
from heeded.library.services import note_readings
from heeded.practice.queries import BoardAnswers, answers_to
from heeded.practice.services import note_outside_readings
from heeded.web.presenters.practice.response import documents_of, response_page
from heeded.web.presenters.practice.response_file import response_file
from heeded.web.requests import Asking
from heeded.web.views.take_away import sent_export


def response(request: Asking, board: str, review: str) -> HttpResponse:
    """For everybody what is published; for those within all of it, with what is still to be shown."""
    found = _found(request, board, work_for(request.viewer, review))
    return render(request, "practice/response.html", response_page(request.viewer, found))


def docx(request: Asking, board: str, review: str) -> HttpResponse:
    """The same to take away."""
    found = _found(request, board, work_for(request.viewer, review))
    return sent_export(response_file(response_page(request.viewer, found), request.build_absolute_uri))


def _found(request: Asking, board: str, work: Work) -> BoardAnswers:
    found = answers_to(request.viewer, board, work)
    note_outside_readings([line.item for _shown, line in found.rows], by=request.viewer)
    if request.viewer.account is not None:  # nobody else sees anything that is not public
        note_readings(documents_of(found), by=request.viewer, door="plan")
    return found
