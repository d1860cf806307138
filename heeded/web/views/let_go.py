"""Erasing for good: a page that says what goes and what stays, and asks for a word before anything is done."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heeded.core.errors import NotAllowed
from heeded.library.keeping import may_keep
from heeded.library.models import Work
from heeded.library.queries import work_for
from heeded.library.services import erase, erase_review, note_reading
from heeded.people.permissions import Permission
from heeded.web.forms_of_work import EraseForm
from heeded.web.presenters.erasing import what_goes
from heeded.web.requests import Asking
from heeded.web.views.bring_in import staff_document


def erase_document(request: Asking, identifier: str) -> HttpResponse:
    """Erase one document, by the same service as `heeded erase`."""
    document = staff_document(request, identifier)
    _must_keep(request, document.work)
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        erase(document, reason=form.cleaned_data["reason"], by=request.viewer)
        return _erased(request, [identifier])
    note_reading(document, by=request.viewer, door="erase")
    return _asked(request, form, {"document": document, "work": document.work, "goes": what_goes([document])})


def erase_whole_review(request: Asking, identifier: str) -> HttpResponse:
    """Erase every document of a review, those withdrawn and those replaced with them."""
    work = work_for(request.viewer, identifier)
    _must_keep(request, work)
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        gone = erase_review(work, reason=form.cleaned_data["reason"], by=request.viewer)
        return _erased(request, [one.identifier for one in gone])
    return _asked(request, form, {"work": work, "goes": what_goes(list(work.documents.all()))})


def _must_keep(request: Asking, work: Work) -> None:
    if not may_keep(request.viewer, Permission.ERASE, work):
        raise NotAllowed(
            _("You cannot erase this."), advice=_("The staff of the board that looks after it can.")
        )


def _asked(request: Asking, form: EraseForm, context: dict[str, Any]) -> HttpResponse:
    return render(request, "work/erase.html", {"form": form, **context}, status=422 if form.is_bound else 200)


def _erased(request: Asking, identifiers: list[str]) -> HttpResponse:
    words = _("Erased for good: %s. A tombstone stays.") % ", ".join(identifiers)
    messages.success(request, words)
    return HttpResponseRedirect(reverse("queue"))
