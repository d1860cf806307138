"""How this library's briefings are made and look: parts, who checks, colour, logo, own templates."""

from typing import Any, BinaryIO, cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heeded.briefing import exports, services
from heeded.briefing.drafting import parts_of_this_library
from heeded.briefing.errors import NoSuchBriefing
from heeded.briefing.queries import briefing_settings
from heeded.core.errors import NotAllowed, Refused
from heeded.library.files import exists, path_of
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.web.forms_of_briefings import BriefingSettingsForm
from heeded.web.presenters.briefings import look_of_this_library
from heeded.web.presenters.example_briefing import example_briefing
from heeded.web.requests import Asking
from heeded.web.views.take_away import sent_export

_OWN = {
    "logo": (
        gettext_lazy("Logo"),
        gettext_lazy("PNG or JPEG, at most 4 megabytes. Its place and camera details are taken out."),
        ".png,.jpg,.jpeg",
    ),
    "docx": (
        gettext_lazy("Word template"),
        gettext_lazy("DOCX without macros, at most 20 megabytes. Its styles, header and footer are used."),
        ".docx",
    ),
    "pptx": (
        gettext_lazy("Slides template"),
        gettext_lazy("PPTX without macros, at most 40 megabytes. Its master is used."),
        ".pptx",
    ),
}
_EXAMPLES = {"pdf": exports.as_pdf, "docx": exports.as_docx, "pptx": exports.as_pptx}


def settings(request: Asking) -> HttpResponse:
    """The form, and a small form for each file, so that a file that is refused holds nothing else up."""
    _must_manage(request)
    kept = briefing_settings()
    if request.method != "POST":
        return _page(request, BriefingSettingsForm(kept))
    which = request.POST.get("which", "")
    if which in _OWN:
        return _own_file(request, which)
    form = BriefingSettingsForm(kept, request.POST)
    if form.is_valid() and _saved(request, form):
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(reverse("briefing-settings"))
    return _page(request, form)


def _saved(request: Asking, form: BriefingSettingsForm) -> bool:
    names = ("parts", "checker_differs", "usual_recommendations", "colour")
    try:
        services.save_briefing_settings(
            by=request.viewer, **{name: form.cleaned_data[name] for name in names}
        )
    except Refused as error:
        form.add_error(
            "colour" if "olour" in error.reason else None, f"{error.reason} {error.advice}".strip()
        )
        return False
    return True


def _own_file(request: Asking, which: str) -> HttpResponse:
    try:
        if request.POST.get("do") == "remove":
            services.remove_own_file(which, by=request.viewer)
            messages.success(request, _("Removed and erased."))
        else:
            sent = request.FILES.get("file")
            if not isinstance(sent, UploadedFile):
                raise Refused(_("Choose a file first."))
            services.keep_own_file(which, cast(BinaryIO, sent), by=request.viewer)
            messages.success(request, _("In use from now on. Download an example to see it."))
    except Refused as error:
        words = f"{error.reason} {error.advice}".strip()
        return _page(request, BriefingSettingsForm(briefing_settings()), refused=(which, words))
    return HttpResponseRedirect(f"{reverse('briefing-settings')}#{which}")


def _page(
    request: Asking, form: BriefingSettingsForm, *, refused: tuple[str, str] = ("", "")
) -> HttpResponse:
    kept = briefing_settings()
    own = [
        {
            "which": which,
            "title": title,
            "hint": hint,
            "endings": endings,
            "in_use": bool(getattr(kept, f"{which}_sha256")),
            "problem": refused[1] if refused[0] == which else "",
        }
        for which, (title, hint, endings) in _OWN.items()
    ]
    return render(request, "briefing/settings.html", {"form": form, "own": own, "refused": refused})


def example(request: Asking, kind: str) -> HttpResponse:
    """An invented briefing in this library's look."""
    _must_manage(request)
    if kind not in _EXAMPLES:
        raise NoSuchBriefing("There is no such file.")
    shown = example_briefing(list(parts_of_this_library()))
    address = request.build_absolute_uri(reverse("briefings"))
    making: Any = _EXAMPLES[kind]
    return sent_export(making(shown, lambda _line: address, look_of_this_library()))


def logo(request: Asking) -> FileResponse:
    """The logo in use, as it was drawn anew."""
    _must_manage(request)
    sha256 = briefing_settings().logo_sha256
    if not sha256 or not exists(sha256):
        raise NoSuchBriefing("There is no logo.")
    return FileResponse(path_of(sha256).open("rb"), content_type="image/png")


def _must_manage(request: Asking) -> None:
    if not may(request.viewer, Permission.MANAGE_LIBRARY):
        raise NotAllowed(_("You do not look after the settings of this library."))
