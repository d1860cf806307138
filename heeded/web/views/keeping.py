"""Looking after the library: what its staff can set, and what each role may do."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heeded.core.errors import NotAllowed
from heeded.library.queries import library_settings
from heeded.library.services import LARGEST_SMALL_NUMBER, save_settings
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.people.roles import ROLES
from heeded.web.context import DANGER_LINE
from heeded.web.presenters.practice.whom_to_ask import SUPPORT
from heeded.web.requests import Asking


class SettingsForm(forms.Form):
    """What a board says of itself and in its own words."""

    name = forms.CharField(label=gettext_lazy("Name of this library"), max_length=120, required=False)
    danger_line = forms.CharField(
        label=gettext_lazy("Line for danger now"),
        help_text=gettext_lazy("Stands on every page. Name 999 and your front door with its number."),
        max_length=300,
        required=False,
    )
    own_synonyms = forms.CharField(
        label=gettext_lazy("Words that mean the same here"),
        help_text=gettext_lazy(
            "One group a line, its names parted by commas: MASH, front door, access point"
        ),
        widget=forms.Textarea({"rows": 10}),
        max_length=100_000,
        required=False,
    )

    hides_below = forms.IntegerField(
        label=gettext_lazy("Hide numbers below"),
        help_text=gettext_lazy(
            "In counts that tell of children and families or rest on restricted records. 10 is usual, 1 hides nothing."
        ),
        min_value=1,
        max_value=LARGEST_SMALL_NUMBER,
        required=False,
    )
    support = forms.CharField(
        label=gettext_lazy("Where to find support"),
        help_text=gettext_lazy(
            "Stands first on the public pages of what became of a review. Name who helps in your area, with numbers "
            "that you have tried."
        ),
        widget=forms.Textarea({"rows": 4}),
        max_length=1000,
        required=False,
    )

    def clean_own_synonyms(self) -> str:
        lines = [line.strip() for line in self.cleaned_data["own_synonyms"].splitlines()]
        for number, line in enumerate(lines, start=1):
            if line and not line.startswith("#") and "," not in line:
                raise forms.ValidationError(
                    _("Line %d holds one name only: part the names by commas") % number
                )
        return "\n".join(line for line in lines if line)


def settings(request: Asking) -> HttpResponse:
    """The danger line, the library's name and its own synonyms."""
    if not may(request.viewer, Permission.MANAGE_LIBRARY):
        raise NotAllowed(_("You do not look after the settings of this library."))
    kept = library_settings()
    before = {name: getattr(kept, name) for name in SettingsForm.base_fields}
    form = SettingsForm(request.POST or None, initial=before)
    if request.method == "POST" and form.is_valid():
        save_settings(**form.cleaned_data, by=request.viewer)
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(reverse("settings"))
    return render(
        request,
        "work/settings.html",
        {"form": form, "usual_danger_line": DANGER_LINE, "usual_support": SUPPORT},
    )


def roles(request: Asking) -> HttpResponse:
    """Every role in plain words, with what it allows."""
    rows = [
        {"role": role, "permissions": [p.label for p in Permission if p in role.permissions]}
        for role in ROLES.values()
    ]
    return render(request, "about/roles.html", {"rows": rows})
