"""A board and outside bodies: what it submits and opens, who read it, what is asked and answered."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heeded.core.clock import now, today
from heeded.core.errors import NotFound, Refused
from heeded.library.services import note_readings
from heeded.people.models import Organisation
from heeded.practice import services
from heeded.practice.queries import (
    boards_kept,
    bodies_of,
    bodies_to_tell,
    items_to_submit,
    question_for,
    questions_seen,
    reviews_on_plan,
    submitted_words,
    told_with_readings,
)
from heeded.web.forms_of_practice.outside import AnswerForm, OpenForm, TellForm
from heeded.web.presenters.practice.asked_about import asked_about
from heeded.web.presenters.practice.outside_words import documents_submitted, submitted_row, with_links
from heeded.web.presenters.who import Who
from heeded.web.requests import Asking
from heeded.web.views.practice.outside import page_of

_LOOKED_AT = 25  # points shown before they are submitted


def of_plan(request: Asking, board: str) -> HttpResponse:
    """What this board submitted and opened, with every reading, and what is asked of it."""
    held = board_kept(request, board)
    openings, submissions = told_with_readings(request.viewer, held)
    asked = questions_seen(request.viewer).filter(board=held)
    context = {
        "board": held,
        "waiting": list(asked.filter(answered_at__isnull=True, kind="question")[:_LOOKED_AT]),
        "openings": page_of(request, openings, name="openings"),
        "submissions": page_of(request, submissions, name="submissions"),
        "asked": page_of(request, asked, name="questions"),
        "now": now(),
    }
    return render(request, "practice/outside/of_board.html", context)


def submit(request: Asking, board: str) -> HttpResponse:
    """Choose a body and what of the plan, look at what would be submitted, submit it."""
    held = board_kept(request, board)
    form = TellForm(*_offered(request, held), request.POST or None)
    context: dict[str, Any] = {"board": held, "form": form}
    if request.method != "POST" or not form.is_valid():
        return render(request, "practice/outside/submit.html", context, status=422 if form.is_bound else 200)
    to, work = form.cleaned_data["to"], form.cleaned_data["work"]
    if request.POST.get("do") != "submit":
        items = items_to_submit(request.viewer, held, work).select_related("point").order_by("pk")
        words = submitted_words(request.viewer, list(items[:_LOOKED_AT]))
        note_readings(documents_submitted(words), by=request.viewer, door="outside")
        rows = [submitted_row(one, today()) for one in words]
        with_links(rows, "", [one.identifier for one in items[:_LOOKED_AT]])
        context |= {"rows": rows, "count": items.count()}
        context |= {"to": to, "work": work}
        return render(request, "practice/outside/look.html", context)
    try:
        made = services.submit(held, to, by=request.viewer, work=work)
    except Refused as error:
        form.add_error(None, f"{error.reason} {error.advice}".strip())
        return render(request, "practice/outside/submit.html", context, status=422)
    messages.success(request, _("Submitted. It stays as it is now, whatever is done afterwards."))
    return HttpResponseRedirect(reverse("submission", args=[made.identifier]))


def open_for(request: Asking, board: str) -> HttpResponse:
    """Let a body read the plan, or what of it answers one review, for a named period."""
    held = board_kept(request, board)
    form = OpenForm(*_offered(request, held), request.POST or None)
    if request.method == "POST" and form.is_valid():
        to, work = form.cleaned_data["to"], form.cleaned_data["work"]
        made = services.open_plan(held, to, form.period(now()), by=request.viewer, work=work)
        messages.success(request, _("Opened. You see here who reads it, and can end it at any time."))
        return HttpResponseRedirect(reverse("opened-plan", args=[made.identifier]))
    context = {"board": held, "form": form}
    return render(request, "practice/outside/open.html", context, status=422 if form.is_bound else 200)


def question(request: Asking, identifier: str) -> HttpResponse:
    """A question or advice with its answer: for who asked it and for the board, which answers here."""
    held = question_for(request.viewer, identifier)
    keeps = request.viewer.is_operator or held.board_id in boards_kept(request.viewer)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.answer_question(held, form.cleaned_data["text"], by=request.viewer)
        except Refused as error:
            form.add_error(None, f"{error.reason} {error.advice}".strip())
        else:
            messages.success(request, _("Answered. Who asked sees it now."))
            return HttpResponseRedirect(reverse("outside-question", args=[identifier]))
    who = Who(request.viewer, [held.asked_by, held.answered_by])
    context = {
        "question": held,
        "about": asked_about(request.viewer, held, reads=request.method != "HEAD"),
        "form": form,
        "keeps": keeps,
        "asks": held.asker_id in bodies_of(request.viewer),
        "asked_by": who.words(held.asked_by),
        "answered_by": who.words(held.answered_by) if held.answered_by else "",
    }
    return render(request, "practice/outside/question.html", context, status=422 if form.errors else 200)


def board_kept(request: Asking, identifier: str) -> Organisation:
    """The board of an address, for those who keep its plan.

    Raises:
        NotFound: there is none, or it is not theirs.
    """
    found = Organisation.objects.filter(identifier=identifier).first()
    if found is None or not (request.viewer.is_operator or found.pk in boards_kept(request.viewer)):
        raise NotFound(_("There is no such plan."))
    return found


def _offered(request: Asking, board: Organisation) -> tuple[list[Any], list[Any]]:
    return list(bodies_to_tell(board)), list(reviews_on_plan(request.viewer, board))
