"""One coding: what it is, where its words stand, what was decided on it; and deciding."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heeded.core.errors import NotAllowed, Refused
from heeded.learning.errors import NoSuchCoding
from heeded.learning.models import Coding
from heeded.learning.queries import PEOPLE, are_protected, coding_for
from heeded.learning.services import accept, reject, write_note
from heeded.library.services import note_readings
from heeded.web.presenters.code_page import coding_address
from heeded.web.presenters.coding import may_code
from heeded.web.presenters.one_coding import one_coding
from heeded.web.requests import Asking


def coding(request: Asking, identifier: str) -> HttpResponse:
    """Everything on record of a coding that this viewer may see."""
    held = coding_for(request.viewer, identifier)
    if held.target in PEOPLE and are_protected(request.viewer):
        raise NoSuchCoding(_("There is no such coding."))  # as in lists: it would tell of a child by itself
    return _shown(request, held)


def _shown(request: Asking, held: Coding, *, problem: str = "", typed: str | None = None) -> HttpResponse:
    shown = one_coding(request.viewer, held)
    documents = {row.place.document.identifier for row in shown.places if row.place.document}
    note_readings(documents, by=request.viewer, door="coding")
    context = {"shown": shown, "held": held, "problem": problem, "typed": typed}
    return render(request, "code/one.html", context)


@require_POST
def decide(request: Asking, identifier: str) -> HttpResponse:
    """Accept, reject, or write the note; what is refused is said on the coding's page with what was typed."""
    if not may_code(request.viewer):
        raise NotAllowed(_("You cannot code reviews."))
    held = coding_for(request.viewer, identifier)
    typed = request.POST.get("note")
    try:
        _decide(request, held)
    except (Refused, NotAllowed) as error:
        return _shown(request, held, problem=f"{error.reason} {error.advice}".strip(), typed=typed)
    return HttpResponseRedirect(_after(request, held))


def _decide(request: Asking, held: Coding) -> None:
    do = request.POST.get("do", "")
    if do == "accept":
        accept(held, by=request.viewer)
        messages.success(request, _("Accepted."))
    elif do == "reject":
        reject(held, by=request.viewer)
        messages.success(request, _("Rejected. It stays on record and is not proposed again."))
    elif do == "note":
        certainty = request.POST.get("certainty", "")
        write_note(held, request.POST.get("note", ""), certainty=certainty, by=request.viewer)
        messages.success(request, _("Saved."))
    else:
        raise Refused(_("Choose what to do."))


def _after(request: Asking, held: Coding) -> str:
    """Back to the page, the review or the list where it was decided."""
    back = request.POST.get("back", "")
    if back == "lost":
        return reverse("lost-places")
    if back == "review":
        return reverse("coding-of-review", args=[held.work.identifier])
    if back == "page":
        place = one_coding(request.viewer, held).newest
        if place is not None and place.document is not None:
            return f"{coding_address(place.document, place.page or 1)}#codings"
    return reverse("coding", args=[held.identifier])
