"""A board's plan from within: the boards whose plans one keeps, where everything stands, its actions."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heeded.core.errors import NotAllowed
from heeded.library.services import note_readings
from heeded.practice.queries import Lacks, boards_stand, plan_for, plans_kept
from heeded.web.presenters.practice.board_actions import action_list
from heeded.web.presenters.practice.board_exceptions import exceptions_of
from heeded.web.presenters.practice.board_page import doors_of, figures_shown, files_of, item_list
from heeded.web.requests import Asking


def plans(request: Asking) -> HttpResponse:
    """The plans that this person keeps; where it is one, that."""
    boards = list(plans_kept(request.viewer))
    if not boards:
        raise NotAllowed(
            _("You keep no board’s plan."),
            advice=_("The staff of a board do, logged in with a second factor."),
        )
    if len(boards) == 1:
        return HttpResponseRedirect(reverse("plan", args=[boards[0].identifier]))
    shown = (Lacks.OVERDUE, Lacks.NO_OWNER, Lacks.NO_DATE, Lacks.NO_EVIDENCE)
    rows = boards_stand(request.viewer, boards, lacks=shown)
    return render(request, "practice/board/plans.html", {"rows": rows, "lacks": shown})


def plan(request: Asking, board: str) -> HttpResponse:
    """Where everything stands, exceptions first, then the items by review."""
    held = plan_for(request.viewer, board)
    [stands] = boards_stand(request.viewer, [held])
    found = item_list(request.viewer, held, request.GET.dict())
    note_readings(found.documents, by=request.viewer, door="plan")
    context = {
        "board": held,
        "stands": stands,
        "exceptions": exceptions_of(request.viewer, stands),
        "figures": figures_shown(held, stands),
        "found": found,
        "doors": doors_of(held),
        "files": files_of(held),
    }
    return render(request, "practice/board/plan.html", context)


def actions(request: Asking, board: str) -> HttpResponse:
    """The actions of a plan: all, or those that lack something, of an agency, a kind, a state, or with these words."""
    held = plan_for(request.viewer, board)
    found = action_list(request.viewer, held, request.GET.dict())
    return render(request, "practice/board/actions.html", {"board": held, "found": found})
