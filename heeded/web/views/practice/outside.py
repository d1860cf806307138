"""What boards submit and open to outside bodies: for those who read it there, and for the boards themselves."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heeded.core.clock import local_day, now
from heeded.core.errors import NotAllowed, Refused
from heeded.library.services import note_readings
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.practice import services
from heeded.practice.errors import NoSuchOpening
from heeded.practice.models import Opening, PlanItem, Submission
from heeded.practice.queries import (
    boards_kept,
    bodies_of,
    current_openings,
    items_opened,
    opening_for,
    questions_seen,
    readings_of,
    submission_for,
    submissions_seen,
    throughlines_of,
    with_what_they_rest_on,
)
from heeded.web.forms_of_practice.outside import AskForm
from heeded.web.presenters.practice.outcomes import documents_read
from heeded.web.presenters.practice.outside_words import (
    ON_A_PAGE,
    Row,
    documents_submitted,
    opened_row,
    submitted_row,
    with_links,
)
from heeded.web.presenters.who import Who
from heeded.web.requests import Asking

_SHOWN = ("submitted", "opened", "asked")


def outside(request: Asking) -> HttpResponse:
    """What was submitted and is open to one's body, and what it asked."""
    must_ask(request)
    shown = request.GET.get("show", "")
    shown = shown if shown in _SHOWN else "submitted"
    bodies = bodies_of(request.viewer)
    related = ("board", "to", "work")
    lists: dict[str, QuerySet[Any]] = {
        "submitted": submissions_seen(request.viewer).filter(to__in=bodies).select_related(*related),
        "opened": current_openings(request.viewer).select_related(*related).order_by("until", "pk"),
        "asked": questions_seen(request.viewer).filter(asker__in=bodies),
    }
    lists["submitted"] = lists["submitted"].order_by("-submitted_at", "-pk")
    context = {
        "shown": shown,
        "tabs": [(name, _tab(name), rows.count()) for name, rows in lists.items()],
        "page": page_of(request, lists[shown]),
        "has_body": bool(bodies),
    }
    return render(request, "practice/outside/list.html", context)


def submission(request: Asking, identifier: str) -> HttpResponse:
    """What a board submitted, as submitted. Every reading by the body is on record."""
    held = submission_for(request.viewer, identifier)
    asked = _ask(request, held, held.items)
    if isinstance(asked, HttpResponseRedirect):
        return asked
    _note(request, held)
    page = Paginator(held.content, ON_A_PAGE).get_page(request.GET.get("page"))
    note_readings(documents_submitted(page), by=request.viewer, door="outside")
    who = Who(request.viewer, [held.submitted_by])
    rows = [submitted_row(one, local_day(held.submitted_at)) for one in page]
    with_links(rows, request.path, [one["item"] for one in held.content])
    context = {
        "submission": held,
        "by": who.words(held.submitted_by),
        "page": page,
        "rows": rows,
        "erased": len(held.items) - len(held.content),
    }
    return _told_page(request, "practice/outside/submission.html", context, held, asked)


def opened_plan(request: Asking, identifier: str) -> HttpResponse:
    """What a board opens to a body for a while, as it stands now; and to the board, who read it and when."""
    held = opening_for(request.viewer, identifier)
    if request.method == "POST" and request.POST.get("do") == "end":
        services.end_opening(held, by=request.viewer)
        messages.success(request, _("Ended. Who read it until now stays on record."))
        return HttpResponseRedirect(reverse("opened-plan", args=[identifier]))
    items = items_opened(request.viewer, held)
    asked = _ask(request, held, (request.POST.get("item", ""),))
    if isinstance(asked, HttpResponseRedirect):
        return asked
    _note(request, held)
    page = page_of(request, items)
    ended, rows = held.until <= now(), _rows(request, list(page))
    with_links(rows, request.path, list(items.values_list("identifier", flat=True)))
    context = {"opening": held, "page": page, "rows": rows, "ended": ended}
    return _told_page(request, "practice/outside/opened.html", context, held, asked)


def _told_page(
    request: Asking, template: str, context: dict[str, Any], held: Opening | Submission, asked: AskForm
) -> HttpResponse:
    """With the form to ask for those of the body, and the readings for the board."""
    keeps = request.viewer.is_operator or held.board_id in boards_kept(request.viewer)
    readings = readings_of(request.viewer, held)
    context |= {
        "form": asked,
        "may_ask": held.to_id in bodies_of(request.viewer),
        "keeps": keeps,
        "readings": page_of(request, readings, name="readings") if keeps else None,
        "about": next((one for one in context["rows"] if one["item"] == asked["item"].value()), None),
    }
    return render(request, template, context, status=422 if asked.is_bound else 200)


def _rows(request: Asking, items: list[PlanItem]) -> list[Row]:
    lines = throughlines_of(request.viewer, {one.point_id: one.point for one in items}.values())
    note_readings(documents_read(lines.values()), by=request.viewer, door="outside")
    wanted = {one.pk for one in items}
    opened = [(line, item) for line in lines.values() for item in line.items if item.item.pk in wanted]
    with_what_they_rest_on(request.viewer, [item for _line, item in opened])
    found = {item.item.pk: opened_row(line, item) for line, item in opened}
    return [found[one.pk] for one in items if one.pk in found]


def _ask(request: Asking, held: Opening | Submission, told: Iterable[str]) -> AskForm | HttpResponseRedirect:
    """The form to ask or advise; once it is sent, where that leads."""
    if request.method != "POST":
        return AskForm(initial={"item": request.GET.get("about", "")})
    if held.to_id not in bodies_of(request.viewer):
        raise NotAllowed(_("You cannot ask boards for this body."))
    form = AskForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        item = visible_item(held, said["item"], told) if said["item"] else None
        try:
            made = services.ask_board(
                held.board, held.to, said["text"], by=request.viewer, kind=said["kind"], item=item
            )
        except Refused as error:
            form.add_error("text", f"{error.reason} {error.advice}".strip())
        else:
            messages.success(
                request, _("Sent. The board sees it with the day, and its answer will stand beside it.")
            )
            return HttpResponseRedirect(reverse("outside-question", args=[made.identifier]))
    return form


def visible_item(held: Opening | Submission, identifier: str, told: Iterable[str]) -> PlanItem:
    """An item that the board told of.

    Raises:
        NoSuchOpening: it told of no such item.
    """
    found = PlanItem.objects.filter(board=held.board_id, identifier=identifier).first()
    if found is None or identifier not in set(told):
        raise NoSuchOpening("This board has submitted or opened nothing of it to you.")
    return found


def _note(request: Asking, held: Opening | Submission) -> None:
    """Whoever reads it for the body leaves a trace that the board sees."""
    if (
        request.method != "HEAD"
        and held.to_id in bodies_of(request.viewer)
        and not request.viewer.is_operator
    ):
        services.note_reading(held, by=request.viewer)


def page_of(request: Asking, rows: QuerySet[Model], *, name: str = "page") -> Any:
    """The part of a list that was asked for."""
    return Paginator(rows, ON_A_PAGE).get_page(request.GET.get(name))


def must_ask(request: Asking) -> None:
    """Go on only for those who read and ask for an outside body.

    Raises:
        NotAllowed: they do not.
    """
    if not may(request.viewer, Permission.ASK_BOARDS):
        raise NotAllowed(
            _("This is for inspectorates and other bodies that boards report to."),
            advice=_("What a board publishes is on its own page."),
        )


def _tab(name: str) -> str:
    return {
        "submitted": _("Submitted to you"),
        "opened": _("Open to you now"),
        "asked": _("Questions and advice"),
    }[name]
