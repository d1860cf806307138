"""The page that people read: what can be asked, with what, in plain words. Made from the API's own description."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from heeded.api.application import api


def description(request: HttpRequest) -> HttpResponse:
    """Every operation by what it is about."""
    context = {
        "groups": groups(),
        "a_minute": settings.API_TOKEN_A_MINUTE,
        "anonymous_a_minute": settings.API_ANONYMOUS_A_MINUTE,
        "here": request.build_absolute_uri("/api/v1"),
    }
    return render(request, "api/description.html", context)


@cache
def groups() -> dict[str, list[dict[str, Any]]]:
    """The operations as rows, by tag, in the order of the application."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path, operations in api.description_made["paths"].items():
        for method, operation in operations.items():
            found.setdefault(operation["tags"][0], []).append(_row(path, method, operation))
    return found


def _row(path: str, method: str, operation: dict[str, Any]) -> dict[str, Any]:
    words = operation["description"].split("\n\n")
    return {
        "name": operation["operationId"],
        "method": method.upper(),
        "path": path.removeprefix("/api/v1/").split("/"),
        "words": " ".join(" ".join(words[:-1]).replace("`", "").split()),
        "scope": operation["x-scope"],
        "anonymous": operation["x-anonymous"],
        "parameters": [one["name"] for one in operation["parameters"] if one["in"] == "query"],
    }
