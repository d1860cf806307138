"""Handing several actions of an agency over to somebody else."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heeded.people.models import Account
from heeded.practice.models import Action
from heeded.practice.queries import could_own, plan_of
from heeded.web.forms_of_practice.actions import chosen_or_none
from heeded.web.forms_of_practice.owners import choose


class HandOverAllForm(forms.Form):
    """To whom, and which of the actions that the page shows."""

    actions = forms.MultipleChoiceField(
        label=gettext_lazy("Actions"), error_messages={"required": gettext_lazy("Tick the actions first")}
    )
    to = forms.ChoiceField(
        label=gettext_lazy("Hand them over to"),
        error_messages={"required": gettext_lazy("Choose to whom")},
    )

    def __init__(self, shown: Sequence[Action], data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.ticked = set(data.getlist("actions")) if data is not None else set()
        self._people = {one.identifier: one for one in could_own(plan_of(one) for one in shown)}
        self._shown = {one.identifier: one for one in shown}
        people = [(key, one.name) for key, one in self._people.items()]
        choose(self.fields["to"], [("", gettext_lazy("Choose somebody")), *people])
        choose(self.fields["actions"], [(key, key) for key in self._shown])

    def clean_to(self) -> Account | None:
        return chosen_or_none(self.cleaned_data["to"], self._people, _("Choose somebody from the list"))

    def chosen(self) -> list[Action]:
        """The actions that were ticked."""
        return [self._shown[one] for one in self.cleaned_data["actions"]]
