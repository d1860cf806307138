"""Putting down evidence: what it is, what it shows, its file, its figures over time."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from heeded.core.clock import today
from heeded.engine.plans import MOST_FIGURES, FigureRead, figures_in
from heeded.practice.kinds import EvidenceKind
from heeded.practice.models import Action
from heeded.practice.services import EvidenceGiven, Figure
from heeded.web.forms import DayField

_LARGEST_CSV = 1 << 20
_SHOWN = 5  # lines that were not understood, named in the error


class EvidenceForm(forms.Form):
    """One piece of evidence."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of evidence is it?"),
        help_text=gettext_lazy("A training record alone never shows that practice changed."),
        choices=EvidenceKind.choices(),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what kind of evidence it is")},
    )
    title = forms.CharField(
        label=gettext_lazy("What is it?"),
        help_text=gettext_lazy(
            "For example “Audit of 20 case files”. No names of children, families or workers."
        ),
        max_length=300,
        error_messages={"required": gettext_lazy("Say what it is")},
    )
    shows = forms.CharField(
        label=gettext_lazy("What does it show?"),
        help_text=gettext_lazy("In a sentence or two, also where it shows that little has changed."),
        max_length=8000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    dated = DayField(
        label=gettext_lazy("Which day does it tell of?"),
        help_text=gettext_lazy("The day of the audit or visit, not the day on which you add it here."),
        required=False,
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("Up to 200 megabytes. It is restricted until the board shows it."),
        required=False,
    )
    figures = forms.CharField(
        label=gettext_lazy("Figures over time"),
        help_text=gettext_lazy(
            "One a line: the date, the figure, and out of how many if you know it. For example: 3 March 2019, 14, 20"
        ),
        required=False,
        widget=forms.Textarea({"rows": 5}),
    )
    figures_file = forms.FileField(
        label=gettext_lazy("Or the figures from a CSV file"),
        help_text=gettext_lazy("With the same three columns."),
        required=False,
        widget=forms.ClearableFileInput({"accept": ".csv,.txt,text/csv"}),
    )

    def clean_dated(self) -> Any:
        day = self.cleaned_data["dated"]
        if day and day > today():
            raise ValidationError(_("Evidence tells of what has been, not of a day that is to come"))
        return day

    def clean_figures(self) -> tuple[Figure, ...]:
        return figures_typed(self.cleaned_data["figures"])

    def clean_figures_file(self) -> tuple[Figure, ...]:
        file = self.cleaned_data["figures_file"]
        if not file:
            return ()
        if file.size > _LARGEST_CSV:
            raise ValidationError(_("A file of figures is at most one megabyte"))
        content = file.read()
        try:
            return figures_typed(content.decode("utf-8-sig"))
        except UnicodeDecodeError:
            return figures_typed(content.decode("cp1252", errors="replace"))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        figures = (*(said.get("figures") or ()), *(said.get("figures_file") or ()))
        days = [one.on for one in figures]
        twice = sorted({day for day in days if days.count(day) > 1})
        if twice:
            self.add_error(
                "figures", _("Give one figure a day: %s stands twice") % date_format(twice[0], "j F Y")
            )
        return said

    def given(self, action: Action | None) -> EvidenceGiven:
        """What was filled in."""
        said = self.cleaned_data
        return EvidenceGiven(
            kind=EvidenceKind(said["kind"]),
            title=said["title"],
            shows=said["shows"],
            dated=said["dated"],
            action=action,
            figures=(*said["figures"], *said["figures_file"]),
            file=said["file"],
            file_name=said["file"].name if said["file"] else "",
        )


def figures_typed(text: str) -> tuple[Figure, ...]:
    """Figures over time as somebody typed or pasted them, one a line.

    Raises:
        ValidationError: lines that are not understood, a day that is to come, or too many.
    """
    read = figures_in(text)
    wrong = [
        *read.not_understood,
        *((one.line, _("this day is to come")) for one in read.figures if one.on > today()),
    ]
    if wrong:
        more = len(wrong) - _SHOWN
        words = [_("Line %(line)d: %(why)s.") % {"line": line, "why": why} for line, why in wrong[:_SHOWN]]
        words += [ngettext("%d more line.", "%d more lines.", more) % more] if more > 0 else []
        raise ValidationError(" ".join(words))
    if len(read.figures) > MOST_FIGURES:
        raise ValidationError(_("Give at most %d figures") % MOST_FIGURES)
    return tuple(_figure(one) for one in read.figures)


def _figure(one: FigureRead) -> Figure:
    return Figure(one.on, one.value, one.out_of)
