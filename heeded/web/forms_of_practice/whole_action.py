"""An action with everything that there is to say of it, for those who keep the plan."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heeded.people.models import Account, Organisation, Team
from heeded.practice.kinds import ActionKind, ActionState
from heeded.practice.queries import account_called
from heeded.practice.services import Wanted
from heeded.web.forms import DayField


def _words(label: Any, hint: Any, *, rows: int = 3, **said: Any) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, max_length=8000, widget=forms.Textarea({"rows": rows}), **said
    )


class WholeActionForm(forms.Form):
    """Every field of an action. `agencies` and `teams` are those to choose from."""

    use_required_attribute = False
    what = _words(
        gettext_lazy("What is to be done"),
        gettext_lazy("One thing, in plain words. Roles, not names."),
        error_messages={"required": gettext_lazy("Say what is to be done")},
    )
    intended_change = _words(
        gettext_lazy("What is to change in practice"),
        gettext_lazy("What will children, families or staff see that they do not see now?"),
        required=False,
    )
    how_known = _words(
        gettext_lazy("How anyone would know"),
        gettext_lazy("What could somebody look at in half a year: files, a count, what families say?"),
        required=False,
        rows=2,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=[("", gettext_lazy("Not said")), *ActionKind.choices()],
        required=False,
    )
    owner_agency = forms.ChoiceField(label=gettext_lazy("Agency that owns it"), required=False)
    owner_team = forms.ChoiceField(label=gettext_lazy("Team"), required=False)
    owner_role = forms.CharField(
        label=gettext_lazy("Role that owns it"),
        help_text=gettext_lazy("Such as: named nurse, head of service. Everybody may come to read this."),
        max_length=120,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    owner = forms.EmailField(
        label=gettext_lazy("E-mail address of its owner"),
        help_text=gettext_lazy(
            "Of somebody of the agency or the board, with an account here: they see it among their actions. "
            "Never shown outside."
        ),
        required=False,
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    start = DayField(label=gettext_lazy("Starts on"), required=False)
    due = DayField(label=gettext_lazy("Due on"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("How it stands"), choices=ActionState.choices(), initial=ActionState.NOT_STARTED
    )
    done_on = DayField(
        label=gettext_lazy("Done on"),
        help_text=gettext_lazy("Only where it is done. Left empty: today."),
        required=False,
    )

    def __init__(
        self, agencies: Sequence[Organisation], teams: Sequence[Team], *arguments: Any, **named: Any
    ) -> None:
        super().__init__(*arguments, **named)
        self._agencies = {one.identifier: one for one in agencies}
        self._teams = {one.identifier: one for one in teams}
        _offer(self.fields["owner_agency"], [(one.identifier, one.name) for one in agencies])
        grouped = groupby(teams, key=lambda one: one.organisation.name)
        _offer(self.fields["owner_team"], [(name, _of_teams(some)) for name, some in grouped])

    def clean_owner(self) -> Account | None:
        email = self.cleaned_data["owner"]
        found = account_called(email) if email else None
        if email and found is None:
            raise forms.ValidationError(
                _("Nobody here has this e-mail address. Leave it empty, or have them invited")
            )
        return found

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("start") and said.get("due") and said["due"] < said["start"]:
            self.add_error("due", _("It would be due before it starts: change one of the two"))
        return said

    def wanted(self) -> Wanted:
        """What was filled in."""
        said = self.cleaned_data
        team = self._teams.get(said["owner_team"])
        agency = self._agencies.get(said["owner_agency"]) or (team.organisation if team else None)
        return Wanted(
            what=said["what"],
            intended_change=said["intended_change"],
            how_known=said["how_known"],
            kind=ActionKind(said["kind"]) if said["kind"] else None,
            owner_agency=agency,
            owner_team=team,
            owner_role=said["owner_role"],
            owner=said["owner"],
            start=said["start"],
            due=said["due"],
            state=ActionState(said["state"]),
            done_on=said["done_on"] if said["state"] == ActionState.DONE else None,
        )


def _offer(field: forms.Field, choices: list[tuple[str, Any]]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", _("Nobody yet")), *choices]


def _of_teams(teams: Any) -> list[tuple[str, str]]:
    return [(one.identifier, one.name) for one in teams]
