"""Forms by which themes are worded, merged and split."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heeded.engine.frameworks import LIMITS, CodedThing, Status, Theme
from heeded.web.forms_of_frameworks import LONGEST_TEXT, NoteForm, box, lines_kept

_STATUS = [("", _("As of the framework")), *((one.value, one.label) for one in Status)]
MOST_PARTS = 20  # of one theme that is split


class ThemeForm(NoteForm):
    """A theme as it is worded."""

    name = forms.CharField(label=_("Name"), max_length=LIMITS.name)
    definition = forms.CharField(label=_("Definition"), widget=box(), required=False, max_length=LONGEST_TEXT)
    includes = forms.CharField(
        label=_("What is in"), help_text=_("Examples, one a line."), widget=box(), required=False,
        max_length=LONGEST_TEXT,
    )  # fmt: skip
    excludes = forms.CharField(
        label=_("What is not"), help_text=_("Examples, one a line."), widget=box(), required=False,
        max_length=LONGEST_TEXT,
    )  # fmt: skip
    terms = forms.CharField(
        label=_("Words to find it by"),
        help_text=_("One a line. A machine looks for them while nobody has coded yet."),
        widget=box(),
        required=False,
        max_length=LONGEST_TEXT,
    )
    parent = forms.ChoiceField(label=_("Stands under"), required=False)
    applies_to = forms.MultipleChoiceField(
        label=_("What it is given to"),
        help_text=_("None ticked: anything."),
        choices=CodedThing.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    heading = forms.BooleanField(
        label=_("It only holds other themes: nothing is coded with it"), required=False
    )
    source = forms.CharField(
        label=_("Where it comes from"),
        help_text=_("Leave empty where it is as of the framework."),
        required=False,
        max_length=LONGEST_TEXT,
    )
    status = forms.ChoiceField(label=_("How that is known"), choices=_STATUS, required=False)
    field_order = (
        "name", "definition", "includes", "excludes", "terms", "parent", "applies_to", "heading", "source", "status",
        "note",
    )  # fmt: skip

    def __init__(self, *arguments: Any, parents: Sequence[tuple[str, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["parent"].choices = [("", _("None: at the top")), *parents]  # type: ignore[attr-defined]

    def wording(self, before: Theme) -> Theme:
        """The theme as typed; its identifier, and what only other programs know of it, as before."""
        said = self.cleaned_data
        return Theme(
            identifier=before.identifier,
            name=" ".join(said["name"].split()),
            definition=lines_kept(said["definition"]),
            includes=_items(said["includes"]),
            excludes=_items(said["excludes"]),
            terms=_items(said["terms"]),
            parent=said["parent"],
            source=" ".join(said["source"].split()),
            status=Status(said["status"]) if said["status"] else None,
            applies_to=tuple(CodedThing(value) for value in said["applies_to"]),
            heading=said["heading"],
            colour=before.colour,
            guid=before.guid,
        )


def wording_as_typed(theme: Theme) -> dict[str, Any]:
    """What stands in the form for a theme that is there."""
    return {
        "name": theme.name,
        "definition": theme.definition,
        "includes": "\n".join(theme.includes),
        "excludes": "\n".join(theme.excludes),
        "terms": "\n".join(theme.terms),
        "parent": theme.parent,
        "applies_to": [thing.value for thing in theme.applies_to],
        "heading": theme.heading,
        "source": theme.source,
        "status": theme.status.value if theme.status else "",
    }


class MergeForm(NoteForm):
    """Which themes go into which."""

    themes = forms.MultipleChoiceField(label=_("Merge these"), widget=forms.CheckboxSelectMultiple)
    into = forms.ChoiceField(label=_("Into"))
    field_order = ("themes", "into", "note")

    def __init__(self, *arguments: Any, themes: Sequence[tuple[str, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["themes"].choices = themes  # type: ignore[attr-defined]
        self.fields["into"].choices = [("", _("Choose the theme that stays")), *themes]  # type: ignore[attr-defined]


class SplitForm(NoteForm):
    """The themes that come in the place of one: a name and a definition each. Rows that are left empty are none."""

    def __init__(self, *arguments: Any, rows: int, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.rows = max(2, min(rows, MOST_PARTS))
        for number in range(1, self.rows + 1):
            self.fields[f"name-{number}"] = forms.CharField(
                label=_("Theme %(number)s") % {"number": number}, max_length=LIMITS.name, required=number <= 2
            )  # fmt: skip
            self.fields[f"definition-{number}"] = forms.CharField(
                label=_("Its definition"), widget=box(2), max_length=LONGEST_TEXT, required=False
            )
        self.order_fields([*(name for name in self.fields if name != "note"), "note"])

    def parts(self) -> list[tuple[str, str]]:
        """Names and definitions, in order."""
        said = self.cleaned_data
        rows = [(said[f"name-{n}"], said[f"definition-{n}"]) for n in range(1, self.rows + 1)]
        return [(" ".join(name.split()), lines_kept(definition)) for name, definition in rows if name.strip()]


def _items(text: str) -> tuple[str, ...]:
    lines = (" ".join(line.split()) for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))
