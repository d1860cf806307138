"""A page of a document on the desk of somebody who codes: what they chose so far, and the form."""

from typing import Any

from heeded.engine.citation import BadAddress, as_text, from_text
from heeded.engine.records import Span
from heeded.learning.models import Coding, Framework
from heeded.learning.queries import blind_round, coding_for, visible_places
from heeded.learning.services import OF_THE_WORDS
from heeded.library.layout import spans_from_row
from heeded.library.models import Document, Page
from heeded.web.forms_of_coding import CodedPage, CodingForm
from heeded.web.presenters.code_marks import number_parts, selected
from heeded.web.presenters.code_page import Chosen, code_page, sentences_of
from heeded.web.presenters.code_themes import framework_chosen, frameworks_in_use, theme_choices
from heeded.web.presenters.code_whose import fitting, people_of, whose_of, words_of_whose
from heeded.web.presenters.coding import may_code
from heeded.web.presenters.documents import words_of
from heeded.web.requests import Asking

_LONGEST_NUMBER = 7  # figures of a page's number in an address


class Desk:
    """One page being coded: `instead` is a coding to be changed, `again` one that lost its words; `form` only for those
    who code. `page` is none where the document was not read."""

    def __init__(self, request: Asking, document: Document) -> None:
        self.request, self.document, self.viewer = request, document, request.viewer
        self.asked = request.POST if request.method == "POST" else request.GET
        self.instead = self._coding("instead")
        self.again = self._coding("again")
        self.spans = self._spans()
        self.page = self._numbered(self.asked.get("page") or str(self.spans[0].page if self.spans else 1))
        self.framework = self._framework()
        self.form: CodingForm | None = None
        if may_code(self.viewer) and self.framework is not None and self.page is not None:
            self.form = self._form(self.framework, self.page)

    def _coding(self, name: str) -> Coding | None:
        identifier = self.asked.get(name, "")
        return coding_for(self.viewer, identifier) if identifier and may_code(self.viewer) else None

    def _spans(self) -> tuple[Span, ...]:
        """The words chosen: by their place in the file, as the script counts a selection, or those of a coding."""
        if self.asked.get("at"):
            try:
                return from_text(self.asked["at"])
            except BadAddress:
                return ()
        if self.asked.get("from") and self.asked.get("to"):
            held = self._numbered(self.asked.get("page", ""))
            words = words_of(self.document, held) if held is not None else []
            number_parts(words)
            return selected(words, self.asked["from"], self.asked["to"])
        if self.instead is not None:
            place = visible_places(self.viewer).filter(coding=self.instead, document=self.document).first()
            return spans_from_row(place.spans) if place else ()
        return ()

    def _numbered(self, number: str) -> Page | None:
        if not (number.isdecimal() and len(number) < _LONGEST_NUMBER):
            number = "1"
        wanted = max(1, min(int(number), self.document.page_count or 1))
        return self.document.pages.filter(number=wanted).first()

    def _framework(self) -> Framework | None:
        chosen = framework_chosen(self.request) if may_code(self.viewer) else None
        held = self.instead or self.again
        return held.theme.framework if held is not None else chosen

    def _form(self, framework: Framework, page: Page) -> CodingForm:
        held = self.instead or self.again
        whose = whose_of(held) if held is not None else OF_THE_WORDS
        people = [(one.value, one.words) for one in people_of(self.viewer, self.document.work)]
        about = CodedPage(
            document=self.document,
            number=page.number,
            sentences=list(sentences_of(self.document, page.number)),
            themes=theme_choices(framework, fitting(whose), ()),
            whose=[("passage", words_of_whose(OF_THE_WORDS)), *people],
        )
        data = self.request.POST if self.request.method == "POST" else None
        form = CodingForm(about, data, initial=self._initial(held))
        left_out = ("theme", "value", "of") if self.again else ("of",) if self.instead else ()
        for name in left_out:
            del form.fields[name]
        return form

    def _initial(self, held: Coding | None) -> dict[str, Any]:
        initial: dict[str, Any] = {"at": as_text(self.spans)}
        if held is None:
            return initial
        place = visible_places(self.viewer).filter(coding=held).order_by("-pk").first()
        return initial | {
            "theme": [held.theme.identifier],
            "value": held.value,
            "certainty": held.certainty,
            "note": place.note if place else "",
        }

    def context(self, page: Page) -> dict[str, Any]:
        """What `code/page.html` shows."""
        everything = self.request.GET.get("show") == "all" or self.form is None
        asked = {"show": "all"} if everything and self.form is not None else {}
        if self.again is not None:
            asked["again"] = self.again.identifier
        chosen = Chosen(None if everything else self.framework, self.spans, asked)
        framework = self.framework
        return {
            "document": self.document,
            "page": page,
            "shown": code_page(self.viewer, self.document, page, chosen),
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
        return {str(one) for one in self.form[name].value() or []}
