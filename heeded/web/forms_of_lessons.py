"""Forms of lessons: what one is called, which learning points teach it, and a text to compare."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heeded.learning.services import Name

LONGEST_NAME = 300
LONGEST_TEXT = 5_000
_FEWEST_WORDS = 3
_NO_NAME = _("Give the lesson a name")


class NameForm(forms.Form):
    """What a lesson is called, and who may read that."""

    use_required_attribute = False
    title = forms.CharField(
        label=_("Name of the lesson"),
        help_text=_(
            "A short sentence in your own words, such as: Fathers are seen and asked. No names of people."
        ),
        max_length=LONGEST_NAME,
        error_messages={"required": _NO_NAME},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    is_open = forms.BooleanField(
        label=_("This name repeats no single report, so everybody may read it"),
        help_text=_(
            "Without this, only those who may see every report that it was drawn from read the name. Others read a "
            "recommendation in its place."
        ),
        required=False,
    )

    def name(self) -> Name:
        """What was filled in."""
        return Name(self.cleaned_data["title"], is_open=self.cleaned_data["is_open"])


class SplitForm(NameForm):
    """A name for what becomes a lesson of its own."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **{"prefix": "part", **named})
        self.fields["title"].label = _("Name of the new lesson")


class LookForm(forms.Form):
    """Words by which to look for learning points. Sent by post, as they may be somebody's draft."""

    use_required_attribute = False
    words = forms.CharField(
        label=_("Look for learning points that say"),
        help_text=_("The closest come first, whatever the words."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 3, "autocomplete": "off"}),
        error_messages={"required": _("Write what the learning points should say")},
    )


class SaidBeforeForm(forms.Form):
    """A recommendation that is being written, or any text."""

    use_required_attribute = False
    text = forms.CharField(
        label=_("What do you want to recommend?"),
        help_text=_("One recommendation at a time, without names. It is compared and then forgotten."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 6, "autocomplete": "off", "data-keep": "no"}),
        error_messages={
            "required": _("Write or paste a recommendation"),
            "max_length": _("Paste at most 5,000 characters: one recommendation at a time"),
        },
    )

    def clean_text(self) -> str:
        typed: str = self.cleaned_data["text"]
        if len(typed.split()) < _FEWEST_WORDS:
            raise forms.ValidationError(
                _("Write at least three words, so that there is something to compare")
            )
        return typed


class MergeForm(forms.Form):
    """Which lesson another goes into."""

    use_required_attribute = False
    into = forms.ChoiceField(
        label=_("The lesson that stays"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a lesson"), "invalid_choice": _("Choose one of these lessons")},
    )

    def __init__(self, choices: Sequence[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data)
        self.fields["into"].choices = list(choices)  # type: ignore[attr-defined]
