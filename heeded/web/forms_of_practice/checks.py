"""Making a practice check."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heeded.core.clock import today
from heeded.practice.kinds import CheckAnswer, EvidenceKind, Tie
from heeded.practice.models import Evidence
from heeded.practice.services import Checked, EvidenceGiven, Figure
from heeded.web.forms import DayField
from heeded.web.forms_of_practice.evidence import figures_typed
from heeded.web.forms_of_practice.given import WithEvidence

_LONGEST = 8000
Choices = Sequence[tuple[str, str]]


class MakeCheckForm(WithEvidence):
    """What a check came to, with evidence that is there already and one piece that is new."""

    answer = forms.ChoiceField(
        label=_("Has practice changed?"),
        widget=forms.RadioSelect,
        choices=[
            (CheckAnswer.YES, _("Yes, and there is evidence")),
            (CheckAnswer.PARTLY, _("Partly")),
            (CheckAnswer.NO, _("No")),
            (CheckAnswer.NOT_KNOWN, _("Not known")),
        ],
        error_messages={"required": _("Say whether practice has changed")},
    )
    found = forms.CharField(
        label=_("What you found"),
        help_text=_("In a few sentences: what you looked at, and what people do now. No names of people."),
        required=False,
        max_length=_LONGEST,
        widget=forms.Textarea({"rows": 5}),
    )
    rests_on = forms.MultipleChoiceField(
        label=_("What it rests on"),
        help_text=_(
            "What stands there already. “Yes” needs evidence that is more than who came to a course."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    evidence_figures = forms.CharField(
        label=_("Figures over time"),
        help_text=_("Of an audit that was repeated. One a line, such as: 3 March 2019, 14, 20"),
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    tie = forms.ChoiceField(
        label=_("How close are you to those who did it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how close you are to those who did it")},
    )
    next_date = DayField(
        label=_("Check again by"),
        help_text=_("Change can fade. Leave it empty where no further check is needed."),
        required=False,
    )

    def __init__(self, evidence: Sequence[Evidence], ties: Choices, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._evidence = {one.identifier: one for one in evidence}
        if evidence:
            choices = [(key, _evidence_words(one)) for key, one in self._evidence.items()]
            self.fields["rests_on"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["rests_on"]
        self.fields["tie"].choices = list(ties)  # type: ignore[attr-defined]

    def clean_evidence_figures(self) -> tuple[Figure, ...]:
        return figures_typed(self.cleaned_data["evidence_figures"])

    @staticmethod
    def has_evidence(said: dict[str, Any]) -> bool:
        return bool(said.get("evidence_figures")) or WithEvidence.has_evidence(said)

    def evidence(self) -> list[EvidenceGiven]:
        figures = self.cleaned_data.get("evidence_figures") or ()
        return [replace(one, figures=figures) for one in super().evidence()]

    def clean_next_date(self) -> Any:
        day = self.cleaned_data["next_date"]
        if day is not None and day <= today():
            raise forms.ValidationError(_("The next check must be on a day that is to come"))
        return day

    def checked(self) -> Checked:
        """What was filled in."""
        said = self.cleaned_data
        ticked = [self._evidence[one] for one in said.get("rests_on", [])]
        return Checked(
            answer=CheckAnswer(said["answer"]),
            tie=Tie(said["tie"]),
            found=said["found"],
            evidence=[*ticked, *self.evidence()],
            next_date=said["next_date"],
        )


def _evidence_words(evidence: Evidence) -> str:
    return f"{evidence.title} ({EvidenceKind(evidence.kind).label.lower()})"
