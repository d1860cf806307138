"""Who may read a document that is not public: naming them, from and until, and taking it back."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heeded.core.errors import NotAllowed, Refused
from heeded.library.keeping import may_name_readers
from heeded.library.models import Document
from heeded.library.services import name_reader, note_reading, take_back_reading
from heeded.web.forms_of_work import ReaderForm
from heeded.web.presenters.readers import emergencies, reader_rows
from heeded.web.requests import Asking
from heeded.web.views.bring_in import staff_document


def readers(request: Asking, identifier: str) -> HttpResponse:
    """Everybody who is named, and a form to name another."""
    document = _document(request, identifier)
    form = ReaderForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _named(request, document, form):
        return HttpResponseRedirect(reverse("readers", args=[identifier]))
    note_reading(document, by=request.viewer, door="readers")
    context = {
        "document": document,
        "form": form,
        "rows": reader_rows(document, viewer=request.viewer),
        "emergencies": emergencies(document, viewer=request.viewer),
    }
    return render(request, "work/readers.html", context, status=422 if form.errors else 200)


def _named(request: Asking, document: Document, form: ReaderForm) -> bool:
    """Whether it was done; what the service refuses stands at the form."""
    try:
        name_reader(document, form.named(), by=request.viewer)
    except Refused as error:
        form.add_error(None, " ".join(filter(None, [error.reason, error.advice])))
        return False
    messages.success(request, _("Named."))
    return True


@require_POST
def take_back(request: Asking, identifier: str, number: int) -> HttpResponse:
    """Take back what one of them was given."""
    take_back_reading(_document(request, identifier), number, by=request.viewer)
    messages.success(
        request, _("Taken back. They cannot read it any more, unless they are named otherwise too.")
    )
    return HttpResponseRedirect(reverse("readers", args=[identifier]))


def _document(request: Asking, identifier: str) -> Document:
    document = staff_document(request, identifier)
    if not may_name_readers(request.viewer, document):
        raise NotAllowed(
            _("You cannot say who reads this document."),
            advice=_("Whoever added it and the staff of its board can."),
        )
    return document
