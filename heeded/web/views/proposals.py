"""The queue of what a machine proposes: many decisions at once, by keyboard, each on record."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heeded.core.errors import HeededError, NotAllowed
from heeded.learning.models import Framework
from heeded.learning.queries import coding_for
from heeded.learning.services import accept, reject
from heeded.library.models import Document
from heeded.library.queries import document_for
from heeded.library.services import note_readings
from heeded.web.presenters.code_themes import framework_chosen, frameworks_in_use
from heeded.web.presenters.coding import may_code
from heeded.web.presenters.proposals import AT_ONCE, Narrowed, queue_of
from heeded.web.requests import Asking

_DECISIONS = {"accept": accept, "reject": reject}
_NAMED = "decide-"


def proposals(request: Asking) -> HttpResponse:
    """The proposals of a framework, all or of one theme."""
    return _queue(request, None)


def of_document(request: Asking, identifier: str) -> HttpResponse:
    """The proposals for one document."""
    return _queue(request, document_for(request.viewer, identifier))


def _queue(request: Asking, document: Document | None) -> HttpResponse:
    if not may_code(request.viewer):
        raise NotAllowed(_("You cannot decide what a machine proposes."))
    framework = framework_chosen(request)
    asked = request.POST if request.method == "POST" else request.GET
    narrowed = Narrowed(asked.get("theme", ""), document)
    said: dict[str, tuple[str, str]] = {}
    if request.method == "POST":
        said = _decided(request)
        if not said:
            return HttpResponseRedirect(_again(request, narrowed))
    context: dict[str, Any] = {
        "document": document,
        "framework": framework,
        "frameworks": frameworks_in_use(request.viewer),
    }
    if framework is None:
        return render(request, "code/proposals.html", context)
    return _shown(request, framework, narrowed, said, context)


def _shown(
    request: Asking,
    framework: Framework,
    narrowed: Narrowed,
    said: dict[str, tuple[str, str]],
    context: dict[str, Any],
) -> HttpResponse:
    queue = queue_of(request.viewer, framework, narrowed, request.GET.get("page", "1"), said)
    note_readings({one.document.identifier for one in queue.proposals}, by=request.viewer, door="coding")
    problems = [(one.identifier, one.problem) for one in queue.proposals if one.problem]
    return render(request, "code/proposals.html", {**context, "queue": queue, "problems": problems})


def _decided(request: Asking) -> dict[str, tuple[str, str]]:
    """Do what was chosen for each, and tell what could not be done: by identifier the choice and the reason."""
    refused: dict[str, tuple[str, str]] = {}
    done = {"accept": 0, "reject": 0}
    for identifier, choice in _choices(request):
        try:
            _DECISIONS[choice](coding_for(request.viewer, identifier), by=request.viewer)
            done[choice] += 1
        except HeededError as error:
            refused[identifier] = (choice, f"{error.reason} {error.advice}".strip())
    _say(request, done, len(refused))
    return refused


def _choices(request: HttpRequest) -> list[tuple[str, str]]:
    found = [
        (name.removeprefix(_NAMED), str(value))
        for name, value in request.POST.items()
        if name.startswith(_NAMED) and value in _DECISIONS
    ]
    return found[:AT_ONCE]


def _say(request: Asking, done: dict[str, int], refused: int) -> None:
    parts = []
    if done["accept"]:
        parts.append(ngettext("%d accepted.", "%d accepted.", done["accept"]) % done["accept"])
    if done["reject"]:
        parts.append(ngettext("%d rejected.", "%d rejected.", done["reject"]) % done["reject"])
    if parts:
        messages.success(request, " ".join(parts))
    elif not refused:
        messages.info(request, _("Nothing was decided: choose accept or reject first."))


def _again(request: Asking, narrowed: Narrowed) -> str:
    if narrowed.document is not None:
        address = reverse("document-proposals", args=[narrowed.document.identifier])
    else:
        address = reverse("coding-proposals")
    theme = request.POST.get("theme", "")
    return f"{address}?theme={theme}" if theme.replace("-", "").isalnum() else address
