"""Lessons that come back: the list, one of them with its throughline, its history."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heeded.core.errors import NotAllowed
from heeded.learning.queries import lesson_for, lessons_shown, sees_undecided
from heeded.library.services import note_readings
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.web.presenters.lesson_list import STATES, LessonsAsked, lesson_list
from heeded.web.presenters.lessons import called_after, history_of, member_rows
from heeded.web.presenters.throughlines import throughline_page
from heeded.web.requests import Asking


def lessons(request: Asking) -> HttpResponse:
    """Confirmed lessons for everybody, those taught most often first; for staff, the proposed ones apart."""
    staff = sees_undecided(request.viewer)
    asked = LessonsAsked.from_address(request.GET, staff=staff)
    found = lesson_list(request.viewer, asked, request.GET.get("page"))
    note_readings(called_after(row["shown"] for row in found.rows), by=request.viewer, door="lessons")
    states = [(state, words, LessonsAsked(state).address()) for state, words in STATES.items()]
    context = {"asked": asked, "found": found, "states": states if staff else []}
    return render(request, "lessons/list.html", context)


def lesson(request: Asking, identifier: str) -> HttpResponse:
    """One lesson: every review that taught it in time, the passages, what was asked for. An old address of a merged
    one leads to where it went."""
    held = lesson_for(request.viewer, identifier)
    if held.identifier != identifier:
        return HttpResponseRedirect(reverse("lesson", args=[held.identifier]))
    [shown] = lessons_shown(request.viewer, [held])
    note_readings(
        {one.learning_point.document.identifier for one in shown.members}, by=request.viewer, door="lesson"
    )
    context = throughline_page(request.viewer, shown) | {
        "lesson": held,
        "shown": shown,
        "proposed": member_rows(request.viewer, [one for one in shown.members if one.state == "proposed"]),
        "may_name": may(request.viewer, Permission.NAME_LESSONS),
    }
    return render(request, "lessons/one.html", context)


def history(request: Asking, identifier: str) -> HttpResponse:
    """What was done to a lesson, and by whom: for staff."""
    held = lesson_for(request.viewer, identifier)
    if not sees_undecided(request.viewer):
        raise NotAllowed(_("You cannot see the history of lessons."), advice=_("Those who code reviews can."))
    [shown] = lessons_shown(request.viewer, [held])
    told = history_of(request.viewer, held)
    others = [row["other"] for row in told["rows"] if row["other"]]
    note_readings(called_after([shown, *others]), by=request.viewer, door="lessons")
    context = {"lesson": held, "shown": shown, **told}
    return render(request, "lessons/history.html", context)
