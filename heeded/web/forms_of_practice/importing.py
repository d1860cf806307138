"""Taking in a plan's file: the day whose state it shows."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heeded.core.clock import today
from heeded.web.forms import DayField


class ShowsForm(forms.Form):
    """The day whose state a plan shows: what it calls done was done by then."""

    shows = DayField(
        label=gettext_lazy("Which day’s state does the plan show?"),
        help_text=gettext_lazy(
            "An action that the file calls done without a date is taken as done by this day."
        ),
        error_messages={"required": gettext_lazy("Enter the day")},
    )

    def clean_shows(self) -> date:
        day: date = self.cleaned_data["shows"]
        if day > today():
            raise ValidationError(_("Enter today or a day that has been"))
        return day
