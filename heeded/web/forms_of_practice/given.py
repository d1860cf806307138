"""Evidence that is given together with something else: an answer, or that something is so already."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heeded.practice.kinds import EvidenceKind
from heeded.practice.services import EvidenceGiven
from heeded.web.forms import DayField


class WithEvidence(forms.Form):
    """Fields of one piece of evidence; none where nothing of it is filled in."""

    use_required_attribute = False
    evidence_title = forms.CharField(
        label=gettext_lazy("What the evidence is"),
        help_text=gettext_lazy("Such as: audit of 20 case files. No names of people."),
        max_length=300,
        required=False,
    )
    evidence_kind = forms.ChoiceField(
        label=gettext_lazy("Kind of evidence"),
        choices=[("", gettext_lazy("Choose")), *EvidenceKind.choices()],
        required=False,
    )
    evidence_shows = forms.CharField(
        label=gettext_lazy("What it shows"),
        max_length=8000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    evidence_dated = DayField(label=gettext_lazy("The day that it tells of"), required=False)
    evidence_file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("Restricted until you show it."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if self.has_evidence(said):
            if not said.get("evidence_title"):
                self.add_error("evidence_title", _("Say what the evidence is"))
            if not said.get("evidence_kind"):
                self.add_error("evidence_kind", _("Choose the kind of evidence"))
        return said

    @staticmethod
    def has_evidence(said: dict[str, Any]) -> bool:
        """Whether anything of it was filled in."""
        names = ("title", "kind", "shows", "dated", "file")
        return any(said.get(f"evidence_{name}") for name in names)

    def evidence(self) -> list[EvidenceGiven]:
        """What was filled in: one piece, or none."""
        said = self.cleaned_data
        if not self.has_evidence(said):
            return []
        file = said["evidence_file"]
        given = EvidenceGiven(
            kind=EvidenceKind(said["evidence_kind"]),
            title=said["evidence_title"],
            shows=said["evidence_shows"],
            dated=said["evidence_dated"],
            file=file.file if file else None,
            file_name=file.name if file else "",
        )
        return [given]
