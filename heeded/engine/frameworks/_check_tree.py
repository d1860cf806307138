"""Do the themes of a framework make one tree? No theme twice, every parent there, no circle."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from heeded.engine.frameworks._limits import LIMITS, quoted
from heeded.engine.frameworks._records import Theme


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


def doubled(themes: tuple[Theme, ...]) -> Iterator[str]:
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


def parents(themes: tuple[Theme, ...]) -> Iterator[str]:
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
