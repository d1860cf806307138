"""One's own past searches: switched on and off, seen and deleted by their owner alone."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heeded.reach.queries import keeps_history
from heeded.reach.services import forget_searches, set_history
from heeded.web.presenters.searches import past_rows
from heeded.web.requests import Asking


@login_required
def history(request: Asking) -> HttpResponse:
    """One's own past searches: switched on and off here, and deleted."""
    if request.method == "POST":
        _do_with_history(request, request.POST.get("do", ""))
        return HttpResponseRedirect(reverse("search-history"))
    context = {"keeps": keeps_history(request.viewer), "rows": past_rows(request.viewer, most=500)}
    return render(request, "searches/history.html", context)


def _do_with_history(request: Asking, what: str) -> None:
    if what in ("on", "off"):
        set_history(on=what == "on", by=request.viewer)
        messages.success(request, _("From now on.") if what == "on" else _("Off. What was kept is deleted."))
    elif what == "delete":
        forget_searches(by=request.viewer)
        messages.success(request, _("Deleted."))
