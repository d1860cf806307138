"""Forms of what is said of a board, and of whom the public may ask."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heeded.practice.kinds import BoardSays
from heeded.web.forms import DayField


class StatementForm(forms.Form):
    """What a board says of itself where there is nothing to follow, and of which time."""

    use_required_attribute = False
    says = forms.ChoiceField(
        label=gettext_lazy("What is to be said"),
        choices=[
            (BoardSays.NONE, gettext_lazy("There was no review in this time")),
            (BoardSays.NOT_HERE, gettext_lazy("There are reviews, but they are not in this library")),
            (BoardSays.NOT_USING, gettext_lazy("The board does not use Heeded")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what is to be said")},
    )
    since = DayField(label=gettext_lazy("From, if not always"), required=False)
    until = DayField(label=gettext_lazy("Until, if it has ended"), required=False)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("since") and said.get("until") and said["until"] < said["since"]:
            self.add_error("until", _("It would end before it begins"))
        return said


class WhomToAskForm(forms.Form):
    """Whom the public may ask: an office, never a person's own number."""

    use_required_attribute = False
    ask = forms.CharField(
        label=gettext_lazy("Whom the public may ask"),
        help_text=gettext_lazy(
            "Stands first on every public page of this board. An office with its telephone number, address or website. "
            "No names of people."
        ),
        widget=forms.Textarea({"rows": 4}),
        max_length=600,
        required=False,
    )
