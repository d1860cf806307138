"""The form that makes a token of the API."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heeded.people.scopes import STRONG, Scope, useful_to
from heeded.people.services import LONGEST_DAYS
from heeded.people.viewer import Viewer

_WORDS = {  # what a token may do, in the order of `Scope`
    Scope.READ: gettext_lazy("Read, search and list what you may see of what is not restricted"),
    Scope.READ_RESTRICTED: gettext_lazy("Read restricted documents that you are named for"),
    Scope.ADD: gettext_lazy("Add reports to the library"),
    Scope.DECIDE: gettext_lazy("Confirm or correct facts and learning points"),
    Scope.PUBLISH: gettext_lazy("Publish, hide and withdraw documents"),
    Scope.ERASE: gettext_lazy("Have documents and reviews erased for good"),
    Scope.READERS: gettext_lazy("Name who may read a restricted document"),
    Scope.BRIEFINGS: gettext_lazy("Draft, edit, check and issue briefings"),
    Scope.LEARNING: gettext_lazy("Code reviews, keep frameworks, name and confirm lessons"),
    Scope.PRACTICE: gettext_lazy("Answer recommendations, keep plans and actions, check practice"),
    Scope.CATALOGUE: gettext_lazy("Keep records of reviews that the library does not hold"),
    Scope.PROBLEMS: gettext_lazy("Read and answer problems that readers report"),
    Scope.ALERTS: gettext_lazy("Keep your saved searches and read what answers them"),
    Scope.ACCOUNTS: gettext_lazy("Invite people, give and end roles, close accounts"),
    Scope.SETTINGS: gettext_lazy("Set how this library and its briefings are"),
    Scope.AUDIT: gettext_lazy("See who did what"),
    Scope.STATUS: gettext_lazy("See how the library and its machines are doing"),
    Scope.FOLLOW: gettext_lazy("Keep a public copy of what is published, and take down what goes"),
}


class TokenForm(forms.Form):
    """What a token is for, what it may do, how long, and the promise that goes with it."""

    name = forms.CharField(
        label=gettext_lazy("What is it for?"),
        help_text=gettext_lazy("So that you know it again, for example: monthly count of themes"),
        max_length=80,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Say what the token is for")},
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What may it do?"),
        help_text=gettext_lazy(
            "Choose as little as is needed. It never may more than you may at that moment."
        ),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one thing that the token may do")},
    )
    days = forms.IntegerField(
        label=gettext_lazy("For how many days?"),
        help_text=gettext_lazy("At most %(days)d. Then make another one.") % {"days": LONGEST_DAYS},
        min_value=1,
        max_value=LONGEST_DAYS,
        initial=90,
        widget=forms.TextInput({"class": "govuk-input--width-4", "inputmode": "numeric"}),
        error_messages={"required": gettext_lazy("Enter for how many days")},
    )
    accepted = forms.BooleanField(
        label=gettext_lazy("I accept these terms"),
        error_messages={"required": gettext_lazy("Read the terms and tick the box")},
    )

    def __init__(self, *arguments: Any, viewer: Viewer, **named: Any) -> None:
        super().__init__(*arguments, **named)
        offered = [s for s in useful_to(viewer.permissions) if viewer.strong or s not in STRONG]
        self.fields["scopes"].choices = [(s.value, _WORDS[s]) for s in offered]  # type: ignore[attr-defined]

    def chosen(self) -> list[Scope]:
        """What the token may do."""
        return [Scope(value) for value in self.cleaned_data["scopes"]]


class TermsForm(forms.Form):
    """The promise alone, where its words have changed."""

    accepted = TokenForm.base_fields["accepted"]


def scope_words(value: str) -> str:
    """A scope in words; one that there is no more says so."""
    return str(_WORDS[Scope(value)]) if value in set(Scope) else _("Nothing any more (%s)") % value
