"""Why: on each finding and learning point, whether it explains and by which pattern of causes."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heeded.core.errors import NotFound, Refused
from heeded.engine.briefing import CausePattern, Is
from heeded.learning.models import Why
from heeded.learning.queries import whys_of
from heeded.learning.services import WhySaid, decide_why, reject_why
from heeded.library.models import LearningPoint
from heeded.library.queries import visible_learning_points, work_for
from heeded.library.services import note_reading, note_readings
from heeded.web.presenters.learning import places_of
from heeded.web.presenters.why import counted_rows, reviews_waiting, why_groups, why_history, whys_said
from heeded.web.requests import Asking
from heeded.web.views.rounds import must_code

_ON_A_PAGE = 25


def waiting(request: Asking) -> HttpResponse:
    """The reviews with proposals to decide, and what has been decided so far."""
    must_code(request)
    page = Paginator(reviews_waiting(request.viewer), _ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "why/waiting.html", {"page": page, "counted": counted_rows(request.viewer)})


def review(request: Asking, identifier: str) -> HttpResponse:
    """Every finding and learning point of a review, each with the machine's proposal and a form of its own."""
    must_code(request)
    work = work_for(request.viewer, identifier)
    groups = why_groups(request.viewer, work)
    shown = {row["point"].document.identifier for group in groups for row in group["rows"]}
    note_readings(shown, by=request.viewer, door="why")
    left = sum(
        1 for group in groups for row in group["rows"] if not (row["said"] and row["said"]["is_decided"])
    )
    context = {"work": work, "groups": groups, "left": left, "patterns": list(CausePattern)}
    return render(request, "why/review.html", context)


def one(request: Asking, identifier: str) -> HttpResponse:
    """One learning point: decide, reject what the machine proposes, take back; and what was said of it before."""
    must_code(request)
    points = visible_learning_points(request.viewer).select_related("work", "document")
    point = points.filter(identifier=identifier).first()
    if point is None:
        raise NotFound(_("There is no such learning point."))
    if request.method == "POST":
        problem = _decided(request, point)
        if not problem:
            return HttpResponseRedirect(_back(request, point))
        messages.warning(request, problem)
    note_reading(point.document, by=request.viewer, door="why")
    context = {
        "point": point,
        "places": places_of(point),
        "said": whys_said(request.viewer, [point]).get(point.pk),
        "history": why_history(request.viewer, point),
        "patterns": list(CausePattern),
        "typed": {"note": request.POST.get("note", ""), "pattern": request.POST.get("pattern", "")},
    }
    return render(request, "why/one.html", context, status=422 if request.method == "POST" else 200)


def _decided(request: Asking, point: LearningPoint) -> str:
    """Do what the button says; what is refused, in words."""
    try:
        if request.POST.get("do") == "reject":
            reject_why(_named(request, point), by=request.viewer)
            messages.success(request, _("Saved. It counts no more, and stays on record."))
        else:
            decide_why(point, _said(request), by=request.viewer)
            messages.success(request, _("Decided."))
    except Refused as error:
        return f"{error.reason} {error.advice}".strip()
    return ""


def _named(request: Asking, point: LearningPoint) -> Why:
    found = whys_of(request.viewer, point).filter(identifier=request.POST.get("why", "")).first()
    if found is None:
        raise NotFound(_("There is no such proposal."))
    return found


def _said(request: Asking) -> WhySaid:
    says, pattern = request.POST.get("says", ""), request.POST.get("pattern", "")
    if says not in set(Is):
        raise Refused(_("Say whether it explains or only describes."))
    if pattern and pattern not in set(CausePattern):
        raise Refused(_("Choose a pattern from the list."))
    if says == Is.DESCRIBES:
        pattern = ""  # only what explains has one
    return WhySaid(Is(says), CausePattern(pattern) if pattern else None, request.POST.get("note", ""))


def _back(request: Asking, point: LearningPoint) -> str:
    """To the list of the review where it was decided there, at the next point; else to the point itself."""
    if request.POST.get("from") == "review":
        return f"{reverse('review-why', args=[point.work.identifier])}#{point.identifier}"
    return reverse("why", args=[point.identifier])
