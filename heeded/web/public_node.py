"""A public node is not written to: what it shows comes from the library that it follows. Readers may say that
something is wrong and keep what is their own; the rest of the forms are refused, whoever sends them."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from heeded.core.errors import NotAllowed
from heeded.library.queries import library_settings
from heeded.people.permissions import Permission

_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_OPEN = (
    "/account/",
    "/accounts/",
    "/report-a-problem/",
    "/problems/",
    "/your-searches/",
    "/said-before/",
    "/api/v1/said-before",
    "/api/v1/problems",
    "/api/v1/searches",
    "/api/v1/search-history",
    "/api/v1/tokens/",
    "/api/v1/accounts",
    "/api/v1/invitations",
)
_FORBIDDEN = 403
# What somebody with an account can still do on a public node; of the rest the pages offer nothing.
STAYS = frozenset({Permission.ANSWER_PROBLEMS, Permission.MANAGE_ACCOUNTS, Permission.SEE_AUDIT})


class ReadOnlyWhereFollowing:
    """Refuses what would change the library itself, where the library follows another. Asks only of what writes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        writes = request.method not in _READING and not request.path.startswith(_OPEN)
        if not writes or not library_settings().follows:
            return self.get_response(request)
        reason = _("This library is a copy of another, so nothing is added or changed here.")
        advice = _("Do it in the main library; it shows here within a minute.")
        if request.path.startswith("/api/"):
            return HttpResponse(status=_FORBIDDEN, reason=reason)  # the API’s own layer words it as a problem
        error = NotAllowed(reason, advice=advice)
        return render(request, "error.html", {"error": error, "status": _FORBIDDEN}, status=_FORBIDDEN)
