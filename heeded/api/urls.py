"""Addresses of the API: a page for people, and one version below the other."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from heeded.api.application import api
from heeded.api.pages import description
from heeded.api.problems import problem


def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Whatever else is asked for below the API's address."""
    return problem(404, "There is no such address.", advice="The list of addresses is at /api/.")


urlpatterns = [
    path("", description, name="api"),
    path("v1/", api.urls),
    path("v1/<path:rest>", nothing),
]
