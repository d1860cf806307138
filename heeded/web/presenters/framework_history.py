"""What was done to frameworks and themes, version by version, and what taking a file would do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy, ngettext

from heeded.engine import frameworks as engine
from heeded.learning.models import Framework, FrameworkChange, ThemeVersion
from heeded.learning.queries import theme_record, wordings_of
from heeded.people.viewer import Viewer
from heeded.web.presenters.who import Who

_NAMED = 12  # themes that one line of the history names
_FIELDS = {
    "name": gettext_lazy("name"),
    "definition": gettext_lazy("definition"),
    "includes": gettext_lazy("what is in"),
    "excludes": gettext_lazy("what is not"),
    "terms": gettext_lazy("words to find it by"),
    "parent": gettext_lazy("what it stands under"),
    "applies_to": gettext_lazy("what it is given to"),
    "heading": gettext_lazy("whether it only holds others"),
    "source": gettext_lazy("where it comes from"),
    "status": gettext_lazy("how that is known"),
}


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a theme through its versions: since when, and what differs from the one before."""

    row: ThemeVersion
    change: FrameworkChange | None
    who: str
    differs: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What taking a file would change: names, and of what is reworded which fields."""

    added: tuple[str, ...]
    reworded: tuple[tuple[str, str, str], ...]  # the name here, the name in the file, what differs
    gone: tuple[str, ...]
    same: int


def through_versions(viewer: Viewer, row: ThemeVersion, changes: Iterable[FrameworkChange]) -> list[Wording]:
    """The wordings of a theme, the newest first, with who made each and what it changed."""
    by_version = {change.version: change for change in changes}
    who = Who(viewer, [change.by for change in by_version.values()])
    rows = wordings_of(row.theme)
    found = []
    for place, one in enumerate(rows):
        earlier = rows[place + 1] if place + 1 < len(rows) else None
        differs = _differences(earlier, one) if earlier else ""
        change = by_version.get(one.since)
        if earlier is None or differs:
            found.append(Wording(one, change, who.words(change.by) if change else "", differs))
    return found


def _differences(earlier: ThemeVersion, later: ThemeVersion) -> str:
    """What differs between two wordings, in words; nothing where only its place among others does."""
    before, after = theme_record(earlier), theme_record(later)
    return ", ".join(
        str(words) for name, words in _FIELDS.items() if getattr(before, name) != getattr(after, name)
    )


def history(viewer: Viewer, framework: Framework, changes: Sequence[FrameworkChange]) -> list[dict[str, Any]]:
    """What was done to a framework, a line a version."""
    rows = ThemeVersion.objects.filter(theme__framework=framework).order_by("since")
    names = dict(rows.values_list("theme__identifier", "name"))
    who = Who(viewer, [change.by for change in changes])
    return [
        {
            "change": change,
            "what": change.get_kind_display(),
            "themes": _named(change.themes, names),
            "into": _named(change.into, names),
            "who": who.words(change.by),
        }
        for change in changes
    ]


def _named(identifiers: Sequence[str], names: Mapping[str, str]) -> str:
    if len(identifiers) > _NAMED:
        return ngettext("%d theme", "%d themes", len(identifiers)) % len(identifiers)
    return ", ".join(f"“{names.get(one, one)}”" for one in identifiers)


def comparison(held: engine.Framework, read: engine.Framework) -> Comparison:
    """What a framework in a file changes of the one that is here, in words."""
    found = engine.compared(held, read)
    return Comparison(
        tuple(theme.name for theme in found.added),
        tuple(
            (one.before.name, one.after.name, ", ".join(str(_FIELDS[name]) for name in one.differs))
            for one in found.reworded
        ),
        tuple(theme.name for theme in found.gone),
        found.same,
    )
