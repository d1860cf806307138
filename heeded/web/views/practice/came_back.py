"""It came back: what a machine proposes and a person decides, and what people found themselves."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heeded.core.errors import Refused
from heeded.library.services import note_readings
from heeded.practice.models import CameBack
from heeded.practice.queries import (
    board_of_returns,
    boards_kept,
    return_for,
    returns_of,
    undated_of,
)
from heeded.practice.services import decide_what_came_back
from heeded.web.forms_of_practice.came_back import DecideForm
from heeded.web.presenters.practice.came_back import documents_of, return_page, return_rows, undated_rows
from heeded.web.presenters.practice.refused import refused_words
from heeded.web.requests import Asking

_ON_A_PAGE = 20


def plan_came_back(request: Asking, board: str) -> HttpResponse:
    """What may have come back on a board's plan, and what was decided."""
    held = board_of_returns(request.viewer, board)
    states = dict(CameBack.STATES)
    show = request.GET.get("show", "")
    show = show if show in states else "proposed"
    page = Paginator(returns_of(request.viewer, held, show), _ON_A_PAGE).get_page(request.GET.get("page"))
    rows = return_rows(request.viewer, page)
    note_readings(documents_of(row["shown"] for row in rows), by=request.viewer, door="plan")
    context = {
        "board": held,
        "keeps": request.viewer.is_operator or held.pk in boards_kept(request.viewer),
        "show": show,
        "counts": [(one, returns_of(request.viewer, held, one).count()) for one in states],
        "page": page,
        "rows": rows,
        "undated": undated_rows(undated_of(request.viewer, held)) if show == "proposed" else [],
    }
    return render(request, "practice/came_back/list.html", context)


def came_back(request: Asking, identifier: str) -> HttpResponse:
    """One: both passages side by side. Those who decide say whether it is the same."""
    held = return_for(request.viewer, identifier)
    page = return_page(request.viewer, held)
    if not page["decides"]:
        return _page(request, page, None)
    first = {"same": {"same": "yes", "not-same": "no"}.get(held.state), "when": held.when, "note": held.note}
    form = DecideForm(page["is_told"], request.POST if request.method == "POST" else None, initial=first)
    if form.is_bound and form.is_valid() and _decided(request, held, form):
        return HttpResponseRedirect(reverse("came-back", args=[held.identifier]))
    return _page(request, page, form)


def _page(request: Asking, page: dict[str, object], form: DecideForm | None) -> HttpResponse:
    note_readings(documents_of([page["shown"]]), by=request.viewer, door="plan")  # type: ignore[list-item]
    wrong = form is not None and bool(form.errors)
    return render(request, "practice/came_back/one.html", page | {"form": form}, status=422 if wrong else 200)


def _decided(request: Asking, held: CameBack, form: DecideForm) -> bool:
    try:
        decide_what_came_back(
            held,
            same=form.is_same(),
            by=request.viewer,
            when=form.chosen_when(),
            note=form.cleaned_data["note"],
        )
    except Refused as error:
        form.add_error(None, refused_words(error))
        return False
    said = (
        _("Decided: it came back.")
        if form.is_same()
        else _("Decided: it is not the same. It is not proposed again.")
    )
    messages.success(request, said)
    return True
