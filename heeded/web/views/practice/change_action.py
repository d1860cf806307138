"""Changing an action. Whoever changed it meanwhile is not overwritten, and what was typed is not lost."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heeded.core.errors import Refused
from heeded.practice import services
from heeded.practice.errors import ActionMoved, NoSuchAction
from heeded.practice.kinds import ActionState
from heeded.practice.models import Action
from heeded.practice.queries import MayChange, action_for, may_change
from heeded.web.forms_of_practice.actions import HowForm
from heeded.web.presenters.practice.actions import action_rows
from heeded.web.presenters.practice.changing import form_of, moved_rows
from heeded.web.presenters.practice.refused import say_refused
from heeded.web.requests import Asking

_LEADS_BACK = {"my-actions": "my-actions", "team-actions": "team-actions"}


@login_required
def change(request: Asking, identifier: str) -> HttpResponse:
    """Everything of an action that this person may change."""
    action = action_for(request.viewer, identifier)
    allowed = may_change(request.viewer, action)
    if allowed == MayChange.NOTHING:
        raise NoSuchAction("There is no such action.")
    quick = request.POST.get("form") == "how"
    kind = form_of(allowed, quick=quick)
    if request.method != "POST":
        return _page(request, action, kind(action))
    form = kind(action, request.POST)
    if form.is_valid():
        return _changed(request, action, form)
    return _page(request, action, form)


def _changed(request: Asking, action: Action, form: HowForm) -> HttpResponse:
    said = form.cleaned_data
    try:
        held = services.change_action(
            action, form.wanted(), by=request.viewer, reason=said["reason"], seen=said["seen"]
        )
    except ActionMoved:
        return _moved(request, action, form)
    except Refused as error:
        say_refused(form, error)
        return _page(request, action, form)
    is_new = held.state == ActionState.DONE and action.state != ActionState.DONE
    messages.success(request, _saved_words(is_changed=held.version > said["seen"], is_new=is_new))
    back = _LEADS_BACK.get(request.POST.get("back", ""))
    if back and not is_new:
        return HttpResponseRedirect(reverse(back))
    return HttpResponseRedirect(reverse("action", args=[held.identifier]))


def _saved_words(*, is_changed: bool, is_new: bool) -> str:
    if is_new:
        return _("Saved as done. What shows it? Add that under “Evidence”.")
    return _("Saved.") if is_changed else _("Nothing was changed.")


def _moved(request: Asking, action: Action, form: HowForm) -> HttpResponse:
    """Both side by side, and what was typed in a form that is sent as of now."""
    now = action_for(request.viewer, action.identifier)
    moved = moved_rows(request.viewer, now, form.cleaned_data["seen"], form.wanted())
    typed = request.POST.copy()
    typed["seen"] = str(now.version)
    return _page(request, now, type(form)(now, typed), moved=moved)


def _page(
    request: Asking, action: Action, form: HowForm, *, moved: dict[str, object] | None = None
) -> HttpResponse:
    [row] = action_rows(request.viewer, [action])
    context = {
        "action": action,
        "row": row,
        "form": form,
        "moved": moved,
        "quick": type(form) is HowForm,
        "back": _LEADS_BACK.get(request.POST.get("back", request.GET.get("back", "")), ""),
    }
    wrong = moved is not None or bool(form.errors)
    return render(request, "practice/action/change.html", context, status=422 if wrong else 200)
