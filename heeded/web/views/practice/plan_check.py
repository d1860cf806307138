"""Planning a practice check: first an action, then what else it serves, by when and by whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heeded.core.clock import today
from heeded.core.errors import Refused
from heeded.people.models import Account, Organisation
from heeded.practice.errors import NoSuchAction, NoSuchCheck
from heeded.practice.models import Action, PracticeCheck
from heeded.practice.queries import action_for, actions_checked, actions_of, check_for, plan_for
from heeded.practice.services import months_later
from heeded.practice.services import plan_check as plan
from heeded.web.forms_of_practice.planning_checks import PlanCheckForm, chosen_checker
from heeded.web.presenters.practice.planning_checks import (
    action_choices,
    choose_rows,
    lesson_of,
    offered_actions,
    offered_checkers,
)
from heeded.web.presenters.practice.refused import refused_words
from heeded.web.requests import Asking

_ON_A_PAGE = 25


@dataclass(frozen=True, slots=True)
class _Begun:
    """What is planned: of a check that waits already its actions, else one action."""

    board: Organisation
    check: PracticeCheck | None
    actions: list[Action]

    def first_filled_in(self, checkers: Sequence[Account]) -> dict[str, Any]:
        """How the form is filled in before anybody types."""
        due = self.check.due if self.check else months_later(self.actions[0].done_on or today())
        asked = chosen_checker(self.check.checker if self.check else None, checkers)
        return {"actions": [one.identifier for one in self.actions], "due": max(due, today()), **asked}


def plan_check(request: Asking, board: str) -> HttpResponse:
    """Plan a check, or plan one anew that is still to be made."""
    begun = _begun(request, plan_for(request.viewer, board))
    if not begun.actions:
        return _choose(request, begun.board)
    offered = offered_actions(request.viewer, begun.actions[0], begun.actions)
    checkers = offered_checkers(begun.actions[0], begun.actions)
    sent = (request.POST,) if request.method == "POST" else ()
    form = PlanCheckForm(
        action_choices(request.viewer, offered), checkers, *sent, initial=begun.first_filled_in(checkers)
    )
    if form.is_bound and form.is_valid():
        chosen = [one for one in offered if one.identifier in form.cleaned_data["actions"]]
        try:
            made = _planned(request, form, chosen)
        except Refused as error:
            form.add_error(None, refused_words(error))
        else:
            messages.success(request, _("Planned."))
            return HttpResponseRedirect(reverse("check", args=[made.identifier]))
    context = {"board": begun.board, "check": begun.check, "form": form, "offers_more": len(offered) > 1}
    return render(request, "practice/checks/plan.html", context, status=422 if form.errors else 200)


def _begun(request: Asking, board: Organisation) -> _Begun:
    if name := request.GET.get("check", ""):
        check = check_for(request.viewer, name)
        if check.board_id != board.pk or check.made_at is not None:
            raise NoSuchCheck("There is no such practice check.")
        return _Begun(board, check, actions_checked(request.viewer, [check])[check.pk])
    if name := request.GET.get("action", ""):
        action = action_for(request.viewer, name)
        if action.item.board_id != board.pk:
            raise NoSuchAction("There is no such action.")
        return _Begun(board, None, [action])
    return _Begun(board, None, [])


def _planned(request: Asking, form: PlanCheckForm, chosen: list[Action]) -> PracticeCheck:
    return plan(
        chosen,
        form.cleaned_data["due"],
        by=request.viewer,
        lesson=lesson_of(request.viewer, chosen),
        checker=form.checker(),
    )


def _choose(request: Asking, board: Organisation) -> HttpResponse:
    """The standing actions of a plan, to begin with one: those without words of their own are all."""
    words = request.GET.get("q", "").strip()[:120]
    standing = actions_of(request.viewer, board).filter(closed_as="", item__closed_as="")
    found = standing.filter(what__icontains=words) if words else standing
    page = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"board": board, "page": page, "rows": choose_rows(request.viewer, page), "words": words}
    return render(request, "practice/checks/choose.html", context)
