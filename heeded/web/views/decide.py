"""Confirming facts and learning points: what the machine proposes beside the words it rests on."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heeded.core.errors import NotAllowed, NotFound
from heeded.engine.vocabulary import NOT_STATED, FactName, LearningPointKind
from heeded.library.decisions import decisions_of
from heeded.library.filing import filed
from heeded.library.keeping import may_keep
from heeded.library.models import Fact, LearningPoint, Work
from heeded.library.queries import in_documents, visible_documents, visible_learning_points, work_for
from heeded.library.services import (
    FactAnswer,
    confirm_title,
    correct_learning_point,
    decide_fact,
    decide_learning_point,
    note_reading,
)
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.web.presenters.facts import Known, checked_values, fact_questions, progress
from heeded.web.presenters.learning import places_of, staff_points
from heeded.web.requests import Asking


def facts(request: Asking, identifier: str) -> HttpResponse:
    """Every fact of a review with its proposals; one form each, so that one decision never waits for another."""
    work = _work(request, identifier)
    if request.method == "POST":
        return _decide(request, work)
    known = Known(filed(request.viewer, [work]).get(work.pk, {}), decisions_of(work), request.viewer)
    for document in visible_documents(request.viewer).filter(work=work):
        note_reading(document, by=request.viewer, door="facts")
    groups = fact_questions(known)
    points = visible_learning_points(request.viewer).filter(work=work)
    context = {
        "work": work,
        "groups": groups,
        "progress": progress(groups),
        "kinds": staff_points(points),
    }
    return render(request, "work/facts.html", context)


def _work(request: Asking, identifier: str) -> Work:
    if not may(request.viewer, Permission.CONFIRM):
        raise NotAllowed(_("You cannot confirm facts."))
    work = work_for(request.viewer, identifier)
    _must_keep(request, work)
    return work


def _must_keep(request: Asking, work: Work) -> None:
    """Of a review that another board looks after, nothing is decided here."""
    if not may_keep(request.viewer, Permission.CONFIRM, work):
        raise NotAllowed(
            _("You cannot confirm or correct what is filed of this review."),
            advice=_("The staff of the board that looks after it can."),
        )


def _decide(request: Asking, work: Work) -> HttpResponse:
    if "title" in request.POST:
        confirm_title(work, request.POST["title"].strip() or work.title, by=request.viewer)
        place = "title"
    else:
        place = _decide_fact(request, work)
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(f"{reverse('facts', args=[work.identifier])}#{place}")


def _decide_fact(request: Asking, work: Work) -> str:
    name, _colon, number = request.POST.get("fact", "").partition(":")
    if name not in set(FactName):
        raise NotFound(_("There is no such fact."))
    subject = int(number) if number.isdecimal() and len(number) < 5 else 0
    values = tuple(dict.fromkeys(v.strip()[:300] for v in request.POST.getlist("value") if v.strip()))
    if request.POST.get("how") == "not-stated":
        values = (NOT_STATED,)
    elif request.POST.get("how") == "undecided":
        values = ()
    else:
        values = checked_values(FactName(name), values)
    rests_on = Fact.objects.filter(work=work, name=name, value__in=values, found=True)
    answer = FactAnswer(FactName(name), values, subject, request.POST.get("note", "")[:300])
    decide_fact(work, answer, by=request.viewer, proposals=list(rests_on))
    return f"{name}-{subject}"


def learning_point(request: Asking, identifier: str) -> HttpResponse:
    """Confirm, correct or turn down one learning point."""
    if not may(request.viewer, Permission.CONFIRM):
        raise NotAllowed(_("You cannot confirm what was found."))
    points = LearningPoint.objects.filter(document__in=in_documents(request.viewer))
    point = points.select_related("work", "document").filter(identifier=identifier).first()
    if point is None:
        raise NotFound(_("There is no such learning point."))
    _must_keep(request, point.work)
    if request.method != "POST":
        note_reading(point.document, by=request.viewer, door="learning-point")
        context = {"point": point, "kinds": list(LearningPointKind), "places": places_of(point)}
        return render(request, "work/learning_point.html", context)
    if request.POST.get("how") == "correct":
        words = {name: request.POST.get(name, "") for name in ("kind", "number", "text")}
        correct_learning_point(point, **words, by=request.viewer)
    else:
        decide_learning_point(point, request.POST.get("how", ""), by=request.viewer)
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(f"{reverse('facts', args=[point.work.identifier])}#{point.identifier}")
