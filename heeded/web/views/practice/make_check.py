"""Making a practice check: what was found, what it rests on, how close one is to it, and when to look again."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heeded.core.errors import NotAllowed, Refused
from heeded.library.services import note_readings
from heeded.practice.models import PracticeCheck
from heeded.practice.queries import check_for, evidence_for_check
from heeded.practice.services import make_check as put_down_check
from heeded.web.forms_of_practice.checks import MakeCheckForm
from heeded.web.presenters.practice.checks import check_page, documents_of
from heeded.web.presenters.practice.making_checks import could_make, tie_choices, tie_known_words
from heeded.web.presenters.practice.refused import refused_words
from heeded.web.requests import Asking


def make_check(request: Asking, identifier: str) -> HttpResponse:
    """Make a check. Who owns or owned what is checked is told so before, and who could."""
    held = check_for(request.viewer, identifier)
    if held.made_at is not None:
        messages.info(request, _("This check was made already. It is never changed: plan another one."))
        return _to(held)
    page = check_page(request.viewer, held)
    if page["making"].owned:
        return render(request, "practice/checks/owned.html", page | {"could": could_make(held)})
    if not page["making"].may:
        raise NotAllowed(_("You cannot check practice here."), advice=_("The board says who does."))
    there = evidence_for_check(request.viewer, page["shown"].actions)
    ties = tie_choices(page["making"].tie)
    form = MakeCheckForm(there, ties, *((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_bound and form.is_valid() and _made(request, held, form):
        return _to(held)
    note_readings(documents_of(page["shown"]), by=request.viewer, door="plan")
    context = page | {"form": form, "known": tie_known_words(request.viewer, page["shown"].actions)}
    return render(request, "practice/checks/make.html", context, status=422 if form.errors else 200)


def _made(request: Asking, check: PracticeCheck, form: MakeCheckForm) -> bool:
    try:
        made = put_down_check(check, form.checked(), by=request.viewer)
    except Refused as error:
        form.add_error(None, refused_words(error))
        return False
    said = _("Saved. It is never changed; a later check is a new one.")
    if form.cleaned_data["next_date"]:
        said += " " + _("The next one is planned.")
    messages.success(request, said)
    return made.made_at is not None


def _to(check: PracticeCheck) -> HttpResponse:
    return HttpResponseRedirect(reverse("check", args=[check.identifier]))
