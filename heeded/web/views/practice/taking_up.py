"""A recommendation goes on a plan from wherever it is read: one's own, or another area's: could it happen here?"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heeded.core.errors import Refused
from heeded.learning.queries import point_named
from heeded.library.models import LearningPoint
from heeded.people.models import Organisation
from heeded.practice import services
from heeded.practice.errors import NoSuchPoint
from heeded.practice.models import Point
from heeded.practice.queries import plans_kept, point_for
from heeded.web.forms_of_practice.taking_up import BoardForm, TakeUpForm
from heeded.web.presenters.practice.refused import refused_words
from heeded.web.presenters.practice.taking_up import board_first, take_up_page
from heeded.web.requests import Asking


@login_required
def take_up(request: Asking, identifier: str) -> HttpResponse:
    """Say of a point that is on some plan whether it could happen here."""
    boards = _boards(request)
    return _take_up(request, point_for(request.viewer, identifier), boards)


def put_on_plan(request: Asking, identifier: str) -> HttpResponse:
    """Put a learning point on one's plan: as one's own where its review is, else taken up from elsewhere."""
    boards = _boards(request)
    point = point_named(request.viewer, identifier)
    if request.method == "POST" and request.POST.get("do") == "own":
        return _own(request, point, boards)
    return _take_up(request, point, boards)


def _boards(request: Asking) -> list[Organisation]:
    boards = list(plans_kept(request.viewer))
    if not boards:
        raise NoSuchPoint("There is no such point to be learnt.")
    return boards


def _own(request: Asking, point: LearningPoint, boards: list[Organisation]) -> HttpResponse:
    form = BoardForm(boards, request.POST)
    if not form.is_valid():
        return _page(request, point, boards, TakeUpForm(boards), problem=_("Choose a board."), status=422)
    try:
        item = services.open_item(point, form.on_plan_of(), by=request.viewer)
    except Refused as error:
        return _page(request, point, boards, TakeUpForm(boards), problem=refused_words(error), status=422)
    messages.success(request, _("It is on the plan. Who is to answer it?"))
    return HttpResponseRedirect(reverse("ask-agency", args=[item.identifier]))


def _take_up(request: Asking, point: Point | LearningPoint, boards: list[Organisation]) -> HttpResponse:
    first = board_first(request.viewer, point, boards, request.GET.get("board", ""))
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = TakeUpForm(boards, *sent, initial={"board": first.identifier})
    if form.is_bound and form.is_valid():
        try:
            item = services.take_up(point, form.on_plan_of(), form.said(), by=request.viewer)
        except Refused as error:
            form.add_error(None, refused_words(error))
        else:
            messages.success(request, _("Noted on the plan."))
            return HttpResponseRedirect(reverse("plan-item", args=[item.identifier]))
    return _page(request, point, boards, form, status=422 if form.errors else 200)


def _page(
    request: Asking,
    point: Point | LearningPoint,
    boards: list[Organisation],
    form: TakeUpForm,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    context = take_up_page(request.viewer, point, boards) | {"form": form, "problem": problem}
    return render(request, "practice/opening/take_up.html", context, status=status)
