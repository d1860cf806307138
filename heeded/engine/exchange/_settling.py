"""Themes of a foreign file made into themes that can be used: each with an identifier and a name of its own."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from heeded.engine.frameworks import LIMITS, Framework, FrameworkRefused, Theme, as_read, checked
from heeded.engine.reading import FileRefused

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("[ \t\n]*[\x00-\x1f\ud800-\udfff\ufffe\uffff]+[ \t\n]*")
_IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
_COLOUR = re.compile(r"#(?:[0-9a-f]{3}){1,2}\Z")
_LONGEST_SLUG = 80
_NAMELESS = "Without a name"


@dataclass(frozen=True, slots=True)
class Draft:
    """A theme as a file has it. `key` is what the file calls it, `under` the key of the one it stands under."""

    key: str
    under: str
    theme: Theme


def settled(drafts: Sequence[Draft], told: list[str]) -> tuple[tuple[Theme, ...], dict[str, str]]:
    """The themes, and the identifier of each by its key. Names that had to be changed are `told`."""
    taken: set[str] = set()
    identifiers: dict[str, str] = {}
    names: set[tuple[str, str]] = set()
    themes: list[Theme] = []
    for draft in drafts:
        identifier = _free(draft.theme.identifier or identifier_for(draft.theme.name), taken)
        identifiers[draft.key] = identifier
        theme = _tidied(replace(draft.theme, identifier=identifier))
        name = _unlike(theme.name, draft.under, names)
        if name != theme.name:
            told.append(f"Two themes side by side were called “{theme.name}”; one is now “{name}”.")
        themes.append(replace(theme, name=name, parent=draft.under))
    return tuple(
        replace(theme, parent=identifiers.get(theme.parent, theme.parent)) for theme in themes
    ), identifiers


def usable(framework: Framework, what: str) -> Framework:
    """The framework, checked. Raises FileRefused where it cannot be used."""
    try:
        return checked(framework)
    except FrameworkRefused as refused:
        few = " ".join(refused.problems[:5])
        raise FileRefused(f"This {what} cannot be used. {few}", "Mend it where it was made.") from refused


def framework_of_names(name: str, names: Sequence[str]) -> Framework:
    """A framework of this name whose themes have these names and nothing else.

    Raises:
        FileRefused: it cannot be used.
    """
    themes, _ = settled([Draft(one, "", Theme("", one)) for one in names], [])
    called = one_line(name)[: LIMITS.name] or _NAMELESS
    return usable(Framework(identifier_for(called), called, themes=themes), "list of names")


def identifier_for(name: str) -> str:
    """An identifier made of a name: its letters without accents, its words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain))[:_LONGEST_SLUG].strip("-")
    return slug or "theme"


def one_line(text: str) -> str:
    """A text on one line, without characters that no file can carry. Blanks inside a line stay as they are."""
    return _BREAKS.sub(" ", text).strip()


def several_lines(text: str) -> str:
    """A text without characters that no file can carry."""
    return _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _tidied(theme: Theme) -> Theme:
    name, definition = one_line(theme.name) or _NAMELESS, several_lines(theme.definition)
    if len(name) > LIMITS.name - 10:  # room for a number behind
        name, definition = f"{name[: LIMITS.name - 20].rstrip()} …", f"{name}\n\n{definition}".strip()
    colour = theme.colour.strip().lower()
    if len(colour) == 4:
        colour = "#" + "".join(letter * 2 for letter in colour[1:])
    return replace(
        theme,
        name=name,
        definition=definition,
        colour=colour if _COLOUR.match(colour) else "",
        guid=theme.guid if _GUID.match(theme.guid) else "",
    )


def _free(wanted: str, taken: set[str]) -> str:
    wanted = wanted if _IDENTIFIER.match(wanted) else identifier_for(wanted)
    free, number = wanted, 2
    while free in taken:
        free, number = f"{wanted}-{number}", number + 1
    taken.add(free)
    return free


def _unlike(name: str, under: str, names: set[tuple[str, str]]) -> str:
    free, number = name, 2
    while (under, as_read(free)) in names:
        free, number = f"{name} ({number})", number + 1
    names.add((under, as_read(free)))
    return free
