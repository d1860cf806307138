"""Who is asked to answer a point, and by when."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heeded.people.models import Organisation
from heeded.web.forms import DayField


class ByWhenForm(forms.Form):
    """The day by which answers are asked for."""

    use_required_attribute = False
    due = DayField(
        label=_("Answer by"),
        help_text=_("Of all who are asked now. You can ask without a day and set one later."),
        required=False,
    )


class AskForm(ByWhenForm):
    """The organisations that are to answer one point."""

    organisations = forms.MultipleChoiceField(
        label=_("Who is to answer"),
        help_text=_("One answer each. Where all partners are named, tick every one of them."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one organisation")},
    )

    def __init__(self, offered: Sequence[Organisation], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._offered = {one.identifier: one for one in offered}
        choices = [(one.identifier, one.name) for one in offered]
        self.fields["organisations"].choices = choices  # type: ignore[attr-defined]
        self.order_fields(["organisations", "due"])

    def asked(self) -> list[Organisation]:
        """Those who were ticked."""
        return [self._offered[one] for one in self.cleaned_data["organisations"]]
