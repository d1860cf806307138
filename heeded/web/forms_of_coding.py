"""Giving words of a page themes, as a form: which words, which themes, what is said of them, of whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heeded.engine.citation import BadAddress, as_text, from_text, places_of
from heeded.engine.frameworks import CodeValue
from heeded.engine.records import Span
from heeded.learning.models import Coding
from heeded.library.models import Document
from heeded.library.placing import cited_pages
from heeded.web.presenters.beside import Sentence
from heeded.web.presenters.code_themes import ThemeChoice

VALUES = (
    (CodeValue.PRESENT.value, gettext_lazy("Present: the words show it")),
    (CodeValue.ABSENT.value, gettext_lazy("Said to be absent")),
    (CodeValue.DESCRIBED_NOT_EXPLAINED.value, gettext_lazy("Described, not explained")),
)
CERTAINTIES = (("", gettext_lazy("Not said")), *Coding.CERTAINTIES)
_MOST_THEMES = 12


@dataclass(frozen=True, slots=True)
class CodedPage:
    """What the form is about."""

    document: Document
    number: int
    sentences: Sequence[Sentence]
    themes: Sequence[ThemeChoice]
    whose: Sequence[tuple[str, str]]


class CodingForm(forms.Form):
    """`spans` are the words wanted: those typed, within the sentences ticked if there are any; or else the sentences;
    or else the words that were selected (`at`)."""

    at = forms.CharField(required=False, widget=forms.HiddenInput, max_length=8_000)
    words = forms.CharField(
        label=gettext_lazy("Only some of the words"),
        help_text=gettext_lazy(
            "Type or paste them as they stand on the page. Where they stand there more than once, tick their "
            "sentence as well."
        ),
        required=False,
        max_length=5_000,
        widget=forms.Textarea({"rows": 2}),
    )
    sentence = forms.MultipleChoiceField(
        label=gettext_lazy("Sentences"), required=False, widget=forms.CheckboxSelectMultiple
    )
    theme = forms.MultipleChoiceField(
        label=gettext_lazy("Themes"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose a theme.")},
    )
    value = forms.ChoiceField(
        label=gettext_lazy("What do the words say of it?"),
        choices=VALUES,
        initial=CodeValue.PRESENT.value,
        widget=forms.RadioSelect,
    )
    of = forms.ChoiceField(label=gettext_lazy("Of whom is it said?"), initial="passage")
    certainty = forms.ChoiceField(
        label=gettext_lazy("How sure are you?"), choices=CERTAINTIES, required=False
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        help_text=gettext_lazy(
            "Those who code, and those who see what nobody has confirmed, can read it. Roles, not names."
        ),
        required=False,
        max_length=4_000,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, about: CodedPage, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.about = about
        self.spans: tuple[Span, ...] = ()
        self._choices("sentence", [(one.place, one.text) for one in about.sentences])
        self._choices("theme", [(one.identifier, one.name) for one in about.themes if not one.is_heading])
        self._choices("of", list(about.whose))

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_theme(self) -> list[str]:
        """Not so many that none says anything."""
        chosen: list[str] = self.cleaned_data["theme"]
        if len(chosen) > _MOST_THEMES:
            raise forms.ValidationError(_("At most %d themes fit to the same words.") % _MOST_THEMES)
        return chosen

    def clean(self) -> dict[str, Any]:
        """The words wanted, in `spans`."""
        cleaned = super().clean() or self.cleaned_data
        ticked = [span for place in cleaned.get("sentence", ()) for span in from_text(place)]
        typed = cleaned.get("words", "").strip()
        if typed:
            self.spans = self._typed(typed, ticked)
        elif ticked:
            self.spans = tuple(ticked)
        else:
            self.spans = self._selected(cleaned.get("at", ""))
        return cleaned

    def _selected(self, place: str) -> tuple[Span, ...]:
        try:
            return from_text(place) if place else self._nothing()
        except BadAddress:
            self.add_error("words", _("Select the words again: that is no place on this page."))
            return ()

    def _nothing(self) -> tuple[Span, ...]:
        self.add_error("words", _("Select words on the page, tick a sentence, or type the words."))
        return ()

    def _typed(self, words: str, ticked: Sequence[Span]) -> tuple[Span, ...]:
        numbers = {self.about.number, *(span.page for span in ticked)}
        found = places_of(words, cited_pages(self.about.document.pk, numbers))
        if ticked:
            found = [spans for spans in found if _inside(spans, ticked)]
        if len(found) == 1:
            return found[0]
        if not found:
            self.add_error("words", _("These words do not stand there. Copy them from the page."))
        else:
            self.add_error(
                "words",
                _("These words stand in %d places of this page. Tick the sentence that you mean as well.")
                % len(found),
            )
        return ()


def _inside(spans: Sequence[Span], ticked: Sequence[Span]) -> bool:
    return all(
        any(one.page == held.page and held.start <= one.start and one.end <= held.end for held in ticked)
        for one in spans
    )


def place_text(spans: Sequence[Span]) -> str:
    """Words as the form keeps them, and an address names them."""
    return as_text(tuple(spans))
