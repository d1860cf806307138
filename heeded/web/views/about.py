"""What the site says of itself: about, accessibility, privacy, status."""

import sys

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.db import DataError, InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from heeded.core.errors import NotAllowed, NotFound, Refused
from heeded.intake.queries import library_state
from heeded.intake.wording import state_groups
from heeded.people.permissions import Permission
from heeded.web.presenters.following import following_groups
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
    groups = following_groups(staff=staff) + (state_groups(library_state()) if staff else [])
    return render(request, "about/status.html", {"groups": groups})


def not_understood(request: Asking, exception: Exception) -> HttpResponse:
    """What was sent cannot be read as a question to this site, or is more than it takes at once."""
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        error = Refused(
            _("More was sent at once than this site takes."), advice=_("Send fewer or smaller files.")
        )
        return render(request, "error.html", {"error": error, "status": 413}, status=413)
    error = Refused(_("This address or form cannot be read."), advice=_("Go back and try again."))
    return render(request, "error.html", {"error": error, "status": 400}, status=400)


def forbidden(request: Asking, exception: Exception) -> HttpResponse:
    """Something that nobody may do this way."""
    error = NotAllowed(_("You cannot do this."))
    return render(request, "error.html", {"error": error, "status": 403}, status=403)


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
    """Something failed that nobody foresaw. Laid out without the database, which may be what failed: where it is
    away or too busy, the page says so and asks to try again. What no database can hold was nothing to ask for."""
    error = sys.exc_info()[1]
    if isinstance(error, DataError):
        return not_understood(request, error)
    if not isinstance(error, OperationalError | InterfaceError):
        return render(None, "broken.html", status=500)
    answer = render(None, "away.html", status=503)
    answer["Retry-After"] = "10"  # seconds
    return answer
