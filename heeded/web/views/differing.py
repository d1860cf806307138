"""Codings that differ outside a round: listed, and one chosen."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heeded.core.errors import Refused
from heeded.learning.queries import coding_for, differing
from heeded.learning.services import choose
from heeded.library.queries import work_for
from heeded.library.services import note_readings
from heeded.web.presenters.differing import differing_rows
from heeded.web.requests import Asking
from heeded.web.views.rounds import must_code

_ON_A_PAGE = 20


def codings(request: Asking) -> HttpResponse:
    """What differs in all reviews that one may see, or in one; a button beside each coding that can be chosen."""
    must_code(request)
    asked = request.GET.get("review", "")
    work = work_for(request.viewer, asked) if asked else None
    if request.method == "POST":
        _choose(request)
        return HttpResponseRedirect(_address(asked))
    found = differing(request.viewer, work=work)
    page = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("page"))
    shown = list(page)
    read = {one.place.document.identifier for row in shown for one in row.coded if one.place.document}
    note_readings(read, by=request.viewer, door="differing")
    context = {"page": page, "rows": differing_rows(request.viewer, shown), "work": work}
    return render(request, "differing/list.html", context)


def _choose(request: Asking) -> None:
    """Let one coding count against those that were shown beside it."""
    coding = coding_for(request.viewer, request.POST.get("coding", ""))
    shown = [one for one in request.POST.getlist("against") if one != coding.identifier]
    others = [coding_for(request.viewer, one) for one in shown]
    try:
        choose(coding, against=others, by=request.viewer)
    except Refused as error:
        messages.warning(request, f"{error.reason} {error.advice}".strip())
    else:
        messages.success(request, _("Chosen. What said otherwise is rejected and stays on record."))


def _address(review: str) -> str:
    address = reverse("codings-differing")
    return f"{address}?review={review}" if review else address
