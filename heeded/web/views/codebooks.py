"""Taking a framework from a file: choose it, look at what it holds and what taking it would change, take it."""

from collections.abc import Callable
from typing import Any, BinaryIO, cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heeded.core.errors import Refused
from heeded.engine import frameworks as engine
from heeded.learning import queries, services
from heeded.learning.errors import NoSuchFramework
from heeded.learning.models import Framework
from heeded.web.presenters.framework_history import comparison
from heeded.web.presenters.frameworks import nested
from heeded.web.requests import Asking
from heeded.web.views.edit_frameworks import must_edit

_SHOWN = 300  # themes of a file
WAYS = ("next", "new-themes", "beside")


def choose(request: Asking) -> HttpResponse:
    """Choose a file; nothing of it is taken yet."""
    must_edit(request)
    return choose_file(
        request, services.codebook_in, leads_to="codebook", template="frameworks/choose_codebook.html"
    )


def choose_file(
    request: Asking, read: Callable[[services.FileAtHand], object], *, leads_to: str, template: str
) -> HttpResponse:
    """The form by which a file is handed in. One that `read` can open leads to the page that shows what is in it."""
    problem = ""
    if request.method == "POST":
        try:
            held = services.hand_in(*_handed(request), by=request.viewer)
            services.tried(held, read)
        except Refused as error:
            problem = f"{error.reason} {error.advice}".strip()
        else:
            return HttpResponseRedirect(reverse(leads_to, args=[held.token]))
    return render(request, template, {"problem": problem})


def _handed(request: Asking) -> tuple[BinaryIO, str]:
    """The one file of a form.

    Raises:
        Refused: there is none.
    """
    sent = request.FILES.get("file")
    if not isinstance(sent, UploadedFile):
        raise Refused(_("Choose a file first."))
    return cast(BinaryIO, sent), sent.name or ""


def look(request: Asking, token: str) -> HttpResponse:
    """What is in the file, what could not be taken of it, what taking it would change; and taking it."""
    must_edit(request)
    held = services.at_hand(token, by=request.viewer)
    if request.method == "POST" and request.POST.get("do") == "leave":
        services.let_go(held)
        messages.info(request, _("Nothing was taken."))
        return HttpResponseRedirect(reverse("frameworks"))
    book = services.codebook_in(held)
    here = _here(request, book.framework)
    problem = ""
    if request.method == "POST":
        try:
            made = _taken(request, book.framework, here)
        except Refused as error:
            problem = f"{error.reason} {error.advice}".strip()
        else:
            services.let_go(held)
            messages.success(request, _("Taken."))
            return HttpResponseRedirect(reverse("framework", args=[made.identifier]))
    context: dict[str, Any] = {
        "file": held,
        "read": book.framework,
        "themes": nested(book.framework.themes[:_SHOWN]),
        "left_out": book.left_out,
        "here": here,
        "comparison": comparison(queries.framework_record(here), book.framework) if here else None,
        "problem": problem,
        "way": request.POST.get("way", "next"),
    }
    return render(request, "frameworks/codebook.html", context)


def _here(request: Asking, read: engine.Framework) -> Framework | None:
    try:
        return queries.framework_for(request.viewer, read.identifier)
    except NoSuchFramework:
        return None


def _taken(request: Asking, read: engine.Framework, here: Framework | None) -> Framework:
    way = request.POST.get("way", "next" if here is None else "")
    note = request.POST.get("note", "")[:300]
    if way not in WAYS:
        raise Refused(_("Choose how it is taken."))
    if way == "beside":
        return services.make_framework(read, by=request.viewer, note=note)
    if here is not None and way == "new-themes":
        read = engine.with_what_is_new(queries.framework_record(here), read)
    return services.take_framework(read, by=request.viewer, note=note)
