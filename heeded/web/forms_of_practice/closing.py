"""Closing a point or an action, and opening it again."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heeded.practice.kinds import LEADS_ON, ClosedAs
from heeded.practice.models import Action, PlanItem, PracticeCheck
from heeded.practice.services import Close

_WORDS = {
    ClosedAs.PRACTICE_CHANGED: gettext_lazy("Practice changed: a practice check says so, with evidence"),
    ClosedAs.NOT_ACCEPTED: gettext_lazy("Not accepted"),
    ClosedAs.REPLACED: gettext_lazy("Replaced by another: choose it below"),
    ClosedAs.JOINED: gettext_lazy("Joined with another: choose it below"),
    ClosedAs.NO_LONGER_APPLIES: gettext_lazy("No longer applies"),
}


class CloseForm(forms.Form):
    """As what, why, and into which other. `others` by identifier, with the words of each."""

    use_required_attribute = False
    closed_as = forms.ChoiceField(
        label=gettext_lazy("Close it as"),
        choices=[(kind.value, words) for kind, words in _WORDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what it came to")},
    )
    into = forms.ChoiceField(
        label=gettext_lazy("The other one"),
        help_text=gettext_lazy("Only where it is replaced or joined."),
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("Kept with your name and the day, for those within."),
        max_length=8000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": gettext_lazy("Say why")},
    )

    def __init__(
        self,
        others: Mapping[str, tuple[PlanItem | Action, str]],
        check: PracticeCheck | None,
        *arguments: Any,
        **named: Any,
    ) -> None:
        super().__init__(*arguments, **named)
        self._others, self._check = others, check
        choices = [("", _("None")), *((key, words) for key, (_one, words) in others.items())]
        self.fields["into"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("closed_as") in LEADS_ON and not said.get("into") and "into" not in self.errors:
            self.add_error("into", _("Choose what it is replaced by or joined with"))
        return said

    def said(self) -> Close:
        """What was filled in. Another one counts only where it leads there."""
        closed_as = ClosedAs(self.cleaned_data["closed_as"])
        into = self._others.get(self.cleaned_data["into"]) if closed_as in LEADS_ON else None
        check = self._check if closed_as == ClosedAs.PRACTICE_CHANGED else None
        return Close(closed_as, self.cleaned_data["reason"], check, into[0] if into else None)


class ReopenForm(forms.Form):
    """Why it is opened again."""

    use_required_attribute = False
    reopened_reason = forms.CharField(
        label=gettext_lazy("Why it is opened again"),
        help_text=gettext_lazy("How it was closed stays on record."),
        max_length=8000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": gettext_lazy("Say why")},
    )
