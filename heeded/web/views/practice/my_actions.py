"""What somebody has to do: one page, each action with a form that takes a minute; and the days in a calendar."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from heeded.core.clock import now
from heeded.practice.queries import my_actions
from heeded.web.presenters.practice.my_actions import my_calendar, my_page
from heeded.web.requests import Asking

_ON_A_PAGE = 10


@login_required
def mine(request: Asking) -> HttpResponse:
    """My actions, overdue first, and what I did that waits for evidence."""
    page = Paginator(my_actions(request.viewer), _ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page} | my_page(request.viewer, list(page))
    return render(request, "practice/mine/list.html", context)


@login_required
def calendar(request: Asking) -> HttpResponse:
    """My actions as an iCalendar file."""
    answer = HttpResponse(
        my_calendar(request, request.viewer, now=now()), content_type="text/calendar; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="my-actions.ics"'
    return answer
