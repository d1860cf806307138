"""Closing a point of a plan or one action of it, and opening it again. Whoever comes second is told by whom it was
closed, when and as what."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heeded.core.errors import NotAllowed, Refused
from heeded.practice import services
from heeded.practice.errors import AlreadyClosed, NoSuchAction, NoSuchItem
from heeded.practice.models import Action, PlanItem
from heeded.practice.queries import action_for, closing_of
from heeded.web.forms_of_practice.closing import CloseForm, ReopenForm
from heeded.web.presenters.practice.closing import close_page, others_of
from heeded.web.presenters.practice.item import item_title
from heeded.web.presenters.practice.refused import refused_words
from heeded.web.requests import Asking
from heeded.web.views.practice.plan_items import kept_item, words_of

_Thing = PlanItem | Action


@login_required
def close_item(request: Asking, identifier: str) -> HttpResponse:
    """Close a point of the plan, or open it again."""
    held = kept_item(request, identifier)
    return _close(request, held, held)


@login_required
def close_action(request: Asking, identifier: str) -> HttpResponse:
    """Close one action, or open it again."""
    action = action_for(request.viewer, identifier)
    try:
        item = kept_item(request, action.item.identifier)
    except NoSuchItem as error:
        raise NoSuchAction("There is no such action.") from error
    return _close(request, action, item)


def _close(request: Asking, thing: _Thing, item: PlanItem) -> HttpResponse:
    if request.method == "POST" and request.POST.get("do") == "reopen":
        return _reopen(request, thing, item)
    if request.method != "POST" or request.POST.get("do") == "find":
        return _page(request, thing, item)
    words = request.POST.get("words", "").strip()[:120]
    page = close_page(request.viewer, thing)
    form = CloseForm(others_of(request.viewer, thing, words), page["can"].check, request.POST)
    if form.is_valid():
        try:
            _service(thing, form, request)
        except AlreadyClosed as error:
            return _page(request, thing, item, told=refused_words(error), status=409)
        except Refused as error:
            form.add_error(None, refused_words(error))
        else:
            messages.success(request, _("Closed."))
            return HttpResponseRedirect(reverse("plan-item", args=[item.identifier]))
    return _page(request, thing, item, sent=form, status=422)


def _service(thing: _Thing, form: CloseForm, request: Asking) -> None:
    """Close it; what is not for them looks as if it did not exist."""
    try:
        if isinstance(thing, Action):
            services.close_action(thing, form.said(), by=request.viewer)
        else:
            services.close_item(thing, form.said(), by=request.viewer)
    except NotAllowed as error:
        raise NoSuchItem("There is no such item on a plan.") from error


def _reopen(request: Asking, thing: _Thing, item: PlanItem) -> HttpResponse:
    form = ReopenForm(request.POST)
    closing = closing_of(request.viewer, thing)
    if closing is not None and form.is_valid():
        services.reopen(closing, form.cleaned_data["reopened_reason"], by=request.viewer)
        messages.success(request, _("Opened again."))
    if closing is None or form.is_valid():
        return HttpResponseRedirect(reverse("plan-item", args=[item.identifier]))
    return _page(request, thing, item, again=form, status=422)


def _page(
    request: Asking,
    thing: _Thing,
    item: PlanItem,
    *,
    sent: CloseForm | None = None,
    again: ReopenForm | None = None,
    told: str = "",
    status: int = 200,
) -> HttpResponse:
    words = request.POST.get("words", "").strip()[:120]
    page = close_page(request.viewer, thing)
    typed = {name: request.POST.get(name, "") for name in ("closed_as", "into", "reason")}
    form = sent or CloseForm(others_of(request.viewer, thing, words), page["can"].check, initial=typed)
    point = words_of(request, item)
    context = page | {
        "form": again or form if page["closing"] else form,
        "reopen": again or ReopenForm(),
        "told": told,
        "looked_for": words,
        "item": item,
        "board": item.board,
        "keeps": True,
        "words": point,
        "title": item_title(point),
    }
    return render(request, "practice/item/close.html", context, status=status)
