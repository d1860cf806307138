"""Forms by which frameworks are begun and described, and what every form of theirs takes."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heeded.engine.frameworks import LIMITS, Framework, Theme
from heeded.learning.services import free_identifier

_SHORT, _TALL = 3, 12  # rows of a box
LONGEST_TEXT = LIMITS.text
_LONGEST_NOTE = 300


def box(rows: int = _SHORT) -> forms.Textarea:
    """A box for several lines."""
    return forms.Textarea({"rows": rows})


class NoteForm(forms.Form):
    """What every change takes: why it was made, and the version of the framework that was looked at."""

    note = forms.CharField(
        label=_("Why"),
        help_text=_("Stands in the history. No names, no words of a report that is not public."),
        required=False,
        max_length=_LONGEST_NOTE,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


class DescribeForm(NoteForm):
    """What a framework is called, where it comes from, what it is for."""

    name = forms.CharField(label=_("Name"), max_length=LIMITS.name)
    about = forms.CharField(label=_("What it is for"), widget=box(), required=False, max_length=LONGEST_TEXT)
    source = forms.CharField(
        label=_("Where it comes from"),
        help_text=_("A publication, with the page; or who drew it up, and when."),
        required=False,
        max_length=LONGEST_TEXT,
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
        widget=box(_TALL),
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


def lines_kept(text: str) -> str:
    """A text of several lines as it is stored: one kind of line end, no blanks around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
