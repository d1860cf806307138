"""Meetings of a board: the list, noting one, its minutes."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heeded.core.errors import Refused
from heeded.library.services import note_readings
from heeded.practice import services
from heeded.practice.models import Meeting
from heeded.practice.queries import decisions_of, item_for, meeting_for, meetings_of, plan_for
from heeded.practice.services import Decided
from heeded.web.forms_of_practice.meetings import DecisionForm, MeetingForm
from heeded.web.presenters.practice.meetings import Minutes, items_to_choose, minutes_of
from heeded.web.presenters.practice.refused import refused_words
from heeded.web.requests import Asking


def meetings(request: Asking, board: str) -> HttpResponse:
    """The meetings of a board, and noting one."""
    held = plan_for(request.viewer, board)
    form = MeetingForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        made = services.note_meeting(
            held, said["held_on"], said["title"], present=said["present"], by=request.viewer
        )
        return HttpResponseRedirect(reverse("meeting", args=[held.identifier, made.identifier]))
    page = Paginator(meetings_of(request.viewer, held), 25).get_page(request.GET.get("page"))
    return render(request, "practice/meetings/list.html", {"board": held, "form": form, "page": page})


def meeting(request: Asking, board: str, identifier: str) -> HttpResponse:
    """The minutes of a meeting: what was decided, what happened since the one before, and adding to them."""
    held = plan_for(request.viewer, board)
    found = meeting_for(request.viewer, held, identifier)
    minutes = minutes_of(request.viewer, found)
    items = items_to_choose(request.viewer, held)
    adding = request.method == "POST" and request.POST.get("do") == "add"
    form = DecisionForm(items, request.POST if adding else None)
    problem = ""
    if request.method == "POST" and (not adding or form.is_valid()):
        try:
            _changed(request, found, minutes, form)
        except Refused as error:
            problem = refused_words(error)
        else:
            return HttpResponseRedirect(reverse("meeting", args=[held.identifier, found.identifier]))
    note_readings(minutes.documents, by=request.viewer, door="minutes")
    context = {"board": held, "meeting": found, "minutes": minutes, "form": form, "problem": problem}
    return render(request, "practice/meetings/one.html", context)


def _changed(request: Asking, meeting: Meeting, minutes: Minutes, form: DecisionForm) -> None:
    if request.POST.get("do") == "minute":
        chosen = set(request.POST.getlist("event"))
        waiting = [one.happened for one in minutes.waiting if one.happened and one.happened.event in chosen]
        if not waiting:
            raise Refused(_("Tick what belongs in the minutes first."))
        decided = [Decided(one.words, one.item, one.action, one.event) for one in waiting]
        made = services.minute(meeting, decided, by=request.viewer)
        words = ngettext("%d line was written down.", "%d lines were written down.", len(made)) % len(made)
        messages.success(request, words)
    elif request.POST.get("do") == "add":
        chosen_item = form.cleaned_data["item"]
        item = item_for(request.viewer, chosen_item) if chosen_item else None
        services.minute(meeting, [Decided(form.cleaned_data["words"], item)], by=request.viewer)
    elif request.POST.get("do") == "strike":
        decision = (
            decisions_of(request.viewer, meeting).filter(identifier=request.POST.get("decision", "")).first()
        )
        if decision is not None:
            services.strike_out(decision, request.POST.get("reason", ""), by=request.viewer)
