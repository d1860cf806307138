"""What the site says of itself: about, accessibility, privacy, status."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from heeded.core.errors import NotAllowed, NotFound
from heeded.intake.queries import library_state
from heeded.people.permissions import Permission
from heeded.intake.wording import state_groups
from heeded.web.requests import Asking


def about(request: Asking) -> HttpResponse:
    """What Heeded is, and what it is not."""
    return render(request, "about/about.html")


def accessibility(request: Asking) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "about/accessibility.html")


def privacy(request: Asking) -> HttpResponse:
    """What is kept of a reader: next to nothing."""
    return render(request, "about/privacy.html")


def status(request: Asking) -> HttpResponse:
    """Whether the library is well; figures for those who run it."""
    staff = bool({Permission.ADD_REPORTS, Permission.MANAGE_ACCOUNTS} & request.viewer.permissions)
    return render(request, "about/status.html", {"groups": state_groups(library_state()) if staff else []})


def not_found(request: Asking, exception: Exception) -> HttpResponse:
    """No such address, or nothing that this viewer may see: the two look the same."""
    error = NotFound(_("There is no such page, or you cannot see it."))
    return render(request, "error.html", {"error": error, "status": 404}, status=404)


def forged(request: Asking, reason: str = "") -> HttpResponse:
    """A form that did not come from our own page, or from one that is too old."""
    error = NotAllowed(
        _("This form is too old or did not come from this site."), advice=_("Go back and try again.")
    )
    return render(request, "error.html", {"error": error, "status": 403}, status=403)


def broken(request: Asking) -> HttpResponse:
    """Something failed that nobody foresaw. Laid out without the database, which may be what failed."""
    return render(None, "broken.html", status=500)
