"""Who is asking, and what a refusal looks like: the same on every page."""

from collections.abc import Callable
from contextlib import nullcontext

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render

from heeded.core.errors import HeededError
from heeded.library.errors import status_of
from heeded.library.looking import one_look
from heeded.people.models import Account
from heeded.people.queries import viewer_of
from heeded.people.viewer import ANONYMOUS, Viewer


class ViewerMiddleware:
    """Set `request.viewer`, and turn what a service refuses into a page in plain words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = viewer_of_request(request)  # type: ignore[attr-defined]
        # A page that only reads asks once where a role of theirs is in; what writes asks as often as it must.
        looking = one_look() if request.method in {"GET", "HEAD"} else nullcontext()
        with looking:
            response = self.get_response(request)
        if request.viewer.account is not None:  # type: ignore[attr-defined]
            # After logging out, neither the back button nor a proxy shows what only this person may see.
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, HeededError):
            return None
        status = status_of(error)
        return render(request, "error.html", {"error": error, "status": status}, status=status)


def viewer_of_request(request: HttpRequest) -> Viewer:
    """The viewer behind this request."""
    account = request.user
    if not isinstance(account, Account) or not account.is_active:
        return ANONYMOUS
    return viewer_of(account, strong=_is_strong(request))


def _is_strong(request: HttpRequest) -> bool:
    """A log-in is strong when this session passed a second factor, or none is asked for here."""
    if not settings.SECOND_FACTOR_FOR_RESTRICTED:
        return True
    methods = request.session.get("account_authentication_methods", [])
    return any(method.get("method") == "mfa" for method in methods)


class SmallPages(GZipMiddleware):
    """Pages leave compressed, with Django's padding against guessing from their length; pictures and reports, which
    are compressed already, do not."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.get("Content-Type", "").startswith("text/html"):
            return super().process_response(request, response)
        return response
