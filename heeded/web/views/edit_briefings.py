"""Working on briefings: the draft beside its pages, checking, issuing, the next version.

The desk is one form. Every button on it saves everything first, so that no typed word is lost by turning a page or
moving a line; and what cannot be saved comes back as it was typed.
"""

from dataclasses import replace
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heeded.briefing import services
from heeded.briefing.errors import EditsRefused, NotADraft
from heeded.briefing.models import Version
from heeded.briefing.queries import version_for
from heeded.briefing.rights import may_work_on
from heeded.core.errors import NotAllowed, Refused
from heeded.engine.briefing import CausePattern
from heeded.engine.citation import BadAddress, from_text
from heeded.library.queries import document_for
from heeded.library.services import note_readings
from heeded.people.permissions import Permission
from heeded.web.presenters.briefings import full_address
from heeded.web.presenters.desk_forms import (
    conflicts_text,
    edits_in,
    looking_in,
    question_edits_in,
    turned_to,
    words_in,
)
from heeded.web.presenters.editing import Looking, Returned, desk_of
from heeded.web.presenters.reading_aids import aids_of
from heeded.web.requests import Asking

_NEW = ("new-text", "new-role", "new-passage", "new-citation")
_LONGEST_NUMBER = 7  # figures of a number in a form


def edit(request: Asking, identifier: str, number: int) -> HttpResponse:
    """The draft as a desk: every line with its page beside it. One form; nothing needs a script."""
    version = _mine(request, identifier, number)
    if request.method != "POST":
        note_readings(version.sources, by=request.viewer, door="edit-briefing")
        return _desk(request, version, looking_in(_words_of(request.GET)), Returned({}))
    return _worked(request, version, request.POST)


def _mine(request: Asking, identifier: str, number: int) -> Version:
    version = version_for(request.viewer, identifier, number)
    if not may_work_on(request.viewer, Permission.EDIT_BRIEFINGS, version.briefing):
        raise NotAllowed(
            _("You cannot change this briefing."), advice=_("The staff of the board that looks after it can.")
        )
    return version


def _desk(request: Asking, version: Version, looking: Looking, returned: Returned) -> HttpResponse:
    context = {
        "version": version,
        "desk": desk_of(request.viewer, version, looking, returned),
        "patterns": list(CausePattern),
        "aids": aids_of(request.viewer, version, full_address(request)),
        "came_back": bool(returned.form),
    }
    return render(request, "briefing/edit.html", context)


def _worked(request: Asking, version: Version, form: QueryDict) -> HttpResponse:
    """Save the desk, then do what the button says."""
    typed = _words_of(form)
    looking = looking_in(typed)
    try:
        if form.get("do") == "next":
            version = _in_next_version(request, version, typed)
            saved = services.Saved(changed=1)
        else:
            saved = _saved(request, version, typed)
        _say(request, saved)
        looking = replace(_done(request, version, typed, looking), conflicts=tuple(saved.conflicts))
    except EditsRefused as error:
        return _desk(request, version, looking, Returned(typed, error.problems))
    except NotADraft:
        return _desk(
            request,
            version_for(request.viewer, version.briefing.identifier, version.number),
            looking,
            Returned(typed),
        )
    except Refused as error:
        words = f"{error.reason} {error.advice}".strip()
        return _desk(request, version, looking, Returned({n: typed.get(n, "") for n in _NEW}, adding=words))
    unsaved = {name: typed.get(name, "") for name in _NEW}
    if form.get("do") != "add" and (unsaved["new-text"] or unsaved["new-citation"]):
        version.refresh_from_db()
        return _desk(request, version, looking, Returned(unsaved))
    return _back(version, looking)


def _words_of(form: QueryDict) -> dict[str, str]:
    return {name: str(value) for name, value in form.items()}


def _saved(request: Asking, version: Version, typed: dict[str, str]) -> services.Saved:
    return services.save_edits(
        version,
        edits_in(typed),
        by=request.viewer,
        questions=question_edits_in(typed),
        words=words_in(typed),
    )


def _in_next_version(request: Asking, version: Version, typed: dict[str, str]) -> Version:
    """What was typed after somebody had checked the version goes into the next one."""
    return services.next_version_with(
        version,
        edits_in(typed),
        by=request.viewer,
        questions=question_edits_in(typed),
        words=words_in(typed),
    )


def _say(request: Asking, saved: services.Saved) -> None:
    if saved.conflicts:
        words = _(
            "Somebody else changed the same line meanwhile. Both wordings are kept: look at them below."
        )
        messages.warning(request, words)
    elif saved.changed:
        messages.success(request, _("Saved."))
    elif request.POST.get("do", "save") == "save" and not {"move", "open", "turn"} & set(request.POST):
        messages.info(request, _("Nothing was changed."))


def _done(request: Asking, version: Version, form: dict[str, str], looking: Looking) -> Looking:
    """What the button says beyond saving, and what is open afterwards."""
    if "move" in form:
        way, _colon, key = form["move"].partition(":")
        services.move_line(version, key, up=way == "up", by=request.viewer)
        return replace(looking, line=key)
    if "open" in form:
        return Looking(form["open"])
    if (place := turned_to(form)) is not None:
        return replace(looking, at=place)
    if form.get("do") == "why":
        key, pattern = form.get("line", ""), form.get("pattern", "")
        services.decide_why(version, key, why=form.get("why", ""), pattern=pattern, by=request.viewer)
        messages.success(request, _("Decided."))
    if form.get("do") == "add":
        line = services.add_line(
            version,
            role=form.get("new-role", ""),
            text=form.get("new-text", ""),
            by=request.viewer,
            citing=_citing(request, form),
        )
        messages.success(request, _("The line was added."))
        return Looking(line.key)
    return looking


def _citing(request: Asking, form: dict[str, str]) -> services.Citing | None:
    """The sentence chosen from the page beside, or an address: ".../documents/IDENTIFIER/at/p3.10-50/" or the same
    after a question mark."""
    address, chosen = form.get("new-citation", "").strip(), form.get("new-passage", "")
    if chosen and not address:
        address = f"documents/{form.get('document', '')}/at/{chosen}"
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
            advice=_("Choose a sentence of the page, or copy the address under “How to cite”."),
        ) from None


@require_POST
def state(request: Asking, identifier: str, number: int) -> HttpResponse:
    """Check, issue, or take back to draft."""
    version = version_for(request.viewer, identifier, number)
    to = request.POST.get("to", "")
    if to == "checked":
        said = request.POST.get("revision", "")
        revision = int(said) if said.isdecimal() and len(said) < _LONGEST_NUMBER else -1
        services.check(version, by=request.viewer, revision=revision)
        messages.success(request, _("Checked."))
    elif to == "issued":
        services.issue(version, by=request.viewer)
        messages.success(request, _("Issued."))
    elif to == "draft":
        services.back_to_draft(version, by=request.viewer)
        messages.success(request, _("Back to draft."))
    return HttpResponseRedirect(reverse("briefing-version", args=[identifier, number]))


def discard(request: Asking, identifier: str, number: int) -> HttpResponse:
    """Throw a draft away, after asking."""
    version = _mine(request, identifier, number)
    if version.state != "draft":
        return HttpResponseRedirect(reverse("briefing-version", args=[identifier, number]))
    if request.method != "POST":
        return render(request, "briefing/discard.html", {"version": version})
    services.discard(version, by=request.viewer)
    messages.success(request, _("The draft was thrown away."))
    return HttpResponseRedirect(reverse("briefings"))


@require_POST
def following(request: Asking, identifier: str) -> HttpResponse:
    """Make the next version of a briefing, to be edited."""
    version = services.next_version(version_for(request.viewer, identifier).briefing, by=request.viewer)
    return _back(version, Looking())


def _back(version: Version, looking: Looking) -> HttpResponse:
    address = reverse("edit-briefing", args=[version.briefing.identifier, version.number])
    asked = {"line": looking.line} if looking.line else {}
    if looking.at is not None:
        asked |= {"document": looking.at.document, "at": f"{looking.at.page}.{looking.at.handful}"}
    if looking.conflicts:
        asked |= {"beside": conflicts_text(looking.conflicts)}
    place = "#conflicts" if looking.conflicts else "#page" if looking.at else ""
    place = place or (f"#line-{looking.line}" if looking.line else "")
    return HttpResponseRedirect((f"{address}?{urlencode(asked)}" if asked else address) + place)
