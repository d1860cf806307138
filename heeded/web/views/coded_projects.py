"""Coded projects of other programs (REFI-QDA, .qdpx): what was coded goes out, and what others coded comes in."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heeded.core.errors import NotAllowed, Refused
from heeded.engine.exchange import FileKind, Project, cannot_carry
from heeded.learning import queries, services
from heeded.learning.errors import NoSuchFramework
from heeded.learning.models import Framework
from heeded.library.exports import Export
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.web.presenters.projects import offered, shown_project
from heeded.web.presenters.who import Who
from heeded.web.requests import Asking
from heeded.web.views.codebooks import choose_file
from heeded.web.views.edit_frameworks import must_edit
from heeded.web.views.take_away import sent_export

_OWN = "file"  # instead of a framework that is here: the one in the file, as a new one
_MEDIA = "application/zip"


def take_away(request: Asking, identifier: str) -> HttpResponse:
    """Choose the documents; the project with their texts and what was decided on them is sent."""
    found = queries.framework_for(request.viewer, identifier)
    problem = ""
    if request.method == "POST":
        try:
            content = services.coded_project(
                found,
                request.POST.getlist("document"),
                by=request.viewer,
                named=lambda actor: _name(request, actor),
            )
        except Refused as error:
            problem = f"{error.reason} {error.advice}".strip()
        else:
            return sent_export(Export(f"{found.identifier}.qdpx", _MEDIA, content))
    documents = queries.documents_coded_with(request.viewer, found)
    context = {
        "framework": found,
        "documents": offered(documents, ticked=request.POST.getlist("document") if problem else None),
        "most": services.MOST_DOCUMENTS,
        "cannot": cannot_carry(FileKind.QDPX),
        "problem": problem,
    }
    return render(request, "frameworks/project_of.html", context)


def _name(request: Asking, actor: str) -> str:
    return Who(request.viewer, [actor]).named_in_files(actor)


def choose(request: Asking) -> HttpResponse:
    """Choose a project; nothing of it is taken yet."""
    _must_take(request)
    return choose_file(
        request, services.project_in, leads_to="coded-project", template="frameworks/choose_project.html"
    )


def look(request: Asking, token: str) -> HttpResponse:
    """Which texts are documents of the library, what would be coded, what cannot be; and taking it."""
    _must_take(request)
    held = services.at_hand(token, by=request.viewer)
    if request.method == "POST" and request.POST.get("do") == "leave":
        services.let_go(held)
        messages.info(request, _("The file is gone. What was taken before stays."))
        return HttpResponseRedirect(reverse("frameworks"))
    project = services.project_in(held)
    framework = _chosen(request, project.framework.identifier)
    problem = ""
    if request.method == "POST":
        try:
            framework, taken = _taken(request, project, framework)
        except Refused as error:
            problem = f"{error.reason} {error.advice}".strip()
        else:
            return _after(request, held, framework, taken)
    seen = services.look_at_project(project, framework, by=request.viewer)
    context = {
        "file": held,
        "look": shown_project(seen),
        "framework": framework,
        "frameworks": [one for one in queries.visible_frameworks(request.viewer) if one.retired_at is None],
        "ticked": request.POST.getlist("source") if problem else None,
        "most": services.MOST_AT_ONCE,
        "problem": problem,
    }
    return render(request, "frameworks/project.html", context)


def _must_take(request: Asking) -> None:
    must_edit(request)
    if not may(request.viewer, Permission.CODE):
        raise NotAllowed(_("You cannot code reviews."))


def _chosen(request: Asking, usual: str) -> Framework | None:
    """The framework to code with: as chosen, else the one that is called as in the file; none: the file's own."""
    asked = request.POST.get("framework", request.GET.get("framework", ""))
    if asked == _OWN:
        return None
    try:
        return queries.framework_for(request.viewer, asked or usual)
    except NoSuchFramework:
        return None


def _taken(
    request: Asking, project: Project, framework: Framework | None
) -> tuple[Framework, services.ProjectTaken]:
    sources = request.POST.getlist("source")
    if not sources:
        raise Refused(_("Choose at least one text."))
    framework = framework or services.make_framework(project.framework, by=request.viewer)
    naming = request.POST.get("naming") == "yes"
    return framework, services.take_project(
        project, framework, set(sources), by=request.viewer, naming=naming
    )


def _after(
    request: Asking, held: services.FileAtHand, framework: Framework, taken: services.ProjectTaken
) -> HttpResponse:
    words = ngettext("%d coding was taken.", "%d codings were taken.", taken.made) % taken.made
    if taken.here:
        words += " " + ngettext("%d was here already.", "%d were here already.", taken.here) % taken.here
    if taken.left_out:
        words += " " + ngettext("%d was left out.", "%d were left out.", taken.left_out) % taken.left_out
    messages.success(request, words)
    if taken.waiting:
        messages.warning(request, _("That was not all: so many do not fit at once. Take the others now."))
        where = reverse("coded-project", args=[held.token])
        return HttpResponseRedirect(f"{where}?framework={framework.identifier}")
    services.let_go(held)
    return HttpResponseRedirect(reverse("framework", args=[framework.identifier]))
