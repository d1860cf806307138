"""Has practice changed? A board's checks, one's own, and one of them."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from heeded.core.errors import NotAllowed
from heeded.library.services import note_readings
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.practice.queries import (
    CheckStands,
    board_with_checks,
    boards_kept,
    check_for,
    checks_of,
    my_checks,
)
from heeded.web.presenters.practice.checks import check_page, check_rows, documents_of
from heeded.web.requests import Asking

_ON_A_PAGE = 25


def plan_checks(request: Asking, board: str) -> HttpResponse:
    """The checks of a board that this viewer may see: those still to be made, or those made."""
    held = board_with_checks(request.viewer, board)
    asked = request.GET.get("show", "")
    show = CheckStands(asked) if asked in set(CheckStands) else None
    found = checks_of(request.viewer, held, show)
    page = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("page"))
    counts = [(one, checks_of(request.viewer, held, one).count()) for one in CheckStands]
    context = {
        "board": held,
        "show": show,
        "counts": counts,
        "page": page,
        "rows": check_rows(request.viewer, page),
        "keeps": request.viewer.is_operator or held.pk in boards_kept(request.viewer),
        "mine": my_checks(request.viewer).count(),
    }
    return render(request, "practice/checks/list.html", context)


@login_required
def mine(request: Asking) -> HttpResponse:
    """What this person is asked to check, wherever it is."""
    if not may(request.viewer, Permission.CHECK_PRACTICE):
        raise NotAllowed(_("You do not check practice."), advice=_("Managers and the staff of a board can."))
    page = Paginator(my_checks(request.viewer), _ON_A_PAGE).get_page(request.GET.get("page"))
    rows = check_rows(request.viewer, page)
    return render(request, "practice/checks/mine.html", {"page": page, "rows": rows})


def check(request: Asking, identifier: str) -> HttpResponse:
    """One check: what it is of, what was found, what it rests on, and the checks before and after it."""
    held = check_for(request.viewer, identifier)
    page = check_page(request.viewer, held)
    note_readings(documents_of(page["shown"]), by=request.viewer, door="plan")
    return render(request, "practice/checks/one.html", page)
