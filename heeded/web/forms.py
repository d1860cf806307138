"""Forms that look and speak as the rest of the site, for every form of Django's and allauth's alike."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from heeded.engine.days import FIRST_DAY, LAST_DAY, is_in_reach

LONGEST_YEAR = 4
_MONTHS = "january february march april may june july august september october november december".split()
_SHORTEST_MONTH = 3  # "Jun" and "Jul" are apart, "Ju" is not


class GovukRenderer(TemplatesSetting):
    """Renders a form with error summary, labels, hints and errors; widgets come from our own templates."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


class DayInput(forms.MultiWidget):
    """Day, month and year in three boxes, which is quicker and safer than a calendar for a known date."""

    template_name = "forms/day.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes = [
            forms.TextInput({"class": "govuk-input--width-2", "inputmode": "numeric", "title": _("Day")}),
            forms.TextInput({"class": "govuk-input--width-2", "inputmode": "numeric", "title": _("Month")}),
            forms.TextInput({"class": "govuk-input--width-4", "inputmode": "numeric", "title": _("Year")}),
        ]
        super().__init__(boxes, attrs)

    def decompress(self, value: datetime.date | None) -> list[int | None]:
        return [value.day, value.month, value.year] if value else [None, None, None]


class _MonthField(forms.IntegerField):
    """A month as a number or by its English name, also a short one: "3", "March", "Mar"."""

    def to_python(self, value: Any) -> int | None:
        name = str(value or "").strip(" .").lower()
        if len(name) < _SHORTEST_MONTH or not name.isalpha():
            return super().to_python(value)
        named = (at for at, month in enumerate(_MONTHS, 1) if month.startswith(name))
        return super().to_python(next(named, value))


class DayField(forms.MultiValueField):
    """A date typed as day, month and year. Says which part is wrong."""

    widget = DayInput

    def __init__(self, **options: Any) -> None:
        words = {
            "invalid": _("Day, month and year must be numbers, like 27 3 2019; the month may be its name"),
            "incomplete": _("Enter day, month and year"),
        }
        part = forms.IntegerField(error_messages=words)
        super().__init__((part, _MonthField(error_messages=words), part), require_all_fields=False, **options)

    def compress(self, data_list: Sequence[int]) -> datetime.date | None:
        if not data_list:
            return None
        day, month, year = data_list
        if len(str(year)) != LONGEST_YEAR:
            raise forms.ValidationError(_("Enter the year with four figures"))
        try:
            found = datetime.date(year, month, day)
        except (ValueError, OverflowError) as error:
            raise forms.ValidationError(_("There is no such day in that month")) from error
        if not is_in_reach(found):
            years = {"first": FIRST_DAY.year, "last": LAST_DAY.year}
            raise forms.ValidationError(_("Enter a year from %(first)d to %(last)d") % years)
        return found


class FilesInput(forms.ClearableFileInput):
    """A field for several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files. Cleans to a list, in the order in which they were chosen."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = (
            (data or [None]) if isinstance(data, list | tuple) else [data]
        )  # none at all is for the field to judge
        return [clean for file in files if (clean := super(FilesField, self).clean(file, initial))]
