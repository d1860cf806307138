"""Is this a framework that can be coded with? Every problem is told at once, in plain words."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from heeded.engine.frameworks._errors import FrameworkRefused
from heeded.engine.frameworks._records import Framework, Theme


@dataclass(frozen=True, slots=True)
class FrameworkLimits:
    """Themes in all, levels of them, characters of an identifier, of a name, and of any other text or list."""

    themes: int = 5_000
    levels: int = 20
    identifier: int = 120
    name: int = 500
    text: int = 20_000


LIMITS = FrameworkLimits()
_IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
_COLOUR = re.compile(r"#[0-9a-f]{6}\Z")
_NO_FILE_CARRIES = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_MOST_TOLD = 50


def checked(framework: Framework) -> Framework:
    """The framework with its themes in order. Raises FrameworkRefused with everything that is wrong."""
    found = problems(framework)
    if found:
        raise FrameworkRefused(found)
    return replace(framework, themes=in_order(framework.themes))


def problems(framework: Framework) -> tuple[str, ...]:
    """Everything that is wrong with the framework, as plain sentences: nothing where it can be used."""
    if len(framework.themes) > LIMITS.themes:
        return (f"It has {len(framework.themes):,} themes; at most {LIMITS.themes:,} are taken.",)
    found = [
        *_of_framework(framework),
        *(problem for theme in framework.themes for problem in _of_theme(theme)),
        *_doubled(framework.themes),
        *_parents(framework.themes),
    ]
    if len(found) > _MOST_TOLD:
        found = [*found[:_MOST_TOLD], f"There are {len(found) - _MOST_TOLD:,} more problems."]
    return tuple(found)


def in_order(themes: tuple[Theme, ...]) -> tuple[Theme, ...]:
    """Each theme followed by those under it; those side by side as they stood. Leaves out what has no parent here."""
    under: dict[str, list[Theme]] = defaultdict(list)
    for theme in themes:
        under[theme.parent].append(theme)
    ordered: list[Theme] = []
    waiting = under[""][::-1]
    while waiting:
        theme = waiting.pop()
        ordered.append(theme)
        waiting += under.get(theme.identifier, [])[::-1]
    return tuple(ordered)


def _of_framework(framework: Framework) -> Iterator[str]:
    whose = "the framework"
    yield from _wrong_identifier(framework.identifier, whose)
    yield from _wrong_line("name", framework.name, whose, most=LIMITS.name, needed=True)
    yield from _wrong_line("version", framework.version, whose, most=LIMITS.identifier, needed=True)
    yield from _wrong_line("source", framework.source, whose)
    yield from _wrong_text("about", framework.about, whose)
    if not framework.themes:
        yield "The framework has no themes."


def _of_theme(theme: Theme) -> Iterator[str]:
    whose = f"the theme {quoted(theme.name or theme.identifier)}"
    yield from _wrong_identifier(theme.identifier, whose)
    yield from _wrong_line("name", theme.name, whose, most=LIMITS.name, needed=True)
    yield from _wrong_text("definition", theme.definition, whose)
    yield from _wrong_line("source", theme.source, whose)
    for field in ("includes", "excludes", "terms"):
        yield from _wrong_list(field, getattr(theme, field), whose)
    if theme.colour and not _COLOUR.match(theme.colour):
        yield f"The colour of {whose} must be written like #1d70b8, not {quoted(theme.colour)}."
    if theme.guid and not _GUID.match(theme.guid):
        yield f"The GUID of {whose} is not a GUID in small letters: {quoted(theme.guid)}."
    if len(set(theme.applies_to)) < len(theme.applies_to):
        yield f"What {whose} applies to is said twice."


def _wrong_identifier(identifier: str, whose: str) -> Iterator[str]:
    if not _IDENTIFIER.match(identifier) or len(identifier) > LIMITS.identifier:
        yield (
            f"The identifier of {whose} must be small letters, digits and single hyphens, at most"
            f" {LIMITS.identifier} of them, not {quoted(identifier)}."
        )


def _wrong_line(
    field: str, text: str, whose: str, *, most: int = LIMITS.text, needed: bool = False
) -> Iterator[str]:
    if needed and not text:
        yield f"The {field} of {whose} is empty."
    if "\n" in text or "\t" in text:
        yield f"The {field} of {whose} must be one line."
    yield from _wrong_text(field, text, whose, most=most)


def _wrong_text(field: str, text: str, whose: str, *, most: int = LIMITS.text) -> Iterator[str]:
    if len(text) > most:
        yield f"The {field} of {whose} is {len(text):,} characters long; at most {most:,} are taken."
    if _NO_FILE_CARRIES.search(text):
        yield f"The {field} of {whose} holds a character that no file can carry."
    if text != text.strip():
        yield f"The {field} of {whose} begins or ends with blank space."


def _wrong_list(field: str, items: tuple[str, ...], whose: str) -> Iterator[str]:
    for item in items:
        yield from _wrong_line(f"“{field}”", item, whose, needed=True)
    if sum(map(len, items)) + len(items) > LIMITS.text:
        yield f"The “{field}” of {whose} are longer than {LIMITS.text:,} characters together."


def _doubled(themes: tuple[Theme, ...]) -> Iterator[str]:
    """Identifiers used twice, and names that a person cannot tell apart under the same theme."""
    seen: dict[str, Theme] = {}
    names: dict[tuple[str, str], Theme] = {}
    guids: dict[str, Theme] = {}
    for theme in themes:
        if theme.identifier in seen:
            first, second = quoted(seen[theme.identifier].name), quoted(theme.name)
            yield f"The identifier {quoted(theme.identifier)} is used twice: for {first} and for {second}."
        seen[theme.identifier] = theme
        key = (theme.parent, as_read(theme.name))
        if key in names:
            where = f"under {quoted(theme.parent)}" if theme.parent else "at the top"
            yield f"Two themes {where} are called {quoted(theme.name)}: {names[key].identifier} and {theme.identifier}."
        names.setdefault(key, theme)
        if theme.guid and theme.guid in guids:
            yield f"The GUID {theme.guid} is used twice: for {quoted(guids[theme.guid].name)} and {quoted(theme.name)}."
        guids[theme.guid] = theme


def _parents(themes: tuple[Theme, ...]) -> Iterator[str]:
    """Parents that are not there, themes that stand under themselves, and more levels than can be shown."""
    by_identifier = {theme.identifier: theme for theme in themes}
    settled: dict[str, int] = {"": 0}  # how many levels down each theme is; 0 also where that is already told
    for theme in themes:
        if theme.parent and theme.parent not in by_identifier:
            yield f"{quoted(theme.name)} stands under {quoted(theme.parent)}, and there is no such theme."
            settled[theme.identifier] = 0
    for theme in themes:
        path: dict[str, None] = {}
        at = theme.identifier
        while at not in settled and at not in path:
            path[at] = None
            at = by_identifier[at].parent
        if at not in settled:
            circle = list(path)[list(path).index(at) :]
            names = " under ".join(quoted(by_identifier[each].name) for each in [*circle, at])
            yield f"These themes stand under each other in a circle: {names}."
            settled.update(dict.fromkeys(path, 0))
            continue
        depth = settled[at]
        for each in reversed(path):
            depth += 1
            settled[each] = depth
            if depth == LIMITS.levels + 1:
                yield f"{quoted(by_identifier[each].name)} is more than {LIMITS.levels} levels down."


def as_read(name: str) -> str:
    """A name as a person tells it from another: small letters, accents in one form, single blanks."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def quoted(text: str) -> str:
    """The text in quotation marks, on one line and cut where it is long."""
    shown = " ".join(text.split())
    return f"“{shown[:77]}…”" if len(shown) > 80 else f"“{shown}”"
