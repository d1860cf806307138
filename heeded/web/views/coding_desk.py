"""Where coding begins: the framework, what a machine proposes, what is most worth coding, what was lost."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from heeded.core.errors import NotAllowed
from heeded.library.services import note_readings
from heeded.web.presenters.code_themes import framework_chosen, frameworks_in_use
from heeded.web.presenters.coding import may_code
from heeded.web.presenters.coding_desk import desk_of, lost_rows
from heeded.web.requests import Asking


def desk(request: Asking) -> HttpResponse:
    """What there is to code with the framework chosen."""
    _must_code(request)
    framework = framework_chosen(request)
    context = {
        "framework": framework,
        "frameworks": frameworks_in_use(request.viewer),
        "desk": desk_of(request.viewer, framework) if framework is not None else None,
    }
    return render(request, "code/desk.html", context)


def lost_places_list(request: Asking) -> HttpResponse:
    """Codings whose words are not in the newest version, or not where a file was read anew."""
    _must_code(request)
    page, rows = lost_rows(request.viewer, request.GET.get("page", "1"))
    note_readings({row.document.identifier for row in rows}, by=request.viewer, door="coding")
    return render(request, "code/lost.html", {"page": page, "rows": rows})


def _must_code(request: Asking) -> None:
    if not may_code(request.viewer):
        raise NotAllowed(_("You cannot code reviews."))
