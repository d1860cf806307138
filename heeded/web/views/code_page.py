"""Coding on a page of a document: words are selected with the mouse or the keyboard, ticked, or typed, and given
themes. Readers see what was decided."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heeded.core.errors import NotAllowed, Refused
from heeded.engine.frameworks import CodeValue
from heeded.learning.models import Coding, Framework
from heeded.learning.queries import theme_for
from heeded.learning.services import OF_THE_WORDS, ReadIn, Said, change, code_words, place_again
from heeded.library.queries import document_for
from heeded.library.services import note_reading
from heeded.web.forms_of_coding import CodingForm
from heeded.web.presenters.code_desk import Desk
from heeded.web.presenters.code_page import coding_address
from heeded.web.presenters.code_whose import whose_in
from heeded.web.presenters.coding import may_code
from heeded.web.requests import Asking


def page(request: Asking, identifier: str) -> HttpResponse:
    """A page with its codings; for those who code also the form."""
    document = document_for(request.viewer, identifier)
    note_reading(document, by=request.viewer, door="coding")
    if request.method == "POST" and not may_code(request.viewer):
        raise NotAllowed(_("You cannot code reviews."))
    desk = Desk(request, document)
    if desk.page is None:
        return render(request, "read/unread.html", {"document": document})
    form, framework = desk.form, desk.framework
    if request.method == "POST" and form is not None and framework is not None and form.is_valid():
        try:
            _save(desk, form, framework)
            return HttpResponseRedirect(f"{coding_address(document, _back(desk.page.number, form))}#codings")
        except Refused as error:
            form.add_error(None, f"{error.reason} {error.advice}".strip())
    return render(request, "code/page.html", desk.context(desk.page))


def _back(number: int, form: CodingForm) -> int:
    """The page to show after coding: the one that was coded on, where any of the words stand there."""
    pages = [span.page for span in form.spans]
    return number if number in pages else pages[0]


def _save(desk: Desk, form: CodingForm, framework: Framework) -> None:
    """Place a coding again, change one, or code.

    Raises:
        Refused: the form says why.
    """
    if desk.again is not None:
        place_again(desk.again, desk.document, form.spans, by=desk.viewer)
        messages.success(desk.request, _("The coding stands at these words now."))
        return
    said = form.cleaned_data
    themes = [theme_for(desk.viewer, framework, one) for one in said["theme"]]
    what = Said(CodeValue(said["value"]), said["note"], said["certainty"])
    if desk.instead is not None:
        if len(themes) != 1:
            raise Refused(_("Choose one theme to change it into."))
        change(desk.instead, theme=themes[0], said=what, read_in=_words(desk, form), by=desk.viewer)
        messages.success(desk.request, _("Changed. Both stay on record."))
        return
    whose = whose_in(said["of"]) or OF_THE_WORDS
    _tell(desk, code_words(desk.document, form.spans, themes, what, whose=whose, by=desk.viewer))


def _words(desk: Desk, form: CodingForm) -> ReadIn:
    return ReadIn(desk.document, form.spans)


def _tell(desk: Desk, made: list[Coding]) -> None:
    words = ngettext("Coded with one theme.", "Coded with %(number)d themes.", len(made))
    messages.success(desk.request, words % {"number": len(made)})
