"""One action, by the link in a letter: no log-in. Looking changes nothing; what is typed is shown again, and counts
once somebody says that it is right."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control

from heeded.core.errors import Refused
from heeded.practice.errors import LinkEnded
from heeded.practice.kinds import ActionState, LinkEnd
from heeded.practice.models import Action, ActionLink
from heeded.practice.queries import end_of_link, link_of, words_shown
from heeded.practice.services import try_link, use_link
from heeded.web.forms_of_practice.reminders import ByLinkForm
from heeded.web.presenters.practice.refused import say_refused
from heeded.web.requests import Asking

_GONE = 410
_DAYS = [f"{name}_{part}" for name in ("done_on", "due") for part in range(3)]
_TYPED = ("state", *_DAYS, "reason")


@cache_control(private=True, no_store=True)
def by_link(request: Asking, token: str) -> HttpResponse:
    """Say how an action stands."""
    link = link_of(token)
    if (end := end_of_link(link)) is not None:
        return _ended(request, link, end)
    action = link.action
    form = ByLinkForm(request.POST or None, initial={"state": action.state})
    if request.method != "POST" or request.POST.get("do") == "back" or not form.is_valid():
        return _page(request, link, {"form": form}, status=422 if _is_wrong(request, form) else 200)
    sure = request.POST.get("do") == "yes"
    try:
        changed = (use_link if sure else try_link)(token, form.said())
    except LinkEnded:
        return HttpResponseRedirect(request.path)
    except Refused as error:
        say_refused(form, error)
        return _page(request, link, {"form": form}, status=422)
    if sure:
        return HttpResponseRedirect(reverse("action-by-link", args=[token]))
    return _page(request, link, {"form": form, "after": _standing(changed), "typed": _typed(request)})


def _page(request: Asking, link: ActionLink, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    action = link.action
    shown = {
        "action": action,
        "is_worded": words_shown(request.viewer, action, link),
        "state": ActionState(action.state).label,
        "until": link.expires_at,
        "hide_from_search_engines": True,
    }
    name = "sure" if "after" in context else "say"
    return render(request, f"practice/by_link/{name}.html", {**shown, **context}, status=status)


def _ended(request: HttpRequest, link: ActionLink, end: LinkEnd) -> HttpResponse:
    context = {"end": end.value, "link": link, "hide_from_search_engines": True}
    used = end == LinkEnd.USED
    return render(request, "practice/by_link/ended.html", context, status=200 if used else _GONE)


def _standing(action: Action) -> dict[str, Any]:
    return {"state": ActionState(action.state).label, "done_on": action.done_on, "due": action.due}


def _is_wrong(request: HttpRequest, form: ByLinkForm) -> bool:
    return request.method == "POST" and request.POST.get("do") != "back" and bool(form.errors)


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed, to be sent once more."""
    return [(name, request.POST[name]) for name in _TYPED if name in request.POST]
