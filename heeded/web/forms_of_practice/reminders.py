"""Rules of reminding, a day to try them on, and what an owner says by a link."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heeded.core.clock import today
from heeded.practice.kinds import ActionState, RemindsOf
from heeded.practice.services import RuleWanted, SaidByLink
from heeded.web.forms import DayField

_FURTHEST = 730
_BEFORE, _ON, _AFTER = "before", "on", "after"
_STAFF = "board-staff"


class RuleForm(forms.Form):
    """When whom to remind of what, and at which hours."""

    use_required_attribute = False
    of = forms.ChoiceField(
        label=gettext_lazy("Of what?"),
        choices=RemindsOf.choices(),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose of what to remind")},
    )
    when = forms.ChoiceField(
        label=gettext_lazy("When?"),
        choices=[
            (_BEFORE, gettext_lazy("Days before it is due")),
            (_ON, gettext_lazy("On the day itself")),
            (_AFTER, gettext_lazy("Days after it was due")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose when to remind")},
    )
    days = forms.IntegerField(
        label=gettext_lazy("How many days?"),
        required=False,
        min_value=1,
        max_value=_FURTHEST,
        widget=forms.TextInput({"class": "govuk-input--width-4", "inputmode": "numeric"}),
    )
    whom = forms.ChoiceField(
        label=gettext_lazy("Whom?"),
        choices=[
            ("owner", gettext_lazy("Whoever is to do it: the owner, the agency’s managers, the checker")),
            ("manager", gettext_lazy("The managers of the agency")),
            (_STAFF, gettext_lazy("The staff of the board")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose whom to remind")},
    )
    first_hour = forms.TypedChoiceField(
        label=gettext_lazy("Letters go out from"),
        choices=[(hour, f"{hour:02}:00") for hour in range(24)],
        coerce=int,
        initial=8,
    )
    last_hour = forms.TypedChoiceField(
        label=gettext_lazy("until"),
        choices=[(hour, f"{hour:02}:00") for hour in range(1, 25)],
        coerce=int,
        initial=18,
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("when") in (_BEFORE, _AFTER) and not said.get("days") and "days" not in self.errors:
            self.add_error("days", _("Say how many days"))
        if said.get("of") == RemindsOf.CHECK and said.get("whom") == "manager":
            self.add_error("whom", _("A check is no agency’s: choose the checker or the staff of the board"))
        first, last = said.get("first_hour"), said.get("last_hour")
        if first is not None and last is not None and first >= last:
            self.add_error("last_hour", _("Choose a later hour than the first"))
        return said

    def wanted(self) -> RuleWanted:
        """What was filled in."""
        said = self.cleaned_data
        days = {_BEFORE: -(said["days"] or 0), _ON: 0, _AFTER: said["days"] or 0}[said["when"]]
        return RuleWanted(
            RemindsOf(said["of"]),
            days,
            "" if said["whom"] == "owner" else said["whom"],
            at_board=said["whom"] == _STAFF,
            first_hour=said["first_hour"],
            last_hour=said["last_hour"],
        )


class TryForm(forms.Form):
    """The day on which the rules are tried."""

    on = DayField(
        label=gettext_lazy("On which day?"), error_messages={"required": gettext_lazy("Enter a day")}
    )


class ByLinkForm(forms.Form):
    """How an action stands, and perhaps a later date with its reason."""

    use_required_attribute = False
    state = forms.ChoiceField(
        label=gettext_lazy("How does it stand?"),
        choices=ActionState.choices(),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how it stands")},
    )
    done_on = DayField(
        label=gettext_lazy("If it is done: on which day?"),
        help_text=gettext_lazy("Leave empty for today"),
        required=False,
    )
    due = DayField(
        label=gettext_lazy("If it needs longer: until when?"),
        help_text=gettext_lazy("Leave empty to keep the date"),
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why does it need longer?"),
        help_text=gettext_lazy("Every date that it had is kept, with its reason. No names of people."),
        required=False,
        max_length=600,
        widget=forms.Textarea({"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("done_on") and said["done_on"] > today():
            self.add_error("done_on", _("The day must not be to come"))
        if said.get("done_on") and said.get("state") not in (None, ActionState.DONE):
            self.add_error(
                "done_on", _("Only something that is done has such a day: choose Done, or clear it")
            )
        if said.get("due") and said.get("state") == ActionState.DONE:
            self.add_error("due", _("It is done, so it needs no later date: clear one of the two"))
        elif said.get("due") and not said.get("reason", "").strip():
            self.add_error("reason", _("Say why it needs longer"))
        return said

    def said(self) -> SaidByLink:
        """What was filled in."""
        said = self.cleaned_data
        return SaidByLink(ActionState(said["state"]), said["done_on"], said["due"], said["reason"])
