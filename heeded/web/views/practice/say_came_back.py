"""Saying by one's own reading that something came back: the point, then the review, then what teaches it again."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heeded.core.errors import Refused
from heeded.engine.vocabulary import LearningPointKind
from heeded.library.models import LearningPoint, Work
from heeded.library.queries import visible_learning_points, work_for
from heeded.library.services import note_readings
from heeded.people.models import Organisation
from heeded.practice.errors import NoSuchItem
from heeded.practice.kinds import When
from heeded.practice.models import CameBack, PlanItem
from heeded.practice.queries import board_of_returns, closed_as_changed, later_reviews, when_taught
from heeded.practice.services import say_it_came_back
from heeded.web.forms_of_practice.came_back import SayForm
from heeded.web.presenters.practice.came_back import item_rows, point_choices
from heeded.web.presenters.practice.refused import refused_words
from heeded.web.requests import Asking

_ON_A_PAGE = 25


def say_came_back(request: Asking, board: str) -> HttpResponse:
    """One step after the other, each with an address of its own."""
    held = board_of_returns(request.viewer, board)
    closed = closed_as_changed(request.viewer, held)
    if not request.GET.get("item"):
        page = Paginator(closed, _ON_A_PAGE).get_page(request.GET.get("page"))
        context = {"board": held, "page": page, "rows": item_rows(request.viewer, page)}
        return render(request, "practice/came_back/choose_item.html", context)
    item = closed.filter(identifier=request.GET["item"]).first()
    if item is None:
        raise NoSuchItem("There is no such item on a plan.")
    if not request.GET.get("review"):
        return _choose_review(request, held, item)
    return _say(request, held, item, work_for(request.viewer, request.GET["review"]))


def _choose_review(request: Asking, board: Organisation, item: PlanItem) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:120]
    found = later_reviews(request.viewer, item, words)
    page = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("page"))
    [row] = item_rows(request.viewer, [item])
    context = {"board": board, "item": row, "page": page, "words": words}
    return render(request, "practice/came_back/choose_review.html", context)


def _say(request: Asking, board: Organisation, item: PlanItem, work: Work) -> HttpResponse:
    teaches = visible_learning_points(request.viewer).filter(work=work)
    points = list(teaches.exclude(kind=LearningPointKind.GOOD_PRACTICE).select_related("document"))
    told = when_taught(request.viewer, item, points[0])[0] if points else When.NOT_KNOWN
    sent = request.POST if request.method == "POST" else None
    chosen = {"point": request.GET.get("point", "")}
    form = SayForm(point_choices(points), told != When.NOT_KNOWN, sent, initial=chosen)
    if form.is_bound and form.is_valid():
        made = _said(request, item, points, form)
        if made is not None:
            messages.success(request, _("Said: it came back."))
            return HttpResponseRedirect(reverse("came-back", args=[made.identifier]))
    note_readings({one.document.identifier for one in points}, by=request.viewer, door="plan")
    [row] = item_rows(request.viewer, [item])
    context = {"board": board, "item": row, "work": work, "form": form, "points": points}
    return render(request, "practice/came_back/say.html", context, status=422 if form.errors else 200)


def _said(request: Asking, item: PlanItem, points: list[LearningPoint], form: SayForm) -> CameBack | None:
    [point] = [one for one in points if one.identifier == form.cleaned_data["point"]]
    try:
        return say_it_came_back(
            item, point, by=request.viewer, when=form.chosen_when(), note=form.cleaned_data["note"]
        )
    except Refused as error:
        form.add_error(None, refused_words(error))
        return None
