"""Changing an action: how it stands, its dates, who owns it, all of it. Each form is bound to the action and to the
version of it that whoever fills it in had before their eyes."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heeded.practice.kinds import ActionState
from heeded.practice.models import Action
from heeded.practice.services import Wanted, wanted_of
from heeded.web.forms import DayField

_Chosen = TypeVar("_Chosen")
_WANTED = frozenset(field.name for field in fields(Wanted))


class HowForm(forms.Form):
    """What its owner says of an action in a minute: how it stands, when it was done, a later date with its reason."""

    state = forms.ChoiceField(
        label=gettext_lazy("How does it stand?"),
        choices=ActionState.choices(),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how it stands")},
    )
    done_on = DayField(
        label=gettext_lazy("Done on"),
        help_text=gettext_lazy("Only if it is done. Left empty: today."),
        required=False,
    )
    due = DayField(label=gettext_lazy("Due"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Why the date moves"),
        help_text=gettext_lazy("Needed if you change the date. Every date that it had is kept."),
        max_length=600,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, action: Action, data: Any = None, **said: Any) -> None:
        said.setdefault("initial", self.first(action))
        said.setdefault("auto_id", f"{action.identifier}-%s")
        super().__init__(data, **said)
        self.action = action

    def first(self, action: Action) -> dict[str, Any]:
        """What stands in the form to begin with: the action as it is."""
        return {name: getattr(action, name) for name in self.base_fields if hasattr(action, name)} | {
            "seen": action.version
        }

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        self._must_say_when(said)
        self._must_say_why(said)
        return said

    def _must_say_when(self, said: dict[str, Any]) -> None:
        done_on = said.get("done_on")
        if done_on is None or said.get("state") == ActionState.DONE:
            return
        if done_on != self.action.done_on:
            self.add_error("done_on", _("Choose “Done”, or leave this day empty"))

    def _must_say_why(self, said: dict[str, Any]) -> None:
        for name in ("due", "start"):
            before: date | None = getattr(self.action, name)
            moved = name in self.fields and name in said and before is not None and said[name] != before
            if moved and not said.get("reason", "").strip():
                self.add_error("reason", _("Say why the date moves"))
                return

    def wanted(self) -> Wanted:
        """The action as it is wanted: what the form has no field for stays as it is."""
        said = {name: value for name, value in self.cleaned_data.items() if name in _WANTED}
        said["state"] = ActionState(said["state"])
        if said["state"] != ActionState.DONE:
            said["done_on"] = None
        return replace(wanted_of(self.action), **said)


class DatesForm(HowForm):
    """The same with its start."""

    start = DayField(label=gettext_lazy("Starts"), required=False)
    field_order: tuple[str, ...] = ("state", "done_on", "start", "due", "reason")

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        start, due = said.get("start"), said.get("due")
        if start and due and due < start:
            self.add_error("due", _("It would be due before it starts: change one of the two dates"))
        return said


def chosen_or_none(value: str, known: Mapping[str, _Chosen], words: str) -> _Chosen | None:
    """What a select box chose of what is known; nothing of an empty choice.

    Raises:
        ValidationError: it is not in the list any more.
    """
    if not value:
        return None
    if value not in known:
        raise ValidationError(words)
    return known[value]
