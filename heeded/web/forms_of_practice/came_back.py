"""Whether a later review teaches the same again."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heeded.practice.kinds import When

_LONGEST = 8000
_WHEN = [
    (When.LATER, _("After it was done here: taught again")),
    (When.EARLIER, _("Before it was done here: the same lesson, of earlier practice")),
    (When.NOT_KNOWN, _("Not known")),
]


class _Decision(forms.Form):
    """When the practice was, where the periods under review do not tell, and why."""

    use_required_attribute = False
    when = forms.ChoiceField(
        label=_("When was the practice that the later review describes?"),
        help_text=_("The periods under review do not tell."),
        widget=forms.RadioSelect,
        choices=_WHEN,
        initial=When.NOT_KNOWN,
        error_messages={"required": _("Say when it was, or that it is not known")},
    )
    note = forms.CharField(
        label=_("Why"),
        help_text=_("For those within. In your own words; no names of people."),
        required=False,
        max_length=_LONGEST,
        widget=forms.Textarea({"rows": 3}),
    )

    def leave_out_when(self) -> None:
        """The periods tell: nobody is asked."""
        del self.fields["when"]

    def chosen_when(self) -> When:
        return When(self.cleaned_data.get("when") or When.NOT_KNOWN)


class DecideForm(_Decision):
    """The same, or not."""

    same = forms.ChoiceField(
        label=_("Is it the same?"),
        help_text=_("Does the later review teach what was said to have changed here?"),
        widget=forms.RadioSelect,
        choices=[("yes", _("Yes, it is the same")), ("no", _("No, it is something else"))],
        error_messages={"required": _("Say whether it is the same")},
    )

    def __init__(self, is_told: bool, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.order_fields(["same", "when", "note"])
        if is_told:
            self.leave_out_when()

    def is_same(self) -> bool:
        """What was chosen."""
        return bool(self.cleaned_data["same"] == "yes")


class SayForm(_Decision):
    """Which learning point of a review teaches it again."""

    point = forms.ChoiceField(
        label=_("What teaches it again?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what teaches it again")},
    )

    def __init__(
        self, points: Sequence[tuple[str, str]], is_told: bool, *arguments: Any, **named: Any
    ) -> None:
        super().__init__(*arguments, **named)
        self.fields["point"].choices = list(points)  # type: ignore[attr-defined]
        self.order_fields(["point", "when", "note"])
        if is_told:
            self.leave_out_when()
