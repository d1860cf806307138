"""Taking in a plan's file: hand it in, look at what is in it, take it; and what became of each row."""

from datetime import date
from typing import Any, BinaryIO, cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heeded.core.clock import today
from heeded.core.errors import Refused
from heeded.engine.plans import Column
from heeded.library.at_hand import FileAtHand, let_go, tried
from heeded.library.models import Work
from heeded.library.services import note_readings
from heeded.people.models import Organisation
from heeded.practice import services
from heeded.practice.errors import NoSuchItem
from heeded.practice.models import PlanTaking
from heeded.practice.queries import plan_for, plan_reviews, reviews_to_open, takings_of
from heeded.practice.services import PlanChoices
from heeded.web.forms_of_practice.importing import ShowsForm
from heeded.web.presenters.practice.import_choices import ImportChoices, choices_of, settled
from heeded.web.presenters.practice.import_page import Looked, look_at
from heeded.web.presenters.practice.refused import refused_words
from heeded.web.presenters.practice.taken import taken_page
from heeded.web.requests import Asking

_REVIEWS = 200  # that can be chosen from
_LATELY = 10
_LOOK_AGAIN = 5  # seconds


def choose(request: Asking, board: str) -> HttpResponse:
    """Choose a file; nothing of it is taken yet. And the files that were taken before."""
    held = plan_for(request.viewer, board)
    problem = ""
    if request.method == "POST":
        try:
            file = _handed_in(request, held)
        except Refused as error:
            problem = refused_words(error)
        else:
            return HttpResponseRedirect(reverse("look-at-plan", args=[held.identifier, file.token]))
    lately = takings_of(request.viewer, held)[:_LATELY]
    return render(
        request, "practice/import/choose.html", {"board": held, "problem": problem, "lately": lately}
    )


def _handed_in(request: Asking, board: Organisation) -> FileAtHand:
    sent = request.FILES.get("file")
    if not isinstance(sent, UploadedFile):
        raise Refused(_("Choose a file first."))
    stream = cast(BinaryIO, sent)
    file = services.hand_in_plan(board, stream, sent.name or "plan", by=request.viewer)
    tried(file, lambda held: services.plan_in(held.sha256, held.name))
    return file


def look(request: Asking, board: str, token: str) -> HttpResponse:
    """What is in the file, where it would go, what is not understood; and taking it."""
    held = plan_for(request.viewer, board)
    file = services.plan_at_hand(held, token, by=request.viewer)
    if request.POST.get("do") == "leave":
        let_go(file)
        messages.info(request, _("The file is gone. Nothing of it was taken."))
        return HttpResponseRedirect(reverse("import-plan", args=[held.identifier]))
    choices = choices_of(request.POST if request.method == "POST" else request.GET)
    plan = services.plan_in(file.sha256, file.name, choices.columns if choices.sent else None)
    choices = settled(choices, plan)
    reviews = _reviews(request, held)
    work = next((one for one in reviews if one.identifier == choices.review), None)
    at_hand = services.rows_at_hand(plan, choices.tables)
    looked = look_at(request.viewer, held, work, plan, at_hand, choices)
    note_readings(looked.documents, by=request.viewer, door="plan-file")
    form = ShowsForm(request.POST or None, initial={"shows": today()}, public=looked.public_actions)
    if request.POST.get("do") == "take" and form.is_valid():
        said = form.cleaned_data
        chosen = PlanChoices(looked.matches, looked.chosen_agencies, said["shows"], said.get("public", False))
        taking = _take(request, held, work, file, looked, choices, chosen)
        return HttpResponseRedirect(reverse("taken-plan", args=[held.identifier, taking.identifier]))
    context: dict[str, Any] = {
        "board": held,
        "file": file,
        "plan": plan,
        "looked": looked,
        "choices": choices,
        "form": form if request.POST.get("do") == "take" else _asked_first(request, looked),
        "reviews": reviews,
        "work": work,
        "columns": list(Column),
        "long": len(at_hand.rows) > services.AT_ONCE,
    }
    return render(request, "practice/import/look.html", context)


def _asked_first(request: Asking, looked: Looked) -> ShowsForm:
    """The form as it is before it is sent. Whether everybody may read what is taken is never ticked beforehand."""
    return ShowsForm(initial=_day(request), public=looked.public_actions)


def _day(request: Asking) -> dict[str, Any]:
    """What was typed as the day, kept when one looks again."""
    parts = [request.POST.get(f"shows_{part}", "") for part in range(3)]
    try:
        day, month, year = (int(part) for part in parts)
        return {"shows": date(year, month, day)}
    except (ValueError, OverflowError):
        return {"shows": today()}


def _reviews(request: Asking, board: Organisation) -> list[Work]:
    there = plan_reviews(request.viewer, board)
    keys = {one.pk for one in there}
    others = reviews_to_open(request.viewer).exclude(pk__in=keys).order_by("title", "pk")
    return [*there, *others[:_REVIEWS]]


def _take(
    request: Asking,
    board: Organisation,
    work: Work | None,
    file: FileAtHand,
    looked: Looked,
    choices: ImportChoices,
    chosen: PlanChoices,
) -> PlanTaking:
    columns = {
        str(table): {str(at): str(column) for at, column in choices.columns.get(table, {}).items()}
        for table in choices.tables
    }
    taking = services.begin_taking(
        board,
        work,
        chosen,
        by=request.viewer,
        file_name=file.name,
        rows=len(looked.at_hand.rows),
        sha256=file.sha256,
        tables=columns,
    )
    services.take_now(taking, looked.at_hand, by=request.viewer)
    return taking


def taken(request: Asking, board: str, identifier: str) -> HttpResponse:
    """How far the taking of a file has come, and what became of each row."""
    held = plan_for(request.viewer, board)
    taking = takings_of(request.viewer, held).filter(identifier=identifier).first()
    if taking is None:
        raise NoSuchItem(_("There is no such file."))
    rows = taken_page(taking, request.GET.get("became", ""))
    page = Paginator(rows, 100).get_page(request.GET.get("page"))
    documents = taking.work.documents.values_list("identifier", flat=True) if taking.work else ()
    note_readings(set(documents), by=request.viewer, door="plan-file")
    waits = taking.state == "waiting"
    refreshes = _LOOK_AGAIN if waits and request.GET.get("still") != "yes" else 0
    context = {
        "board": held,
        "taking": taking,
        "page": page,
        "counts": services.taken_counts(taking),
        "became": request.GET.get("became", ""),
        "refreshes": refreshes,
    }
    answer = render(request, "practice/import/taken.html", context)
    if refreshes:
        answer["Refresh"] = str(refreshes)  # works without JavaScript; the page offers to stop it
    return answer
