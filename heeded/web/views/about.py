"""What the site says of itself: about, accessibility, privacy, status."""

from django.http import HttpResponse
from django.shortcuts import render

from heeded.intake.queries import library_state
from heeded.people.permissions import Permission
from heeded.web.requests import Asking


def about(request: Asking) -> HttpResponse:
    return render(request, "about/about.html")


def accessibility(request: Asking) -> HttpResponse:
    return render(request, "about/accessibility.html")


def privacy(request: Asking) -> HttpResponse:
    return render(request, "about/privacy.html")


def status(request: Asking) -> HttpResponse:
    """Whether the library is well; figures for those who run it."""
    staff = bool({Permission.ADD_REPORTS, Permission.MANAGE_ACCOUNTS} & request.viewer.permissions)
    return render(request, "about/status.html", {"state": library_state() if staff else None})
