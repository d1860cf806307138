"""What every answer of the API has in common, whoever gave it: refusals as problems, what is left of the quota, when
a copy may be kept, and one row in the audit for each write of a token."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.http import ConditionalGetMiddleware

from heeded.api.application import api
from heeded.api.problems import MEDIA_TYPE, Place, problem
from heeded.core.services import record
from heeded.people.scopes import Scope

HERE = "/api/v1/"
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_READING_BY_POST = frozenset({"said_before_of_text"})  # a text that must not stand in an address
_DETAILS = {
    400: "What was sent cannot be read.",
    404: "There is no such address.",
    405: "This address does not take that method.",
    413: "More was sent at once than this site takes.",
    500: "Something went wrong on our side. It is written down.",
    503: "The library cannot answer at the moment.",
}


class ApiAnswers:
    """Stands outermost, so that also what Django refuses before any operation leaves as a problem."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.conditional = ConditionalGetMiddleware(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not request.path.startswith(HERE):
            return response
        response = _as_problem(response)
        _say_quota(request, response)
        _say_keeping(request, response)
        _write_down(request, response)
        return self.conditional.process_response(request, response)

    def process_view(
        self, request: HttpRequest, view: Any, arguments: Any, named: Any
    ) -> HttpResponse | None:
        """Refuse a parameter that there is not: left out, a misspelt filter would widen what is found."""
        if not request.path.startswith(HERE) or request.resolver_match is None:
            return None
        known = _parameters().get((request.resolver_match.route, request.method or ""))
        strange = sorted(set(request.GET) - known) if known is not None else []
        if not strange:
            return None
        places = [
            Place(where=f"query.{name[:80]}", problem="There is no such parameter.") for name in strange
        ]
        return problem(422, "Something that was sent cannot be used.", errors=places[:20])


@cache
def _parameters() -> dict[tuple[str, str], frozenset[str]]:
    """The parameters that each operation takes, by its route and method, as the API describes itself."""
    return {
        (re.sub(r"{(\w+)}", r"<\1>", path.lstrip("/")), method.upper()): frozenset(
            one["name"] for one in operation["parameters"] if one["in"] == "query"
        )
        for path, operations in api.description_made["paths"].items()
        for method, operation in operations.items()
    }


def _as_problem(response: HttpResponse) -> HttpResponse:
    """A page that says no becomes the same in the shape of the API."""
    if response.status_code < 400 or response.get("Content-Type", "").startswith(MEDIA_TYPE):
        return response
    status = response.status_code
    kept = {name: response[name] for name in ("Allow", "Retry-After") if name in response}
    return problem(status, _DETAILS.get(status, response.reason_phrase), headers=kept)


def _say_quota(request: HttpRequest, response: HttpResponse) -> None:
    quota = getattr(request, "quota", None)
    if quota is not None:
        response["RateLimit-Limit"] = str(quota.limit)
        response["RateLimit-Remaining"] = str(max(0, quota.left))
        response["RateLimit-Reset"] = str(quota.seconds)


def _say_keeping(request: HttpRequest, response: HttpResponse) -> None:
    """Nothing restricted is kept on the way or by a cache; the rest may be, and is asked for again each time."""
    holder = getattr(request, "holder", None)
    secret = holder is not None and Scope.READ_RESTRICTED in holder.scopes
    response["Cache-Control"] = "private, no-store" if secret else "private, no-cache"
    response["Vary"] = "Authorization"
    response["X-Content-Type-Options"] = "nosniff"


def _write_down(request: HttpRequest, response: HttpResponse) -> None:
    """The service that wrote has its own row, by the account; this one says which token it was."""
    holder = getattr(request, "holder", None)
    if holder is None or request.method in _READING or response.status_code >= 400:
        return
    match = request.resolver_match
    if match is not None and match.url_name in _READING_BY_POST:
        return
    record(
        "token.write",
        by=holder.viewer,
        thing_kind="token",
        thing=holder.token.identifier,
        operation=match.url_name if match else "",
    )
