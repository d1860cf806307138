"""Taking in a plan's file: the day whose state it shows, and whether everybody may read what goes to shown points."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heeded.core.clock import today
from heeded.web.forms import DayField


class ShowsForm(forms.Form):
    """The day whose state a plan shows: what it calls done was done by then. `public` is how many of its actions
    everybody would read at once: somebody must say that they may."""

    shows = DayField(
        label=gettext_lazy("Which day’s state does the plan show?"),
        help_text=gettext_lazy(
            "An action that the file calls done without a date is taken as done by this day."
        ),
        error_messages={"required": gettext_lazy("Enter the day")},
    )

    public = forms.BooleanField(
        label=gettext_lazy("These words may be read by everybody"),
        help_text=gettext_lazy("They name nobody, and nothing by which a child or a family could be known."),
        error_messages={
            "required": gettext_lazy(
                "Say that everybody may read these actions, or choose “Leave these rows out” where they go to a point "
                "that is shown to everybody. Nothing was taken."
            )
        },
    )

    # Looking again and leaving it need no tick: the browser must not ask for one.
    use_required_attribute = False

    def __init__(self, *args: Any, public: int, **more: Any) -> None:
        super().__init__(*args, **more)
        if not public:  # nothing of the file goes where everybody reads
            del self.fields["public"]

    def clean_shows(self) -> date:
        day: date = self.cleaned_data["shows"]
        if day > today():
            raise ValidationError(_("Enter today or a day that has been"))
        return day
