"""Working on briefings: the draft beside the page, saving, adding a line, checking and issuing."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heeded.briefing import services
from heeded.briefing.models import Version
from heeded.briefing.queries import version_for
from heeded.core.errors import NotAllowed, Refused
from heeded.engine.briefing import CausePattern, Role
from heeded.engine.citation import BadAddress, from_text
from heeded.library.queries import document_for
from heeded.library.services import note_readings
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.web.presenters.editing import desk_of, edits_in, question_edits_in
from heeded.web.requests import Asking


def edit(request: Asking, identifier: str, number: int) -> HttpResponse:
    """The draft as a desk: every line with its page beside it. One form saves all; nothing needs a script."""
    version = _version(request, identifier, number)
    if request.method == "POST":
        return _saved(request, version)
    note_readings(version.sources, by=request.viewer, door="edit-briefing")
    context = {
        "version": version,
        "desk": desk_of(request.viewer, version, open_line=request.GET.get("line", "")),
        "roles": list(Role),
        "patterns": list(CausePattern),
    }
    return render(request, "briefing/edit.html", context)


def _saved(request: Asking, version: Version) -> HttpResponse:
    edits = edits_in(request.POST)
    saved = services.save_edits(version, edits, by=request.viewer, questions=question_edits_in(request.POST))
    if saved.conflicts:
        words = _(
            "Somebody else changed the same line meanwhile. Your words stand right below theirs: keep one."
        )
        messages.warning(request, words)
    elif saved.changed:
        messages.success(request, _("Saved."))
    else:
        messages.info(request, _("Nothing was changed."))
    return _back(version, request.POST.get("line", ""))


@require_POST
def add(request: Asking, identifier: str, number: int) -> HttpResponse:
    """A line of the editor's own, or one with a citation: the address of a passage, copied from its page."""
    version = _version(request, identifier, number)
    words = {name: request.POST.get(name, "") for name in ("role", "text")}
    line = services.add_line(version, **words, by=request.viewer, citing=_citing(request))
    messages.success(request, _("The line was added."))
    return _back(version, line.key)


def _citing(request: Asking) -> services.Citing | None:
    """What was pasted as citation: ".../documents/IDENTIFIER/at/p3.10-50/" or the same after a question mark."""
    address = request.POST.get("citation", "").strip()
    if not address:
        return None
    parts = address.replace("?", "/").replace("&", "/").split("/")
    try:
        document = document_for(request.viewer, parts[parts.index("documents") + 1])
        place = next(part for part in reversed(parts) if part.removeprefix("at=").startswith("p"))
        return services.Citing(document, from_text(place.removeprefix("at=").replace("%2B", "+")))
    except (ValueError, IndexError, StopIteration, BadAddress):
        raise Refused(
            _("That is not the address of a passage."),
            advice=_("Open the page, choose the passage, and copy the address under “How to cite”."),
        ) from None


@require_POST
def why(request: Asking, identifier: str, number: int, key: str) -> HttpResponse:
    """Say whether a line explains, and with which pattern."""
    version = _version(request, identifier, number)
    said, pattern = request.POST.get("why", ""), request.POST.get("pattern", "")
    services.decide_why(version, key, why=said, pattern=pattern, by=request.viewer)
    messages.success(request, _("Saved."))
    return _back(version, key)


@require_POST
def state(request: Asking, identifier: str, number: int) -> HttpResponse:
    """Check, issue, or take back to draft."""
    version = version_for(request.viewer, identifier, number)
    to = request.POST.get("to", "")
    if to == "checked":
        revision = request.POST.get("revision", "")
        services.check(version, by=request.viewer, revision=int(revision) if revision.isdecimal() else -1)
        messages.success(request, _("Checked."))
    elif to == "issued":
        services.issue(version, by=request.viewer)
        messages.success(request, _("Issued."))
    elif to == "draft":
        services.back_to_draft(version, by=request.viewer)
        messages.success(request, _("Back to draft."))
    return HttpResponseRedirect(reverse("briefing-version", args=[identifier, number]))


@require_POST
def following(request: Asking, identifier: str) -> HttpResponse:
    """Make the next version of a briefing, to be edited."""
    version = services.next_version(version_for(request.viewer, identifier).briefing, by=request.viewer)
    return _back(version, "")


def _version(request: Asking, identifier: str, number: int) -> Version:
    if not may(request.viewer, Permission.EDIT_BRIEFINGS):
        raise NotAllowed(_("You cannot change briefings."))
    return version_for(request.viewer, identifier, number)


def _back(version: Version, key: str) -> HttpResponse:
    address = reverse("edit-briefing", args=[version.briefing.identifier, version.number])
    return HttpResponseRedirect(f"{address}?line={key}#line-{key}" if key else address)
