"""What waits for whoever looks after the library."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from heeded.core.errors import NotAllowed
from heeded.web.presenters.waiting import has_work, waiting_lists
from heeded.web.requests import Asking


def waiting(request: Asking) -> HttpResponse:
    """Problems, drafts, files, titles and facts, each leading to where it is done."""
    if not has_work(request.viewer):
        raise NotAllowed(_("No work waits for you in this library."))
    lists = waiting_lists(request.viewer, whole=request.GET.get("all", ""))
    return render(request, "work/waiting.html", {"lists": lists})
