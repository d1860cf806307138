"""Evidence: put down, looked at, shown to everybody, taken away; its file."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heeded.core.errors import Refused
from heeded.people.viewer import Viewer
from heeded.practice import services
from heeded.practice.errors import NoSuchEvidence, NoSuchItem
from heeded.practice.models import Action, Evidence, PlanItem
from heeded.practice.queries import action_for, boards_kept, evidence_for, item_for, may_add_evidence
from heeded.web.forms_of_practice.evidence import EvidenceForm
from heeded.web.presenters.practice.evidence import evidence_page
from heeded.web.presenters.practice.refused import refused_words
from heeded.web.requests import Asking
from heeded.web.views.take_away import sent_safely


@login_required
def of_action(request: Asking, identifier: str) -> HttpResponse:
    """Put down what shows, or does not show, that an action changed something."""
    action = action_for(request.viewer, identifier)
    return _add(request, action.item, action)


@login_required
def of_item(request: Asking, identifier: str) -> HttpResponse:
    """The same of a whole item of a plan."""
    return _add(request, item_for(request.viewer, identifier), None)


def _add(request: Asking, item: PlanItem, action: Action | None) -> HttpResponse:
    if not may_add_evidence(request.viewer, item, action):
        raise NoSuchItem("There is no such item on a plan.")
    form = EvidenceForm(request.POST, request.FILES) if request.method == "POST" else EvidenceForm()
    if form.is_bound and form.is_valid():
        try:
            made = services.add_evidence(item, form.given(action), by=request.viewer)
        except Refused as error:
            form.add_error(None, refused_words(error))
        else:
            messages.success(request, _("Saved. Only those within see it until the board shows it."))
            return HttpResponseRedirect(reverse("evidence", args=[made.identifier]))
    context = {"form": form, "action": action, "item": item, "had_file": bool(request.FILES)}
    return render(request, "practice/evidence/add.html", context, status=422 if form.errors else 200)


def evidence(request: Asking, identifier: str) -> HttpResponse:
    """One piece of evidence, with its figures drawn; whoever keeps the plan shows it or takes it away."""
    found = evidence_for(request.viewer, identifier)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    if do:
        _must_keep(request.viewer, found)
    if do in _DOING:
        return _done(request, found, do)
    if do == "ask-show":
        try:
            found = services.copy_evidence(found, by=request.viewer)
        except Refused as error:
            return _refused(request, found, error)
    context = evidence_page(request.viewer, found) | {
        "asks": do == "ask-take-away",
        "asks_to_show": do == "ask-show",
        "hide_from_search_engines": True,
    }
    return render(request, "practice/evidence/one.html", context)


def _must_keep(viewer: Viewer, found: Evidence) -> None:
    if not viewer.is_operator and found.item.board_id not in boards_kept(viewer):
        raise NoSuchEvidence("There is no such evidence.")


def _done(request: Asking, found: Evidence, do: str) -> HttpResponse:
    try:
        _DOING[do](found, request.viewer)
    except Refused as error:
        return _refused(request, found, error)
    messages.success(request, _SAID[do]())
    if do != "take-away":
        return HttpResponseRedirect(reverse("evidence", args=[found.identifier]))
    return HttpResponseRedirect(_whence(found))


def _refused(request: Asking, found: Evidence, error: Refused) -> HttpResponse:
    messages.error(request, refused_words(error))
    return HttpResponseRedirect(reverse("evidence", args=[found.identifier]))


def _whence(found: Evidence) -> str:
    if found.action is not None:
        return reverse("action", args=[found.action.identifier])
    return reverse("plan-item", args=[found.item.identifier])


_DOING: dict[str, Callable[[Evidence, Viewer], Evidence]] = {
    "show": lambda found, by: services.show_evidence(found, by=by),
    "restrict": lambda found, by: services.show_evidence(found, by=by, shown=False),
    "take-away": lambda found, by: services.take_evidence_away(found, by=by),
}
_SAID: dict[str, Callable[[], str]] = {
    "show": lambda: _("Shown to everybody who sees the item."),
    "restrict": lambda: _("Restricted again."),
    "take-away": lambda: _("Taken away."),
}


def file(request: Asking, identifier: str) -> HttpResponse:
    """The file: for those within as it was put down, and of restricted evidence that is put on record; for everybody
    else the copy without what is not seen in it."""
    found = evidence_for(request.viewer, identifier)
    try:
        return _sent(services.take_evidence_file(found, by=request.viewer))
    except Refused as error:
        return _refused(request, found, error)


def copy(request: Asking, identifier: str) -> HttpResponse:
    """The copy that everybody gets, or would get, for whoever sees the evidence; before it is shown they look at it."""
    return _sent(services.shown_file(evidence_for(request.viewer, identifier)))


def _sent(taken: services.EvidenceFile) -> HttpResponse:
    return sent_safely(FileResponse(taken.path.open("rb"), as_attachment=True, filename=taken.name))
