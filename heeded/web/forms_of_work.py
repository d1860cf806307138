"""Forms of board staff: adding, publishing, withdrawing, erasing, naming readers."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heeded.core.clock import LONDON
from heeded.people.models import Account, Organisation, Team
from heeded.people.permissions import Permission
from heeded.people.roles import ROLES
from heeded.people.services import Named
from heeded.people.viewer import Viewer
from heeded.web.forms import DayField, FilesField

# Kinds of reason of `library.services.REASONS`, in words.
REASON_WORDS = {
    "court-order": _("A court ordered it"),
    "identified-someone": _("Somebody can be recognised in it"),
    "wrong-file": _("It is the wrong file"),
    "asked-by-family": _("The family asked for it"),
    "other": _("Another reason"),
}
CONFIRMING_WORD = "erase"  # typed by whoever erases, so that no slip of the hand does it


class AddForm(forms.Form):
    """Files to bring in, and who may see them."""

    files = FilesField(  # type: ignore[assignment]  # Django keeps the sent ones elsewhere
        label=_("Reports"),
        help_text=_("PDF, Word (DOCX), web pages, plain text, or a zip of these. Up to 200 megabytes each."),
        allow_empty_file=True,
    )
    review = forms.CharField(
        label=_("Review that they belong to"),
        help_text=_("Its identifier, if the review is here already. Leave empty for new reviews."),
        required=False,
        max_length=20,
    )
    organisation = forms.TypedChoiceField(
        label=_("Board whose staff may also see them"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *arguments: Any, viewer: Viewer, **named: Any) -> None:
        super().__init__(*arguments, **named)
        boards = Organisation.objects.filter(pk__in=viewer.organisations).order_by("name")
        field = self.fields["organisation"]
        field.choices = [("", _("Nobody else"))] + [(b.pk, b.name) for b in boards]  # type: ignore[attr-defined]
        field.initial = next((b.pk for b in boards), "")


class PublishForm(forms.Form):
    """What a publisher states."""

    where = forms.CharField(label=_("Where it was already published"), required=False, max_length=400)
    rights = forms.CharField(label=_("Whose rights"), required=False, max_length=300)
    licence = forms.CharField(label=_("Licence"), required=False, max_length=120)
    visible_from = forms.DateTimeField(
        label=_("Not before"),
        help_text=_(
            "Leave empty for now. Until then it exists for nobody else. For example 2026-12-01 09:00"
        ),
        required=False,
    )
    replaced_is_public = forms.BooleanField(
        label=_("Readers may still see the version that it replaces"), required=False
    )
    restrictions_checked = forms.BooleanField(
        label=_("I checked for court orders and reporting restrictions"),
        error_messages={
            "required": _("Check for court orders and reporting restrictions, then tick the box")
        },
    )


class WithdrawForm(forms.Form):
    """Why it is withdrawn, in a few words and never with a name."""

    reason = forms.CharField(label=_("Reason, in a few words and without names"), max_length=60)


class EraseForm(forms.Form):
    """Why, as a kind and never in words of its own, and the word that says that it is meant."""

    reason = forms.ChoiceField(
        label=_("Why"),
        help_text=_("The kind of reason is all that stays on record."),
        choices=list(REASON_WORDS.items()),
        widget=forms.RadioSelect,
    )
    confirm = forms.CharField(
        label=_("Type the word erase"),
        help_text=_("It cannot be undone."),
        widget=forms.TextInput(
            {"class": "govuk-input--width-10", "autocomplete": "off", "spellcheck": "false"}
        ),
    )

    def clean_confirm(self) -> str:
        typed: str = self.cleaned_data["confirm"].strip().casefold()
        if typed != CONFIRMING_WORD:
            raise forms.ValidationError(_("Type erase to say that you mean it"))
        return typed


class ReaderForm(forms.Form):
    """Whom to name: a person, a team, or a role in an organisation; from and until."""

    email = forms.CharField(
        label=_("A person: the e-mail address of their account"), required=False, max_length=254
    )
    team = forms.ModelChoiceField(
        label=_("Or a team"), queryset=Team.objects.none(), required=False, empty_label=_("No team")
    )
    role = forms.ChoiceField(label=_("Or everybody who holds a role"), required=False)
    organisation = forms.ModelChoiceField(
        label=_("In which organisation they hold it"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("No organisation"),
    )
    since = DayField(label=_("From"), help_text=_("Leave empty for now"), required=False)
    until = DayField(label=_("Last day"), help_text=_("Leave empty until you take it back"), required=False)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        teams = Team.objects.select_related("organisation").order_by("organisation__name", "name")
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]
        self.fields["team"].label_from_instance = _team_words  # type: ignore[attr-defined]
        self.fields["organisation"].queryset = Organisation.objects.order_by("name")  # type: ignore[attr-defined]
        able = [r for r in ROLES.values() if Permission.READ_RESTRICTED in r.permissions]
        self.fields["role"].choices = [("", _("No role"))] + [(r.value, r.label) for r in able]  # type: ignore[attr-defined]

    def clean_email(self) -> Account | None:
        typed = self.cleaned_data["email"].strip().lower()
        found = Account.objects.filter(email=typed, is_active=True).first()
        if typed and found is None:
            raise forms.ValidationError(_("Nobody with that address has an account here"))
        return found

    def clean(self) -> None:
        said = self.cleaned_data
        named = [said.get("email"), said.get("team"), said.get("role")]
        if not self.errors and sum(map(bool, named)) != 1:
            self.add_error("email", _("Name a person, a team or a role: one of the three"))
        if said.get("role") and not said.get("organisation") and "organisation" not in self.errors:
            self.add_error("organisation", _("Say in which organisation they hold the role"))

    def named(self) -> Named:
        """Whom the form names, days turned into instants: from the beginning of the first to the end of the last."""
        said = self.cleaned_data
        return Named(
            account=said["email"].pk if said["email"] else None,
            team=said["team"].pk if said["team"] else None,
            organisation=said["organisation"].pk if said["role"] else None,
            role=said["role"],
            since=_begins(said["since"]) if said["since"] else None,
            until=_begins(said["until"] + timedelta(days=1)) if said["until"] else None,
        )


def _team_words(team: Team) -> str:
    return f"{team.name}, {team.organisation.name}"


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON)
