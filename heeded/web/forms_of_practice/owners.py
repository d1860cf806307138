"""Changing who owns an action, and all the rest of it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heeded.people.models import Account, Organisation, Team
from heeded.practice.kinds import ActionKind
from heeded.practice.models import Action
from heeded.practice.queries import could_own, plan_of
from heeded.web.forms_of_practice.actions import DatesForm, chosen_or_none

_NOBODY = gettext_lazy("Nobody named yet")
_NO_TEAM = gettext_lazy("No team")
_LEFT = gettext_lazy("%s (account closed)")


class HandOverForm(DatesForm):
    """What whoever answers for the agency changes: who in it owns the action, besides dates and state."""

    owner_role = forms.CharField(
        label=gettext_lazy("Role that owns it"),
        help_text=gettext_lazy("A role, never a name: “Named nurse”. It stays when people change."),
        max_length=120,
        required=False,
    )
    owner: forms.Field = forms.ChoiceField(label=gettext_lazy("Who does it"), required=False)
    owner_team = forms.ChoiceField(label=gettext_lazy("Team"), required=False)
    field_order: tuple[str, ...] = (
        "owner_role",
        "owner",
        "owner_team",
        "state",
        "done_on",
        "start",
        "due",
        "reason",
    )

    def __init__(self, action: Action, data: Any = None, **said: Any) -> None:
        super().__init__(action, data, **said)
        agencies = [action.owner_agency] if action.owner_agency else []
        agencies += list(action.owner_agency.successors.all()) if action.owner_agency else []
        self._teams = {
            one.identifier: one for one in Team.objects.filter(organisation__in=agencies).order_by("name")
        }
        if action.owner_team:
            self._teams.setdefault(action.owner_team.identifier, action.owner_team)
        teams = [(key, one.name) for key, one in self._teams.items()]
        choose(self.fields["owner_team"], [("", _NO_TEAM), *teams])
        self._offer_people()

    def _offer_people(self) -> None:
        self._people = {one.identifier: one for one in could_own([plan_of(self.action)])}
        if self.action.owner:
            self._people.setdefault(self.action.owner.identifier, self.action.owner)
        people = [(key, _called(one)) for key, one in self._people.items()]
        choose(self.fields["owner"], [("", _NOBODY), *people])

    def first(self, action: Action) -> dict[str, Any]:
        return super().first(action) | {
            "owner": action.owner.identifier if action.owner else "",
            "owner_team": action.owner_team.identifier if action.owner_team else "",
        }

    def clean_owner(self) -> Account | None:
        return chosen_or_none(self.cleaned_data["owner"], self._people, _("Choose somebody from the list"))

    def clean_owner_team(self) -> Team | None:
        return chosen_or_none(self.cleaned_data["owner_team"], self._teams, _("Choose a team from the list"))


class WholeForm(HandOverForm):
    """All of an action, for those who keep the plan. Its owner may be anybody of its agency or of the board."""

    what = forms.CharField(
        label=gettext_lazy("What is to be done"), max_length=8000, widget=forms.Textarea({"rows": 3})
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of action it is"),
        choices=[("", gettext_lazy("Not said")), *ActionKind.choices()],
        required=False,
    )
    intended_change = forms.CharField(
        label=gettext_lazy("What is to change in practice"),
        help_text=gettext_lazy("For children and families, or in what people do with them."),
        max_length=8000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    how_known = forms.CharField(
        label=gettext_lazy("How anyone would know"),
        help_text=gettext_lazy("What somebody could look at or ask, to see whether it is so."),
        max_length=8000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    owner_agency = forms.ChoiceField(label=gettext_lazy("Agency that owns it"), required=False)
    owner = forms.EmailField(
        label=gettext_lazy("Who does it: their e-mail address"),
        help_text=gettext_lazy(
            "Of somebody of the agency or the board, with an account here. They then see it under “My actions”."
        ),
        required=False,
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    field_order: tuple[str, ...] = (
        "what", "intended_change", "how_known", "kind", "owner_agency", "owner_role", "owner", "owner_team",
        "state", "done_on", "start", "due", "reason",
    )  # fmt: skip

    def __init__(self, action: Action, data: Any = None, **said: Any) -> None:
        super().__init__(action, data, **said)
        self._agencies = {one.identifier: one for one in Organisation.objects.order_by("name")}
        offered = [("", gettext_lazy("No agency")), *((key, one.name) for key, one in self._agencies.items())]
        choose(self.fields["owner_agency"], offered)

    def _offer_people(self) -> None:
        """They are typed, not chosen, as the agency may be another one."""

    def first(self, action: Action) -> dict[str, Any]:
        return super().first(action) | {
            "owner": action.owner.email if action.owner else "",
            "owner_agency": action.owner_agency.identifier if action.owner_agency else "",
        }

    def clean_owner(self) -> Account | None:
        email = self.cleaned_data["owner"]
        if not email:
            return None
        if self.action.owner and email.lower() == self.action.owner.email.lower():
            return self.action.owner
        found = Account.objects.filter(email__iexact=email).first()
        if found is None:
            raise ValidationError(
                _("Nobody here has this e-mail address. Ask for theirs, or have them invited")
            )
        if not found.is_active:
            raise ValidationError(_("This person’s account is closed: choose somebody else"))
        return found

    def clean_owner_agency(self) -> Organisation | None:
        return chosen_or_none(
            self.cleaned_data["owner_agency"], self._agencies, _("Choose an agency from the list")
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        team, agency = said.get("owner_team"), said.get("owner_agency")
        if team and agency and team.organisation_id != agency.pk:
            words = _(
                "This team belongs to another agency: choose no team, save, then choose one of the new agency"
            )
            self.add_error("owner_team", words)
        return said

    def clean_kind(self) -> ActionKind | None:
        return ActionKind(self.cleaned_data["kind"]) if self.cleaned_data["kind"] else None


def choose(field: forms.Field, choices: list[tuple[Any, Any]]) -> None:
    """Let a field offer these."""
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def _called(one: Account) -> str:
    return one.name if one.is_active else str(_LEFT) % one.name
