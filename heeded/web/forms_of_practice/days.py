"""Asking for a day."""

from django import forms
from django.utils.translation import gettext_lazy

from heeded.web.forms import DayField


class DayForm(forms.Form):
    """The day on which something is to be shown as it stood."""

    on = DayField(
        label=gettext_lazy("As it stood at the end of"),
        help_text=gettext_lazy("For example, 27 3 2019."),
        error_messages={"required": gettext_lazy("Enter a day")},
    )
