"""One action: all of it, and every state that it ever had."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from heeded.practice.queries import action_for
from heeded.web.forms_of_practice.days import DayForm
from heeded.web.presenters.practice.action_history import history_page
from heeded.web.presenters.practice.one_action import action_page
from heeded.web.requests import Asking


def action(request: Asking, identifier: str) -> HttpResponse:
    """What is done about what was recommended, what shows it, and how it ended."""
    found = action_for(request.viewer, identifier)
    context = action_page(request.viewer, found) | {"hide_from_search_engines": True}
    return render(request, "practice/action/one.html", context)


@login_required
def history(request: Asking, identifier: str) -> HttpResponse:
    """Every date and owner that it ever had, and how it stood on any day."""
    found = action_for(request.viewer, identifier)
    form = DayForm(request.GET if "on_0" in request.GET else None)
    on = form.cleaned_data["on"] if form.is_bound and form.is_valid() else None
    context = history_page(request.viewer, found, on) | {"form": form}
    return render(request, "practice/action/history.html", context, status=422 if form.errors else 200)
