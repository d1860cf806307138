"""Forms of board staff: adding, publishing, withdrawing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heeded.people.models import Organisation
from heeded.people.viewer import Viewer
from heeded.web.forms import FilesField


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
