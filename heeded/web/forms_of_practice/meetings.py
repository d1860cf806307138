"""Meetings of a board and what they decided."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heeded.core.clock import today
from heeded.web.forms import DayField


class MeetingForm(forms.Form):
    """A meeting that was held."""

    held_on = DayField(
        label=gettext_lazy("When was it held?"), error_messages={"required": gettext_lazy("Enter the day")}
    )
    title = forms.CharField(
        label=gettext_lazy("What meeting was it?"),
        help_text=gettext_lazy("Such as “Quality and assurance group”."),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Enter what meeting it was")},
    )
    present = forms.CharField(
        label=gettext_lazy("Who was there?"),
        help_text=gettext_lazy("Roles and agencies, not names."),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    def clean_held_on(self) -> date:
        day: date = self.cleaned_data["held_on"]
        if day > today():
            raise ValidationError(_("Enter today or a day that has been"))
        return day


class DecisionForm(forms.Form):
    """A decision in words, on an item of the plan or on none."""

    words = forms.CharField(
        label=gettext_lazy("What was decided?"),
        max_length=8000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": gettext_lazy("Enter what was decided")},
    )
    item = forms.ChoiceField(label=gettext_lazy("On what of the plan?"), required=False)

    def __init__(self, items: list[tuple[str, str]], *arguments: object, **said: object) -> None:
        super().__init__(*arguments, **said)  # type: ignore[arg-type]
        field = self.fields["item"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Nothing in particular")), *items]
