"""Points that no report here has: entered by hand, and placed once their report has come."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heeded.core.errors import Refused
from heeded.learning.queries import point_named
from heeded.library.queries import work_for
from heeded.library.services import note_readings
from heeded.people.models import Organisation
from heeded.practice.models import PlanItem
from heeded.practice.queries import plan_for, printed_since, works_called
from heeded.practice.services import enter_item, place_point
from heeded.web.forms_of_practice.entering import EnterForm, PlaceForm
from heeded.web.presenters.practice.item import item_title
from heeded.web.presenters.practice.placing import place_choices
from heeded.web.presenters.practice.refused import refused_words
from heeded.web.requests import Asking
from heeded.web.views.practice.plan_items import kept_item, words_of


@login_required
def enter(request: Asking, board: str) -> HttpResponse:
    """Enter a point; a review is looked for by title without losing what is typed."""
    held = plan_for(request.viewer, board)
    words = request.POST.get("words", "").strip()[:120]
    chosen = request.POST.get("review", "") or request.GET.get("review", "")
    works = works_called(request.viewer, words, chosen)
    if request.method != "POST" or request.POST.get("do") == "find":
        return _page(request, held, EnterForm(works, initial=_filled_in(request)), words)
    form = EnterForm(works, request.POST)
    if form.is_valid():
        try:
            item = enter_item(form.entered(), held, by=request.viewer)
        except Refused as error:
            form.add_error(None, refused_words(error))
        else:
            messages.success(request, _("It is on the plan. Who is to answer it?"))
            return HttpResponseRedirect(reverse("ask-agency", args=[item.identifier]))
    return _page(request, held, form, words, status=422)


def _filled_in(request: Asking) -> dict[str, object]:
    if request.method != "POST":
        return {"review": request.GET.get("review", "")}
    day = [request.POST.get(f"source_date_{part}", "") for part in range(3)]
    return {name: request.POST.get(name, "") for name in EnterForm.base_fields} | {"source_date": day}


def _page(
    request: Asking, board: Organisation, form: EnterForm, words: str, *, status: int = 200
) -> HttpResponse:
    context = {"board": board, "form": form, "looked_for": words, "keeps": True}
    return render(request, "practice/opening/enter.html", context, status=status)


@login_required
def place(request: Asking, identifier: str) -> HttpResponse:
    """Say where a point is printed, in a report that came later or in a version that words it differently. Where its
    review is not known it is found by title first."""
    held = kept_item(request, identifier)
    asked = request.POST.get("review", "") or request.GET.get("review", "")
    points = list(printed_since(request.viewer, held, work_for(request.viewer, asked) if asked else None))
    note_readings({one.document.identifier for one in points}, by=request.viewer, door="plan")
    form = PlaceForm(place_choices(points), *([request.POST] if request.method == "POST" else []))
    if form.is_bound and form.is_valid():
        try:
            point = point_named(request.viewer, form.cleaned_data["learning_point"])
            place_point(held, point, by=request.viewer)
        except Refused as error:
            form.add_error(None, refused_words(error))
        else:
            messages.success(request, _("Its pages are linked now."))
            return HttpResponseRedirect(reverse("plan-item", args=[held.identifier]))
    context = _place_page(request, held, asked) | {"form": form, "points": points}
    return render(request, "practice/item/place.html", context, status=422 if form.errors else 200)


def _place_page(request: Asking, held: PlanItem, asked: str) -> dict[str, object]:
    words = request.GET.get("q", "").strip()[:120]
    point = words_of(request, held)
    return {
        "item": held,
        "board": held.board,
        "keeps": True,
        "words": point,
        "title": item_title(point),
        "review": asked,
        "looked_for": words,
        "works": [] if held.point.work_id else works_called(request.viewer, words),
    }
