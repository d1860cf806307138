"""Coding on a page of a document: words are selected with the mouse or the keyboard, ticked, or typed, and given
themes. Readers see what was decided."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heeded.core.errors import NotAllowed, Refused
from heeded.engine.citation import BadAddress, as_text, from_text
from heeded.engine.frameworks import CodeValue
from heeded.engine.records import Span
from heeded.learning.models import Coding, Framework, Theme
from heeded.learning.queries import blind_round, coding_for, theme_for, visible_places
from heeded.learning.services import ReadIn, Said, change, code_words, place_again
from heeded.library.layout import spans_from_row
from heeded.library.models import Document, Page
from heeded.library.queries import document_for
from heeded.library.services import note_reading
from heeded.web.forms_of_coding import CodedPage, CodingForm
from heeded.web.presenters.code_marks import number_parts, selected
from heeded.web.presenters.code_page import Chosen, code_page, coding_address, sentences_of
from heeded.web.presenters.code_themes import framework_chosen, frameworks_in_use, theme_choices
from heeded.web.presenters.code_whose import as_value, fitting, people_of, whose_in, whose_of, words_of_whose
from heeded.web.presenters.coding import may_code
from heeded.web.presenters.documents import words_of
from heeded.web.requests import Asking

_LONGEST_NUMBER = 7  # figures of a page's number in an address


def page(request: Asking, identifier: str) -> HttpResponse:
    """A page with its codings; for those who code also the form."""
    document = document_for(request.viewer, identifier)
    note_reading(document, by=request.viewer, door="coding")
    coder = may_code(request.viewer)
    if request.method == "POST" and not coder:
        raise NotAllowed(_("You cannot code reviews."))
    spans = _spans(request, document)
    held = _page(request, document, spans)
    if held is None:
        return render(request, "read/unread.html", {"document": document})
    desk = Desk(request, document, held, spans)
    if request.method == "POST" and desk.form is not None and desk.form.is_valid():
        answer = desk.saved()
        if answer is not None:
            return answer
    return render(request, "code/page.html", desk.context())


class Desk:
    """One page of a document being coded by somebody: what they chose so far, and the form."""

    def __init__(self, request: Asking, document: Document, page: Page, spans: tuple[Span, ...]) -> None:
        self.request, self.document, self.page, self.spans = request, document, page, spans
        self.viewer = request.viewer
        asked = request.POST if request.method == "POST" else request.GET
        self.instead = self._coding(asked.get("instead", ""))
        self.again = self._coding(asked.get("again", ""))
        self.framework = self._framework()
        self.form = self._form() if may_code(self.viewer) and self.framework is not None else None

    def _coding(self, identifier: str) -> Coding | None:
        return coding_for(self.viewer, identifier) if identifier and may_code(self.viewer) else None

    def _framework(self) -> Framework | None:
        chosen = framework_chosen(self.request)
        held = self.instead or self.again
        return held.theme.framework if held is not None else chosen

    def _form(self) -> CodingForm:
        assert self.framework is not None
        held = self.instead or self.again
        whose = whose_of(held) if held is not None else whose_in("passage")
        assert whose is not None
        ticked = [held.theme.identifier] if held is not None else []
        people = [(one.value, one.words) for one in people_of(self.viewer, self.document.work)]
        about = CodedPage(
            document=self.document,
            number=self.page.number,
            sentences=list(sentences_of(self.document, self.page.number)),
            themes=theme_choices(self.framework, fitting(whose), ticked),
            whose=[("passage", words_of_whose(whose_in("passage") or whose)), *people],
        )
        data = self.request.POST if self.request.method == "POST" else None
        form = CodingForm(about, data, initial=self._initial(held, as_value(whose)))
        if self.again is not None:
            del form.fields["theme"], form.fields["value"], form.fields["of"]
        elif self.instead is not None:
            del form.fields["of"]
        return form

    def _initial(self, held: Coding | None, whose: str) -> dict[str, Any]:
        initial: dict[str, Any] = {"at": as_text(self.spans), "of": whose}
        if held is not None:
            place = visible_places(self.viewer).filter(coding=held).order_by("-pk").first()
            initial |= {
                "theme": [held.theme.identifier],
                "value": held.value,
                "certainty": held.certainty,
                "note": place.note if place else "",
            }
        return initial

    def saved(self) -> HttpResponse | None:
        """Do what the form says and lead on; none where that is refused, which the form then says."""
        assert self.form is not None
        try:
            return self._save()
        except Refused as error:
            self.form.add_error(None, f"{error.reason} {error.advice}".strip())
            return None

    def _save(self) -> HttpResponse:
        assert self.form is not None and self.framework is not None
        said = self.form.cleaned_data
        if self.again is not None:
            made = [place_again(self.again, self.document, self.form.spans, by=self.viewer)]
            messages.success(self.request, _("The coding stands at these words now."))
            return self._back(made)
        themes = [theme_for(self.viewer, self.framework, one) for one in said["theme"]]
        what = Said(CodeValue(said["value"]), said["note"], said["certainty"])
        if self.instead is not None:
            made = [self._changed(self.instead, themes, what)]
            messages.success(self.request, _("Changed. Both stay on record."))
            return self._back(made)
        whose = whose_in(said["of"]) or whose_in("passage")
        assert whose is not None
        made = code_words(self.document, self.form.spans, themes, what, whose=whose, by=self.viewer)
        words = ngettext("Coded with one theme.", "Coded with %d themes.", len(made))
        messages.success(self.request, words % len(made) if len(made) > 1 else words)
        return self._back(made)

    def _changed(self, held: Coding, themes: list[Theme], what: Said) -> Coding:
        assert self.form is not None
        if len(themes) != 1:
            raise Refused(_("Choose one theme to change it into."))
        words = ReadIn(self.document, self.form.spans)
        return change(held, theme=themes[0], said=what, read_in=words, by=self.viewer)

    def _back(self, made: list[Coding]) -> HttpResponse:
        assert self.form is not None
        number = self.form.spans[0].page
        return HttpResponseRedirect(f"{coding_address(self.document, number)}#codings")

    def context(self) -> dict[str, Any]:
        """What `code/page.html` shows."""
        everything = self.request.GET.get("show") == "all" or self.form is None
        asked = {"show": "all"} if everything and self.form is not None else {}
        if self.again is not None:
            asked["again"] = self.again.identifier
        chosen = Chosen(None if everything else self.framework, self.spans, asked)
        shown = code_page(self.viewer, self.document, self.page, chosen)
        framework = self.framework
        return {
            "document": self.document,
            "page": self.page,
            "shown": shown,
            "form": self.form,
            "themes": self.form.about.themes if self.form is not None else (),
            "ticked": self._ticked("theme"),
            "ticked_sentences": self._ticked("sentence"),
            "framework": framework,
            "frameworks": frameworks_in_use(self.viewer) if self.form is not None else (),
            "everything": everything,
            "instead": self.instead,
            "again": self.again,
            "round": blind_round(self.viewer, self.document, framework) if framework else None,
        }

    def _ticked(self, name: str) -> set[str]:
        if self.form is None or name not in self.form.fields:
            return set()
        value = self.form[name].value() or []
        return {str(one) for one in value}


def _spans(request: Asking, document: Document) -> tuple[Span, ...]:
    """The words chosen: by their place in the file, as the script counts a selection, or those of a coding."""
    asked = request.POST if request.method == "POST" else request.GET
    if asked.get("at"):
        try:
            return from_text(asked["at"])
        except BadAddress:
            return ()
    if asked.get("from") and asked.get("to"):
        number = asked.get("page", "")
        held = _numbered(document, number)
        if held is not None:
            words = words_of(document, held)
            number_parts(words)
            return selected(words, asked["from"], asked["to"])
    if asked.get("instead") and may_code(request.viewer):
        coding = coding_for(request.viewer, asked["instead"])
        place = visible_places(request.viewer).filter(coding=coding, document=document).first()
        return spans_from_row(place.spans) if place else ()
    return ()


def _page(request: Asking, document: Document, spans: tuple[Span, ...]) -> Page | None:
    """The page asked for: by number, else where the words begin, else the first."""
    asked = (request.POST if request.method == "POST" else request.GET).get("page", "")
    return _numbered(document, asked or str(spans[0].page if spans else 1))


def _numbered(document: Document, number: str) -> Page | None:
    if not (number.isdecimal() and len(number) < _LONGEST_NUMBER):
        number = "1"
    wanted = max(1, min(int(number), document.page_count or 1))
    return document.pages.filter(number=wanted).first()
