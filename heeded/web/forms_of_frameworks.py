"""Forms by which frameworks and their themes are written, merged and split."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heeded.engine.frameworks import LIMITS, CodedThing, Framework, Status, Theme
from heeded.learning.errors import FrameworkWrong
from heeded.learning.services import free_identifier

_STATUS = [("", _("Nothing is claimed: somebody drew it up")), *((one.value, one.label) for one in Status)]
_SHORT, _TALL = 3, 12  # rows of a box
_LONGEST_LINE = LIMITS.text
_LONGEST_NOTE = 300
MOST_PARTS = 20  # of one theme that is split


def _box(rows: int = _SHORT) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class _NoteForm(forms.Form):
    """What every change takes: why it was made, and the version of the framework that was looked at."""

    note = forms.CharField(
        label=_("Why"),
        help_text=_("Stands in the history. No names, no words of a report that is not public."),
        required=False,
        max_length=_LONGEST_NOTE,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def tell(self, problems: FrameworkWrong) -> None:
        """Say above the form everything that is wrong."""
        for words in problems.problems:
            self.add_error(None, words)


class DescribeForm(_NoteForm):
    """What a framework is called, where it comes from, what it is for."""

    name = forms.CharField(label=_("Name"), max_length=LIMITS.name)
    about = forms.CharField(
        label=_("What it is for"), widget=_box(), required=False, max_length=_LONGEST_LINE
    )
    source = forms.CharField(
        label=_("Where it comes from"),
        help_text=_("A publication, with the page; or who drew it up, and when."),
        required=False,
        max_length=_LONGEST_LINE,
    )
    field_order = ("name", "about", "source", "note")

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        del self.fields["note"]


class NewFrameworkForm(DescribeForm):
    """The same, with the first themes as an outline."""

    outline = forms.CharField(
        label=_("Themes"),
        help_text=_(
            "One a line. Begin a line with a hyphen to put it under the theme above, with two for one level further "
            "down. A definition may follow after an upright stroke: “Seen alone | The child was spoken to without a "
            "parent in the room.” Everything can be changed afterwards."
        ),
        widget=_box(_TALL),
        max_length=LIMITS.text * 10,
    )

    def framework(self) -> Framework:
        """What was typed, not checked yet."""
        said = self.cleaned_data
        return Framework(
            identifier="",
            name=said["name"],
            source=" ".join(said["source"].split()),
            about=lines_kept(said["about"]),
            themes=tuple(outlined(said["outline"])),
        )


def outlined(text: str) -> Iterator[Theme]:
    """The themes of an outline: hyphens or blanks at the beginning of a line say how far down it stands."""
    above: list[
        tuple[int, str]
    ] = []  # how far in, and the identifier, of those that the next may stand under
    taken: set[str] = set()
    for line in text.expandtabs(4).splitlines():
        words = line.lstrip(" -–•*")
        if not words.strip():
            continue
        opening = line[: len(line) - len(words)]
        depth = sum(opening.count(sign) for sign in "-–•*") or len(opening)
        while above and above[-1][0] >= depth:
            above.pop()
        name, _stroke, definition = words.partition("|")
        identifier = free_identifier(name, taken)
        taken.add(identifier)
        yield Theme(
            identifier,
            " ".join(name.split()),
            " ".join(definition.split()),
            parent=above[-1][1] if above else "",
        )
        above.append((depth, identifier))


class ThemeForm(_NoteForm):
    """A theme as it is worded."""

    name = forms.CharField(label=_("Name"), max_length=LIMITS.name)
    definition = forms.CharField(
        label=_("Definition"), widget=_box(), required=False, max_length=_LONGEST_LINE
    )
    includes = forms.CharField(
        label=_("What is in"), help_text=_("Examples, one a line."), widget=_box(), required=False,
        max_length=_LONGEST_LINE,
    )  # fmt: skip
    excludes = forms.CharField(
        label=_("What is not"), help_text=_("Examples, one a line."), widget=_box(), required=False,
        max_length=_LONGEST_LINE,
    )  # fmt: skip
    terms = forms.CharField(
        label=_("Words to find it by"),
        help_text=_("One a line. A machine looks for them while nobody has coded yet."),
        widget=_box(),
        required=False,
        max_length=_LONGEST_LINE,
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
        max_length=_LONGEST_LINE,
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


class MergeForm(_NoteForm):
    """Which themes go into which."""

    themes = forms.MultipleChoiceField(label=_("Merge these"), widget=forms.CheckboxSelectMultiple)
    into = forms.ChoiceField(label=_("Into"))
    field_order = ("themes", "into", "note")

    def __init__(self, *arguments: Any, themes: Sequence[tuple[str, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["themes"].choices = themes  # type: ignore[attr-defined]
        self.fields["into"].choices = [("", _("Choose the theme that stays")), *themes]  # type: ignore[attr-defined]


class SplitForm(_NoteForm):
    """The themes that come in the place of one: a name and a definition each. Rows that are left empty are none."""

    def __init__(self, *arguments: Any, rows: int, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.rows = max(2, min(rows, MOST_PARTS))
        for number in range(1, self.rows + 1):
            self.fields[f"name-{number}"] = forms.CharField(
                label=_("Theme %(number)s") % {"number": number}, max_length=LIMITS.name, required=number <= 2
            )  # fmt: skip
            self.fields[f"definition-{number}"] = forms.CharField(
                label=_("Its definition"), widget=_box(2), max_length=_LONGEST_LINE, required=False
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


def lines_kept(text: str) -> str:
    """A text of several lines as it is stored: one kind of line end, no blanks around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
