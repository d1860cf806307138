"""Reading briefings: the list, one of them, what it says to a profession, presenting it, taking it away."""

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from heeded.briefing import exports
from heeded.briefing.errors import NoSuchBriefing
from heeded.briefing.models import Version
from heeded.briefing.queries import sees_drafts, source_changes, version_for, visible_versions
from heeded.briefing.services import gather_digest, propose_briefing
from heeded.briefing.shown import ShownBriefing, boards_and_years, show
from heeded.briefing.speaking_to import spoken_to
from heeded.engine.briefing import profession_of
from heeded.library.queries import work_for
from heeded.library.services import note_readings
from heeded.web.presenters.briefings import (
    asked_for,
    full_address,
    how_many,
    look_of_this_library,
    readers,
)
from heeded.web.requests import Asking
from heeded.web.views.take_away import sent_export

_FILES = {"pdf": exports.as_pdf, "docx": exports.as_docx, "pptx": exports.as_pptx}


def briefings(request: Asking) -> HttpResponse:
    """Issued briefings for everybody; for staff also what is drafted and checked."""
    versions = visible_versions(request.viewer).exclude(state="replaced").order_by("-made_at", "-pk")
    page = Paginator(versions, 25).get_page(request.GET.get("page"))
    changed = source_changes(request.viewer, page)
    known = boards_and_years(request.viewer, [one.briefing.work for one in page if one.briefing.work])
    rows = [
        {
            "version": one,
            "known": ", ".join(words for words in known.get(one.briefing.work_id or 0, ()) if words),
            "source_changed": one.pk in changed,
        }
        for one in page
    ]
    return render(request, "briefing/list.html", {"page": page, "rows": rows})


def briefing(request: Asking, identifier: str, number: int | None = None) -> HttpResponse:
    """One briefing on one page: every line with its page; `for` puts first what it says to a profession."""
    version = version_for(request.viewer, identifier, number)
    shown = _shown(request, version, door="briefing")
    profession = profession_of(request.GET.get("for", ""))
    address = reverse("briefing", args=[identifier])
    context = {
        "version": version,
        "shown": shown,
        "asked_for": asked_for(shown.recommendations),
        "how_many": how_many(shown),
        "profession": profession,
        "spoken": spoken_to(shown, profession) if profession else None,
        "readers": readers(address if number is None else request.path, profession),
        "versions": list(
            visible_versions(request.viewer).filter(briefing=version.briefing).order_by("-number")
        ),
        "sees_drafts": sees_drafts(request.viewer),
    }
    return render(request, "briefing/one.html", context)


def present(request: Asking, identifier: str) -> HttpResponse:
    """Seven minutes aloud: one part after the other in large type, the questions, a slip to hand back."""
    version = version_for(request.viewer, identifier)
    shown = _shown(request, version, door="present")
    return render(request, "briefing/present.html", {"version": version, "shown": shown})


def take_away(request: Asking, identifier: str, number: int, kind: str) -> HttpResponse:
    """A version as PDF, Word, slides or plain text."""
    shown = _shown(request, version_for(request.viewer, identifier, number), door=kind)
    if kind == "txt":
        return sent_export(exports.as_text(shown, full_address(request)))
    if kind not in _FILES:
        raise NoSuchBriefing("There is no such file.")
    return sent_export(_FILES[kind](shown, full_address(request), look_of_this_library()))


@require_POST
def propose(request: Asking, identifier: str) -> HttpResponse:
    """Draft a briefing on a review, and open it."""
    made = propose_briefing(work_for(request.viewer, identifier), by=request.viewer)
    return HttpResponseRedirect(reverse("briefing-version", args=[made.identifier, 1]))


@require_POST
def gather(request: Asking) -> HttpResponse:
    """Gather what reviews say of a question, and open it."""
    made = gather_digest(request.POST.get("q", ""), by=request.viewer)
    return HttpResponseRedirect(reverse("briefing-version", args=[made.identifier, 1]))


def _shown(request: Asking, version: Version, *, door: str) -> ShownBriefing:
    """The version as this viewer sees it. Reading words of a restricted document leaves its trace, and of no other
    document: a digest may cite more than they are shown."""
    shown = show(request.viewer, version)
    asked = {one.point.document.identifier for one in shown.recommendations}
    note_readings({identifier for identifier, _ in shown.sources} | asked, by=request.viewer, door=door)
    return shown
