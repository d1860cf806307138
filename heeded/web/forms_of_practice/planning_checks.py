"""Planning a practice check: which actions it serves, by when it is to be made and by whom."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heeded.core.clock import today
from heeded.people.models import Account
from heeded.practice.queries import checker_called
from heeded.web.forms import DayField

_ANYBODY, _ELSEWHERE = "board", "elsewhere"
Choices = Sequence[tuple[str, str]]


class PlanCheckForm(forms.Form):
    """Which actions one check serves, by when it is to be made and by whom."""

    use_required_attribute = False
    actions = forms.MultipleChoiceField(
        label=_("What is checked"),
        help_text=_("One check can serve all that teach the same lesson."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one action")},
    )
    due = DayField(
        label=_("By when"),
        help_text=_("Some months after it is done, so that it can show: six are usual."),
        error_messages={"required": _("Enter the day by which it is to be made")},
    )
    who = forms.ChoiceField(
        label=_("Who makes it"),
        help_text=_("Nobody who owns or ever owned one of the actions."),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who makes it")},
    )
    email = forms.CharField(
        label=_("E-mail address of somebody from elsewhere"),
        help_text=_(
            "Only if you chose somebody from elsewhere: a manager of another agency, or the staff of another board. "
            "They see what they check, and nothing else of the plan."
        ),
        required=False,
        max_length=254,
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "email"}),
    )

    def __init__(self, actions: Choices, checkers: Sequence[Account], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._checkers = {str(one.pk): one for one in checkers}
        people = [(key, one.name) for key, one in self._checkers.items()]
        self.fields["actions"].choices = list(actions)  # type: ignore[attr-defined]
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            (_ANYBODY, _("Whoever checks practice for the board")),
            *people,
            (_ELSEWHERE, _("Somebody from elsewhere")),
        ]

    def clean_due(self) -> Any:
        due = self.cleaned_data["due"]
        if due < today():
            raise forms.ValidationError(_("Enter a day that is to come"))
        return due

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("who") == _ELSEWHERE and checker_called(said.get("email", "")) is None:
            self.add_error("email", _("Nobody who may check practice has an account with this address"))
        return said

    def checker(self) -> Account | None:
        """Who was chosen; None: whoever checks practice for the board."""
        if self.cleaned_data["who"] == _ELSEWHERE:
            return checker_called(self.cleaned_data["email"])
        return self._checkers.get(self.cleaned_data["who"])


def chosen_checker(checker: Account | None, offered: Sequence[Account]) -> dict[str, str]:
    """How the form is filled in for somebody who is asked already."""
    if checker is None:
        return {"who": _ANYBODY}
    if checker.pk in {one.pk for one in offered}:
        return {"who": str(checker.pk)}
    return {"who": _ELSEWHERE, "email": checker.email}
