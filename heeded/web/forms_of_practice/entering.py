"""A point that is entered by hand, with its source."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heeded.engine.vocabulary import LearningPointKind
from heeded.library.models import Work
from heeded.practice.kinds import SourceKind
from heeded.practice.services import Entered
from heeded.web.forms import DayField

_KINDS = [(kind.value, kind.label) for kind in LearningPointKind if kind != LearningPointKind.GOOD_PRACTICE]


class EnterForm(forms.Form):
    """What is to be learnt, and where it is said. `works` are the reviews to choose from, each with its words."""

    use_required_attribute = False
    text = forms.CharField(
        label=_("What is to be learnt"),
        help_text=_("Word for word where it is printed somewhere. No names of children, families or staff."),
        max_length=8000,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": _("Say what is to be learnt")},
    )
    kind = forms.ChoiceField(label=_("What it is"), choices=_KINDS, initial=LearningPointKind.RECOMMENDATION)
    number = forms.CharField(label=_("Its number, as printed"), max_length=30, required=False)
    source_kind = forms.ChoiceField(
        label=_("Where it comes from"),
        choices=SourceKind.choices(),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose where it comes from")},
    )
    source = forms.CharField(
        label=_("Its source"),
        help_text=_("So that somebody can look it up: title, who wrote it, page."),
        max_length=400,
        error_messages={"required": _("Say where it is said")},
    )
    source_link = forms.CharField(
        label=_("Address on the web"), help_text=_("Begins with https://"), max_length=600, required=False
    )
    source_date = DayField(label=_("Its date"), required=False)
    review = forms.ChoiceField(
        label=_("Review"),
        help_text=_("Where it is of a review that this library knows, with or without a file."),
        required=False,
    )

    def __init__(self, works: Sequence[Work], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._works = {one.identifier: one for one in works}
        choices = [("", _("None of these")), *((one.identifier, one.title) for one in works)]
        self.fields["review"].choices = choices  # type: ignore[attr-defined]

    def entered(self) -> Entered:
        """What was filled in."""
        said = self.cleaned_data
        return Entered(
            text=said["text"],
            source_kind=SourceKind(said["source_kind"]),
            source=said["source"],
            kind=LearningPointKind(said["kind"]),
            number=said["number"],
            source_link=said["source_link"],
            source_date=said["source_date"],
            work=self._works.get(said["review"]),
        )


class PlaceForm(forms.Form):
    """The learning point of a report that a point is."""

    use_required_attribute = False
    learning_point = forms.ChoiceField(
        label=_("Where it is printed"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose where it is printed")},
    )

    def __init__(self, choices: Sequence[tuple[str, str]], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["learning_point"].choices = list(choices)  # type: ignore[attr-defined]
