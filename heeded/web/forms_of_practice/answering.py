"""An answer to a point: accepted, in part, not, or already so."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heeded.practice.kinds import AnswerKind
from heeded.practice.models import Evidence
from heeded.practice.services import Answered
from heeded.web.forms_of_practice.given import WithEvidence

_WORDS = {
    AnswerKind.ACCEPTED: _("Accepted"),
    AnswerKind.IN_PART: _("Accepted in part: say below which part is not, and why"),
    AnswerKind.NOT_ACCEPTED: _("Not accepted: say below why"),
    AnswerKind.ALREADY_SO: _("Already so here: give evidence below that shows it"),
}


class AnswerForm(WithEvidence):
    """One answer. `there` is the evidence that the point has already."""

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[(kind.value, words) for kind, words in _WORDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer")},
    )
    reasons = forms.CharField(
        label=_("Your reasons, or what you want to say with it"),
        help_text=_(
            "Everybody reads this once the board shows it: plain words, roles, no names of children, families or staff."
        ),
        max_length=8000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
    )
    there = forms.MultipleChoiceField(
        label=_("Evidence that is here already"), required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("answer", "reasons", "there")

    def __init__(self, there: Sequence[Evidence], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._there = {one.identifier: one for one in there}
        choices = [(one.identifier, one.title) for one in there]
        self.fields["there"].choices = choices  # type: ignore[attr-defined]

    def answered(self) -> Answered:
        """What was filled in."""
        said = self.cleaned_data
        there = [self._there[one] for one in said["there"]]
        return Answered(AnswerKind(said["answer"]), said["reasons"], [*there, *self.evidence()])
