"""Forms of saved searches."""

from django import forms
from django.utils.translation import gettext_lazy as _

from heeded.reach.models import SavedSearch
from heeded.reach.services import Wish

OFTEN_WORDS = {
    "daily": _("Every day"),
    "weekly": _("Every Monday"),
    "never": _("Only when I open it"),
}


class SavedSearchForm(forms.Form):
    """What a saved search is called, and when and how to be told."""

    name = forms.CharField(
        label=_("Name"),
        help_text=_("So that you know it again. No names of people."),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": _("Enter a name")},
    )
    often = forms.ChoiceField(
        label=_("How often should Heeded look for new reviews that answer it?"),
        choices=[(often, OFTEN_WORDS[often]) for often, _words in SavedSearch.OFTEN],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how often")},
    )
    by_mail = forms.BooleanField(
        label=_("Write me an e-mail when there is one"),
        help_text=_("It quotes published reviews. Of anything else it says only that something waits."),
        required=False,
    )

    def wish(self) -> Wish:
        """What was filled in."""
        said = self.cleaned_data
        return Wish(name=said["name"], often=said["often"], by_mail=said["by_mail"])
