"""Could it happen here? What a board says of another area's recommendation."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heeded.people.models import Organisation
from heeded.practice.kinds import TakenUpAs
from heeded.practice.services import TakenUpSaid
from heeded.web.forms_of_practice.given import WithEvidence

_WORDS = {
    TakenUpAs.APPLIES: _("It could: put it on our plan, with actions and checks of our own"),
    TakenUpAs.ALREADY_SO: _("Already so here: give evidence below that shows it"),
    TakenUpAs.DOES_NOT_APPLY: _("It does not apply here: say below why"),
}


class BoardForm(forms.Form):
    """On whose plan, of those that somebody keeps."""

    use_required_attribute = False
    board = forms.ChoiceField(label=_("On whose plan"), error_messages={"required": _("Choose a board")})

    def __init__(self, boards: Sequence[Organisation], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._boards = {one.identifier: one for one in boards}
        self.fields["board"].choices = [(one.identifier, one.name) for one in boards]  # type: ignore[attr-defined]

    def on_plan_of(self) -> Organisation:
        """The board chosen."""
        return self._boards[self.cleaned_data["board"]]


class TakeUpForm(WithEvidence, BoardForm):
    """What a board says, and on whose plan it goes."""

    answer = forms.ChoiceField(
        label=_("Could it happen here?"),
        choices=[(kind.value, words) for kind, words in _WORDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you say of it")},
    )
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("Needed where it does not apply. What is different here?"),
        max_length=8000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    field_order = ("board", "answer", "reason")

    def said(self) -> TakenUpSaid:
        """What was filled in."""
        words = self.cleaned_data
        return TakenUpSaid(TakenUpAs(words["answer"]), words["reason"], self.evidence())
