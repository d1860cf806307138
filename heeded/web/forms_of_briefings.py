"""How this library's briefings are made, as a form: its parts, who checks, the usual number, the colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heeded.briefing.models import BriefingSettings
from heeded.briefing.services import LONGEST_TITLE
from heeded.engine.briefing import PartSetting, usual_parts


@dataclass(frozen=True, slots=True)
class PartFields:
    """The fields of one part, and what it is called where nobody has changed it."""

    usual: PartSetting
    place: BoundField
    shown: BoundField
    title: BoundField


class BriefingSettingsForm(forms.Form):
    """Each part has `place-ROLE`, `shown-ROLE` and `title-ROLE`. `parts` are those chosen, in their order; none where
    they are as usual."""

    checker_differs = forms.BooleanField(
        label=gettext_lazy("A briefing is checked by somebody else than who edited it last"), required=False
    )
    usual_recommendations = forms.IntegerField(
        label=gettext_lazy("Usual number of recommendations"),
        help_text=gettext_lazy(
            "Shown beside how many a review makes. For England 2009–11 two figures go round: 47 a review (20 reviews "
            "of 2009–10, the recommendations study DFE-RR157) and 46 (the BBC, of 2009–11). Neither is set for you."
        ),
        min_value=1,
        max_value=999,
        required=False,
        widget=forms.TextInput({"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )
    colour = forms.CharField(
        label=gettext_lazy("Colour of headings"),
        help_text=gettext_lazy(
            "Six figures or letters after #, such as #1d70b8. Dark enough to be read on white."
        ),
        max_length=7,
        required=False,
        widget=forms.TextInput({"class": "govuk-input--width-5", "spellcheck": "false"}),
    )

    def __init__(self, kept: BriefingSettings, data: Any = None) -> None:
        initial = {
            "checker_differs": kept.checker_differs,
            "usual_recommendations": kept.usual_recommendations,
            "colour": kept.colour,
        }
        super().__init__(data, initial=initial)
        for place, (part, shown, title) in enumerate(_parts_of(kept), start=1):
            self._add_part(part, place, shown=shown, title=title)

    def _add_part(self, part: PartSetting, place: int, *, shown: bool, title: str) -> None:
        places = [(str(number), str(number)) for number in range(1, len(usual_parts()) + 1)]
        self.fields[f"place-{part.role}"] = forms.ChoiceField(
            label=_("Place"), choices=places, initial=str(place)
        )
        self.fields[f"shown-{part.role}"] = forms.BooleanField(
            label=_("Shown"), required=False, initial=shown
        )
        self.fields[f"title-{part.role}"] = forms.CharField(
            label=_("Title"), max_length=LONGEST_TITLE, initial=title
        )

    def part_fields(self) -> list[PartFields]:
        """The parts in the order in which they were before this form was sent."""
        usual = {part.role.value: part for part in usual_parts()}
        roles = [name.removeprefix("place-") for name in self.fields if name.startswith("place-")]
        return [
            PartFields(usual[role], self[f"place-{role}"], self[f"shown-{role}"], self[f"title-{role}"])
            for role in roles
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        rows = [
            (int(cleaned[f"place-{role}"]), role, cleaned[f"title-{role}"].strip())
            for role in (part.role.value for part in usual_parts())
            if cleaned.get(f"shown-{role}") and f"title-{role}" in cleaned and f"place-{role}" in cleaned
        ]
        if not rows and not self.errors:
            raise forms.ValidationError(_("Show at least one part."))
        order = {field.usual.role.value: number for number, field in enumerate(self.part_fields())}
        rows.sort(key=lambda row: (row[0], order[row[1]]))
        chosen = tuple((role, title) for _place, role, title in rows)
        as_usual = tuple((part.role.value, part.title) for part in usual_parts())
        cleaned["parts"] = () if chosen == as_usual else chosen
        return cleaned


def _parts_of(kept: BriefingSettings) -> Sequence[tuple[PartSetting, bool, str]]:
    """The parts as this library has them, those that it leaves out last."""
    usual = {part.role.value: part for part in usual_parts()}
    if not kept.parts:
        return [(part, True, part.title) for part in usual.values()]
    titles = {
        row["role"]: row["title"] or usual[row["role"]].title for row in kept.parts if row["role"] in usual
    }
    chosen = [(usual[role], True, title) for role, title in titles.items()]
    return chosen + [(part, False, part.title) for role, part in usual.items() if role not in titles]
