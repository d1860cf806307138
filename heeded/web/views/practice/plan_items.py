"""A point on a board's plan from within, and showing it to everybody."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heeded.core.errors import NotAllowed
from heeded.library.services import note_readings
from heeded.practice import services
from heeded.practice.errors import NoSuchItem
from heeded.practice.models import PlanItem
from heeded.practice.queries import item_for, plans_kept, points_shown
from heeded.web.presenters.practice.item import ItemSeen, item_page, item_seen, item_title
from heeded.web.presenters.practice.outcomes import documents_read
from heeded.web.presenters.practice.point_words import PointWords, point_words
from heeded.web.requests import Asking

_DO = {
    "show": lambda item, by: services.show_item(item, by=by),
    "hide": lambda item, by: services.hide_item(item, by=by),
    "own": lambda item, by: services.say_own_words(item, True, by=by),
    "not-own": lambda item, by: services.say_own_words(item, False, by=by),
}


def item(request: Asking, identifier: str) -> HttpResponse:
    """All of it that this viewer may know. What an outside body reads is written down, for the board to see. Whoever
    has not logged in is asked to, whether or not there is such an item: letters lead here."""
    try:
        held = item_for(request.viewer, identifier)
    except NoSuchItem:
        if request.user.is_authenticated:
            raise
        return redirect_to_login(request.get_full_path())
    seen = seen_item(request, held)
    context = item_page(request.viewer, seen) | {"title": item_title(seen.words)}
    return render(request, "practice/item/one.html", context)


def seen_item(request: Asking, held: PlanItem) -> ItemSeen:
    """The item as this viewer may know it, its reading noted."""
    services.note_outside_readings([held], by=request.viewer)
    seen = item_seen(request.viewer, held)
    if request.viewer.account is not None:  # nobody else sees anything that is not public
        note_readings(documents_read([seen.whole]), by=request.viewer, door="plan")
    return seen


def words_of(request: Asking, held: PlanItem) -> PointWords:
    """Only what is to be learnt, its reading noted: for forms."""
    words = point_words(points_shown(request.viewer, [held.point])[held.point_id])
    note_readings(words.documents, by=request.viewer, door="plan")
    return words


def kept_item(request: Asking, identifier: str) -> PlanItem:
    """An item of a plan that this person keeps.

    Raises:
        NoSuchItem: there is none, or they do not keep its plan.
    """
    held = item_for(request.viewer, identifier)
    if not plans_kept(request.viewer).filter(pk=held.board_id).exists():
        raise NoSuchItem("There is no such item on a plan.")
    return held


@login_required
def show(request: Asking, identifier: str) -> HttpResponse:
    """What would be shown, asked first; show it, hide it again, or say that it repeats no report."""
    held = kept_item(request, identifier)
    do = request.POST.get("do", "")
    if request.method == "POST" and do in _DO:
        try:
            held = _DO[do](held, request.viewer)
        except NotAllowed as error:
            raise NoSuchItem("There is no such item on a plan.") from error
        messages.success(request, _said(do))
        return HttpResponseRedirect(reverse("plan-item", args=[held.identifier]))
    seen = seen_item(request, held)
    context = item_page(request.viewer, seen) | {"title": item_title(seen.words)}
    return render(request, "practice/item/show.html", context)


def _said(do: str) -> str:
    return {
        "show": _("Shown to everybody who may see the point."),
        "hide": _("Shown to nobody outside any more."),
        "own": _("Noted: it stays when the report is erased."),
        "not-own": _("Noted: it goes when the report is erased."),
    }[do]
