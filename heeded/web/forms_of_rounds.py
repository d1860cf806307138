"""Beginning a round: who codes what, blind to each other."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heeded.learning.models import CodingRound, Framework, ThemeVersion
from heeded.learning.queries import themes_of
from heeded.learning.services import RoundAsked
from heeded.library.models import Document
from heeded.people.models import Account

UNIT_WORDS = {
    "document": gettext_lazy("Each document: did both find the theme in it?"),
    "passage": gettext_lazy("Each passage: did both find the theme in the same places?"),
}


class RoundForm(forms.Form):
    """Everything that a round needs, of one framework. `offered` are the documents to choose from."""

    name = forms.CharField(
        label=gettext_lazy("Name of the round"),
        help_text=gettext_lazy("So that you both know it again."),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Enter a name")},
    )
    first = forms.EmailField(
        label=gettext_lazy("E-mail address of the first who codes"),
        help_text=gettext_lazy("Yours stands here: change it where two others code."),
        error_messages={"required": gettext_lazy("Enter an e-mail address")},
    )
    second = forms.EmailField(
        label=gettext_lazy("E-mail address of the second who codes"),
        help_text=gettext_lazy("A researcher, an inspector, or staff of a board, with an account here."),
        error_messages={"required": gettext_lazy("Enter the e-mail address of the other person")},
    )
    themes = forms.MultipleChoiceField(
        label=gettext_lazy("Themes"),
        help_text=gettext_lazy(
            "Choose none for all of them. Few themes, well agreed, are worth more than many."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    unit = forms.ChoiceField(
        label=gettext_lazy("What agreement is counted over"),
        choices=[(unit, UNIT_WORDS[unit]) for unit, _words in CodingRound.UNITS],
        initial="document",
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what agreement is counted over")},
    )
    documents = forms.MultipleChoiceField(
        label=gettext_lazy("Documents to code"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one document")},
    )

    def __init__(
        self, framework: Framework, offered: Sequence[tuple[Document, str]], *args: Any, **said: Any
    ) -> None:
        super().__init__(*args, **said)
        self._framework = framework
        rows = themes_of(framework)
        names = {row.theme_id: row.name for row in rows}
        self._themes = {row.theme.identifier: row.theme for row in rows if not row.heading}
        self._documents = {document.identifier: document for document, _words in offered}
        themes = [(row.theme.identifier, _in_full(row, names)) for row in rows if not row.heading]
        _choices(self.fields["themes"], themes)
        _choices(self.fields["documents"], [(document.identifier, words) for document, words in offered])

    def clean_first(self) -> Account:
        return _coder(self.cleaned_data["first"])

    def clean_second(self) -> Account:
        second = _coder(self.cleaned_data["second"])
        if second == self.cleaned_data.get("first"):
            raise ValidationError(_("A round is coded by two different people"))
        return second

    def asked(self) -> RoundAsked:
        """What was filled in."""
        said = self.cleaned_data
        return RoundAsked(
            said["name"],
            self._framework,
            (said["first"], said["second"]),
            tuple(self._documents[one] for one in said["documents"]),
            tuple(self._themes[one] for one in said["themes"]),
            said["unit"],
        )


def _choices(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def _in_full(row: ThemeVersion, names: dict[int, str]) -> str:
    """A theme with the name of what it stands under, as a list of boxes has no branches."""
    above = names.get(row.parent_id or 0, "")
    return f"{above}: {row.name}" if above else row.name


def _coder(email: str) -> Account:
    found = Account.objects.filter(email__iexact=email, is_active=True).first()
    if found is None:
        raise ValidationError(_("Nobody here has this e-mail address. Ask for theirs, or have them invited"))
    return found
