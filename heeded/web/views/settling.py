"""After both are done: how far they agree, and where they differ, side by side, to be settled."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heeded.core.errors import Refused
from heeded.learning.errors import NoSuchRound
from heeded.learning.models import CodingRound
from heeded.learning.queries import differences, round_for
from heeded.learning.services import settle
from heeded.library.services import note_readings
from heeded.web.presenters.agreement import ENOUGH, GOOD, agreement_rows, agreement_table
from heeded.web.presenters.rounds import may_settle
from heeded.web.presenters.settling import difference_rows
from heeded.web.requests import Asking
from heeded.web.views.rounds import must_code
from heeded.web.views.take_away import sent_export

_ON_A_PAGE = 10


def agreement(request: Asking, identifier: str) -> HttpResponse:
    """The figures of each theme with their intervals, and in words what they mean."""
    held = _held(request, identifier)
    context = {
        "round": held,
        "rows": agreement_rows(request.viewer, held),
        "enough": f"{ENOUGH:.3f}".lstrip("0"),
        "good": f"{GOOD:.1f}".lstrip("0"),
    }
    return render(request, "rounds/agreement.html", context)


def table(request: Asking, identifier: str) -> HttpResponse:
    """The same as CSV."""
    return sent_export(agreement_table(request.viewer, _held(request, identifier)))


def settling(request: Asking, identifier: str) -> HttpResponse:
    """Both sides of each difference, and a choice; what is chosen on a page is saved at once."""
    held = _held(request, identifier)
    if request.method == "POST":
        return _settled(request, held)
    whole = request.GET.get("show") == "all" or held.state != "settling"
    found = differences(request.viewer, held)
    left = found.filter(settled="").count()
    page = Paginator(found if whole else found.filter(settled=""), _ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    units = list(page)
    note_readings({unit.document.identifier for unit in units}, by=request.viewer, door="coding-round")
    context = {
        "round": held,
        "page": page,
        "rows": difference_rows(request.viewer, held, units),
        "whole": whole,
        "count": found.count(),
        "left": left,
        "may_settle": held.state == "settling" and may_settle(request.viewer, held),
    }
    return render(request, "rounds/differences.html", context)


def _settled(request: Asking, held: CodingRound) -> HttpResponse:
    """Save what was chosen. What is refused is told, and the rest is saved all the same."""
    address = reverse("round-differences", args=[held.identifier])
    whole = request.POST.get("show") == "all"
    chosen = {
        name.removeprefix("unit-"): str(value)
        for name, value in request.POST.items()
        if name.startswith("unit-")
    }
    keys = [int(key) for key in chosen if key.isdecimal() and len(key) < 19]
    saved = 0
    try:
        for unit in differences(request.viewer, held).filter(pk__in=keys):
            before, value = unit.settled, chosen[str(unit.pk)]
            saved += settle(unit, value, by=request.viewer).settled != before
    except Refused as error:
        messages.warning(request, f"{error.reason} {error.advice}".strip())
    if saved:
        words = ngettext("%d difference settled.", "%d differences settled.", saved) % saved
        messages.success(request, words)
    elif not keys:
        messages.info(request, _("Nothing was chosen."))
    return HttpResponseRedirect(f"{address}?show=all" if whole else address)


def _held(request: Asking, identifier: str) -> CodingRound:
    """A round that is not blind any more.

    Raises:
        NoSuchRound: there is none for this viewer, or somebody is still coding.
    """
    must_code(request)
    held = round_for(request.viewer, identifier)
    if held.state == "open":
        raise NoSuchRound(
            _("Somebody is still coding in this round."),
            advice=_("How far they agree is known when both have said that they are done."),
        )
    return held
