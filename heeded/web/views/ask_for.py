"""Deciding what the recommendations of a review ask for, of whom and by when."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heeded.briefing.services import decide_recommendation
from heeded.core.errors import NotAllowed, NotFound
from heeded.library.keeping import may_keep
from heeded.library.models import Work
from heeded.library.queries import visible_documents, visible_learning_points, work_for
from heeded.library.services import note_reading
from heeded.people.permissions import Permission
from heeded.web.presenters.asking_for import asked_of
from heeded.web.requests import Asking


def recommendations(request: Asking, identifier: str) -> HttpResponse:
    """Each recommendation with the machine's guess as a question. One is open at a time; what is saved opens the next
    that waits."""
    work = work_for(request.viewer, identifier)
    if not may_keep(request.viewer, Permission.EDIT_BRIEFINGS, work):
        raise NotAllowed(
            _("You cannot decide what the recommendations of this review ask for."),
            advice=_("The staff of the board that looks after it can."),
        )
    if request.method == "POST":
        return _decide(request, work)
    for document in visible_documents(request.viewer).filter(work=work):
        note_reading(document, by=request.viewer, door="recommendations")
    rows = asked_of(request.viewer, work, open_point=request.GET.get("point", ""))
    context = {"work": work, "rows": rows, "decided": sum(row.is_decided for row in rows)}
    return render(request, "briefing/asked_for.html", context)


def _decide(request: Asking, work: Work) -> HttpResponse:
    points = visible_learning_points(request.viewer).filter(work=work, kind="recommendation")
    point = points.filter(identifier=request.POST.get("point", "")).first()
    if point is None:
        raise NotFound(_("There is no such recommendation."))
    kinds = [kind for kind in (request.POST.get("main", ""), *request.POST.getlist("kind")) if kind]
    decide_recommendation(
        point,
        kinds=kinds,
        agencies=request.POST.getlist("agency"),
        by_when=request.POST.get("by-when", ""),
        by=request.viewer,
    )
    messages.success(request, _("Decided."))
    rows = asked_of(request.viewer, work)
    following = next((row.glance.point.identifier for row in rows if row.is_open), point.identifier)
    return HttpResponseRedirect(f"{reverse('asked-for', args=[work.identifier])}#{following}")
