"""Deciding on lessons: confirm, name, reject, take out, split, add, merge, gather. Each is a form of its own, and what
cannot be done comes back as it was typed."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heeded.core.errors import NotAllowed, Refused
from heeded.learning import services
from heeded.learning.errors import LessonMoved
from heeded.learning.models import Lesson
from heeded.learning.queries import LessonShown, lesson_for, lessons_shown, point_named, points_named
from heeded.library.models import LearningPoint
from heeded.library.services import note_readings
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.web.forms_of_lessons import LookForm, MergeForm, NameForm, SplitForm
from heeded.web.presenters.lessons import called_after, member_rows
from heeded.web.presenters.near_points import choice_words, lessons_near, looked_up, near_to, texts_of
from heeded.web.requests import Asking

_MOST = 12
_PARTS = {"take-out": "points", "split": "points"}  # of the desk, where they are not called as what they do


@dataclass(frozen=True, slots=True)
class _Typed:
    """A form that came back with what is wrong, and which learning points were ticked."""

    name: NameForm | None = None
    part: SplitForm | None = None
    problem: str = ""
    at: str = ""  # the part of the desk that the problem is about


def desk(request: Asking, identifier: str) -> HttpResponse:
    """Everything that can be decided on one lesson."""
    lesson = _lesson(request, identifier)
    if lesson.identifier != identifier:
        return _to("lesson-desk", lesson)
    if request.method != "POST":
        return _desk(request, lesson, _Typed())
    do = request.POST.get("do", "")
    if do not in _DOING:
        return _to("lesson-desk", lesson)
    try:
        return _DOING[do](request, lesson)
    except LessonMoved:
        raise
    except Refused as error:
        return _desk(request, lesson, _Typed(problem=_words_of(error), at=_PARTS.get(do, do)))


def _must_name(request: Asking) -> None:
    if not may(request.viewer, Permission.NAME_LESSONS):
        raise NotAllowed(
            _("You cannot name or change lessons."), advice=_("Researchers and the staff of a board can.")
        )


def _lesson(request: Asking, identifier: str) -> Lesson:
    _must_name(request)
    return lesson_for(request.viewer, identifier)


def _words_of(error: Refused) -> str:
    return " ".join(filter(None, [error.reason, error.advice]))


def _to(name: str, lesson: Lesson) -> HttpResponse:
    return HttpResponseRedirect(reverse(name, args=[lesson.identifier]))


def _desk(request: Asking, lesson: Lesson, typed: _Typed) -> HttpResponse:
    lesson.refresh_from_db()
    [shown] = lessons_shown(request.viewer, [lesson])
    rows = member_rows(request.viewer, shown.members)
    _note(request, [row["point"] for row in rows])
    first = {"title": shown.title if shown.is_named else "", "is_open": lesson.title_is_open}
    again = request.POST  # what was typed beside what could not be done
    if "title" in again:
        first = {"title": again["title"], "is_open": "is_open" in again}
    part = {"title": again.get("part-title", ""), "is_open": "part-is_open" in again}
    context = {
        "lesson": lesson,
        "shown": shown,
        "proposed": [row for row in rows if row["member"].state == "proposed"],
        "confirmed": [row for row in rows if row["member"].state == "confirmed"],
        "name_form": typed.name or NameForm(initial=first),
        "split_form": typed.part or SplitForm(initial=part),
        "ticked": set(request.POST.getlist("point")),
        "typed": typed,
    }
    wrong = typed.problem or typed.name or typed.part
    return render(request, "lessons/desk.html", context, status=422 if wrong else 200)


def _note(request: Asking, points: list[LearningPoint]) -> None:
    note_readings({point.document.identifier for point in points}, by=request.viewer, door="lesson")


def _note_names(request: Asking, shown: list[LessonShown]) -> None:
    """A lesson that has no name for this viewer is called by words of a report."""
    note_readings(called_after(shown), by=request.viewer, door="lessons")


def _done(request: Asking, lesson: Lesson, words: str, *, name: str = "lesson-desk") -> HttpResponse:
    messages.success(request, words)
    return _to(name, lesson)


def _confirm(request: Asking, lesson: Lesson) -> HttpResponse:
    """Confirm with all that is proposed but what is ticked. What was proposed since the page was laid out is shown
    first: nothing is confirmed unseen."""
    [shown] = lessons_shown(request.viewer, [lesson])
    waiting = {one.learning_point.identifier for one in shown.members if one.state == "proposed"}
    if not waiting <= set(request.POST.getlist("seen")):
        raise Refused(_("More was proposed meanwhile. Look at the list again, then confirm."))
    name = None
    if "title" in request.POST:
        form = NameForm(request.POST)
        if not form.is_valid():
            return _desk(request, lesson, _Typed(name=form, at="confirm"))
        name = form.name()
    out = points_named(request.viewer, waiting.intersection(request.POST.getlist("point")))
    services.confirm_lesson(lesson, by=request.viewer, name=name, without=out)
    return _done(request, lesson, _("Confirmed."), name="lesson")


def _name(request: Asking, lesson: Lesson) -> HttpResponse:
    form = NameForm(request.POST)
    if not form.is_valid():
        return _desk(request, lesson, _Typed(name=form, at="name"))
    services.name_lesson(lesson, form.name(), by=request.viewer)
    return _done(request, lesson, _("Named."))


def _reject(request: Asking, lesson: Lesson) -> HttpResponse:
    services.reject_lesson(lesson, by=request.viewer)
    return _done(request, lesson, _("Said to be no lesson. It can be confirmed later."))


def _ticked(request: Asking) -> list[LearningPoint]:
    found = points_named(request.viewer, request.POST.getlist("point")[:500])
    if not found:
        raise Refused(_("Tick the learning points first."))
    return found


def _take_out(request: Asking, lesson: Lesson) -> HttpResponse:
    services.take_out_of_lesson(lesson, _ticked(request), by=request.viewer)
    return _done(request, lesson, _("Taken out."))


def _split(request: Asking, lesson: Lesson) -> HttpResponse:
    form = SplitForm(request.POST)
    if not form.is_valid():
        return _desk(request, lesson, _Typed(part=form, at="split"))
    part = services.split_lesson(lesson, _ticked(request), form.name(), by=request.viewer)
    return _done(request, part, _("A lesson of its own was made."))


_DOING: dict[str, Callable[[Asking, Lesson], HttpResponse]] = {
    "confirm": _confirm,
    "name": _name,
    "reject": _reject,
    "take-out": _take_out,
    "split": _split,
}


def add(request: Asking, identifier: str) -> HttpResponse:
    """Learning points that may teach this lesson too, the closest first; what is ticked is added."""
    lesson = _lesson(request, identifier)
    [shown] = lessons_shown(request.viewer, [lesson])
    form = LookForm(request.POST if "words" in request.POST else None)
    wrong = ""
    if request.method == "POST" and request.POST.get("do") == "add":
        try:
            services.add_to_lesson(lesson, _ticked(request), by=request.viewer)
            return _done(request, lesson, _("Added."))
        except LessonMoved:
            raise
        except Refused as error:
            wrong = _words_of(error)
    texts = [form.cleaned_data["words"]] if form.is_bound and form.is_valid() else texts_of(shown)
    there = {member.learning_point_id for member in shown.confirmed}
    rows = looked_up(request.viewer, texts, besides=there, most=_MOST)
    _note(request, [row["point"] for row in rows])
    _note_names(request, [shown])
    context = {
        "lesson": lesson,
        "shown": shown,
        "form": form,
        "rows": rows,
        "wrong": wrong,
        "ticked": set(request.POST.getlist("point")),
    }
    return render(request, "lessons/add.html", context, status=422 if wrong or form.errors else 200)


def merge(request: Asking, identifier: str) -> HttpResponse:
    """Choose the lesson that this one goes into: those that hold something near to it, or whose names hold words."""
    lesson = _lesson(request, identifier)
    [shown] = lessons_shown(request.viewer, [lesson])
    words = request.GET.get("q", "").strip()[:120]
    others = lessons_near(request.viewer, shown, words=words)
    _note_names(request, [shown, *others])
    typed = request.POST if request.method == "POST" else None
    form = MergeForm([(one.lesson.identifier, choice_words(one)) for one in others], typed)
    if typed is not None and form.is_valid():
        into = lesson_for(request.viewer, form.cleaned_data["into"])
        try:
            services.merge_lessons(lesson, into, by=request.viewer)
            return _done(request, into, _("Merged."), name="lesson")
        except LessonMoved:
            raise
        except Refused as error:
            form.add_error("into", _words_of(error))
    context = {"lesson": lesson, "shown": shown, "form": form, "others": others, "words": words}
    return render(request, "lessons/merge.html", context, status=422 if form.errors else 200)


def gather(request: Asking, identifier: str) -> HttpResponse:
    """Gather a lesson from a learning point and those near to it in other reviews; or add it to one that is there."""
    _must_name(request)
    point = point_named(request.viewer, identifier)
    form = NameForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and (made := _gathered(request, point, form)) is not None:
        return _done(request, made, _("Gathered and confirmed."), name="lesson")
    near = near_to(request.viewer, point, most=_MOST)
    _note(request, [point, *(row["point"] for row in near.rows)])
    _note_names(request, [*near.holding, *near.lessons])
    context = {
        "point": point,
        "near": near,
        "form": form,
        "ticked": set(request.POST.getlist("point")),
    }
    return render(request, "lessons/gather.html", context, status=422 if form.errors else 200)


def _gathered(request: Asking, point: LearningPoint, form: forms.Form) -> Lesson | None:
    assert isinstance(form, NameForm)
    others = points_named(request.viewer, request.POST.getlist("point")[:500])
    try:
        return services.gather_lesson([point, *others], form.name(), by=request.viewer)
    except Refused as error:
        form.add_error(None, _words_of(error))
        return None
