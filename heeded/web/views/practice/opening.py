"""Putting what a review teaches on a board's plan: choose the review, then its points and who is asked."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heeded.core.errors import Refused
from heeded.library.models import Work
from heeded.library.queries import work_for
from heeded.library.services import note_readings
from heeded.people.models import Organisation
from heeded.practice.queries import plan_for, reviews_to_open
from heeded.practice.services import ToOpen, open_together
from heeded.web.forms_of_practice.asking import ByWhenForm
from heeded.web.presenters.practice.opening import Chosen, documents_of, found_by_name, offered, opening_rows
from heeded.web.presenters.practice.refused import refused_words
from heeded.web.requests import Asking

_ON_A_PAGE = 25


@login_required
def open_on_plan(request: Asking, board: str) -> HttpResponse:
    """First the review, then what of it and who is asked."""
    held = plan_for(request.viewer, board)
    asked = request.POST.get("review", "") or request.GET.get("review", "")
    if not asked:
        return _choose_review(request, held)
    work = work_for(request.viewer, asked)
    if request.method != "POST":
        return _page(request, held, work, None)
    chosen = _chosen(request)
    if request.POST.get("do") == "find":
        return _page(request, held, work, chosen)
    return _open(request, held, work, chosen)


def _choose_review(request: Asking, board: Organisation) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:120]
    page = Paginator(reviews_to_open(request.viewer, words), _ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "practice/opening/review.html", {"board": board, "page": page, "words": words})


def _chosen(request: Asking) -> Chosen:
    points = frozenset(request.POST.getlist("point")[:500])
    names = [name for name in request.POST if name.startswith("ask-")][:500]
    asked = {name.removeprefix("ask-"): frozenset(request.POST.getlist(name)) for name in names}
    return Chosen(points, asked, request.POST.get("words", "").strip()[:120])


def _open(request: Asking, board: Organisation, work: Work, chosen: Chosen) -> HttpResponse:
    form = ByWhenForm(request.POST)
    among = offered(request.viewer, board, chosen)
    groups = opening_rows(request.viewer, work, board, among, chosen)
    wanted = [
        ToOpen(row["point"], [one for one in among if one.identifier in row["asked"]])
        for group in groups
        for row in group["rows"]
        if row["ticked"] and row["item"] is None
    ]
    if form.is_valid() and not wanted:
        form.add_error(None, _("Tick what is to go on the plan."))
    if form.is_valid():
        try:
            made = open_together(wanted, board, by=request.viewer, due=form.cleaned_data["due"])
        except Refused as error:
            form.add_error(None, refused_words(error))
        else:
            said = ngettext("%d is on the plan now.", "%d are on the plan now.", len(made))
            messages.success(request, said % len(made))
            return HttpResponseRedirect(_after(board, work))
    return _page(request, board, work, chosen, form)


def _after(board: Organisation, work: Work) -> str:
    return f"{reverse('open-on-plan', args=[board.identifier])}?review={work.identifier}"


def _page(
    request: Asking, board: Organisation, work: Work, chosen: Chosen | None, sent: ByWhenForm | None = None
) -> HttpResponse:
    """What was ticked stays ticked; while somebody is looked for by name, nothing else is said of it."""
    among = offered(request.viewer, board, chosen or Chosen())
    groups = opening_rows(request.viewer, work, board, among, chosen)
    note_readings(documents_of(groups), by=request.viewer, door="plan")
    typed = {f"due_{part}": request.POST.get(f"due_{part}", "") for part in range(3)}
    context = {
        "board": board,
        "work": work,
        "groups": groups,
        "offered": among,
        "words": chosen.words if chosen else "",
        "found": found_by_name(request.viewer, chosen.words) if chosen else [],
        "form": sent
        or (ByWhenForm() if chosen is None else ByWhenForm(initial={"due": list(typed.values())})),
        "left": sum(row["item"] is None for group in groups for row in group["rows"]),
    }
    return render(request, "practice/opening/choose.html", context, status=422 if sent else 200)
