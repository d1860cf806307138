"""Frameworks and themes in words: the tree, how often each was found, what was done to them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from heeded.engine import frameworks as engine
from heeded.engine.exchange import FileKind, cannot_carry
from heeded.engine.frameworks import CodedThing, CodeValue, Status
from heeded.learning.models import Framework, FrameworkChange, ThemeVersion
from heeded.learning.queries import ThemeUse, are_protected, theme_record, wordings_of
from heeded.library.queries import library_settings
from heeded.people.viewer import Viewer
from heeded.web.presenters.who import Who

FEWEST = (
    10  # children and adults in so many reviews are counted; of fewer it is only said that there are some
)
_MANY = 300  # themes of which a page says the names alone
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
class Branch:
    """A theme in the tree. `closing` ends the lists that end with it."""

    wording: ThemeVersion
    use: str
    unverified: bool
    opens: bool
    closing: SafeString

    @property
    def explains(self) -> bool:
        """Whether there is more than its definition to read."""
        return bool(self.wording.includes or self.wording.excludes)


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a theme through its versions: since when, and what differs from the one before."""

    row: ThemeVersion
    change: FrameworkChange | None
    who: str
    differs: str


@dataclass(frozen=True, slots=True)
class FileOffered:
    """A kind of file to take a framework away in, and what it cannot carry."""

    kind: str
    label: str
    cannot: tuple[str, ...]


def tree(
    framework: Framework, rows: Sequence[ThemeVersion], uses: Mapping[int, ThemeUse], *, below: int
) -> list[Branch]:
    """The themes in order, each with what the page says of it."""
    depths = depths_of(rows)
    found = []
    for place, row in enumerate(rows):
        depth = depths[row.theme_id]
        follows = depths[rows[place + 1].theme_id] if place + 1 < len(rows) else 0
        closing = "</li>" + "</ul></li>" * (depth - follows) if follows <= depth else ""
        found.append(
            Branch(
                row,
                use_words(uses.get(row.theme_id), below=below),
                (row.status or framework.status) == Status.UNVERIFIED.value,
                follows > depth,
                mark_safe(closing),  # noqa: S308 -- tags only
            )
        )
    return found


def depths_of(rows: Iterable[ThemeVersion]) -> dict[int, int]:
    """How far down each theme stands, by its primary key; each row stands after the one it is under."""
    depths: dict[int, int] = {}
    for row in rows:
        depths[row.theme_id] = depths.get(row.parent_id or 0, -1) + 1
    return depths


def says_names_alone(rows: Sequence[ThemeVersion]) -> bool:
    """Whether there are so many themes that the page names them only."""
    return len(rows) > _MANY


def theme_choices(rows: Sequence[ThemeVersion], *, without: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Themes to choose from, those under another set in; without some and all that stands under them."""
    gone = set(without)
    depths = depths_of(rows)
    found = []
    for row in rows:
        if row.theme.identifier in gone or (row.parent is not None and row.parent.identifier in gone):
            gone.add(row.theme.identifier)
            continue
        found.append((row.theme.identifier, "— " * depths[row.theme_id] + row.name))
    return found


def use_words(use: ThemeUse | None, *, below: int) -> str:
    """In how many reviews people found it, or nothing where they did not."""
    if use is None:
        return ""
    present = use.reviews.get(CodeValue.PRESENT.value, 0)
    parts = [ngettext("%d review", "%d reviews", present) % present] if present else []
    people = use.of_people.get(CodeValue.PRESENT.value, 0)
    if people:
        parts.append(_("children or adults of %s") % how_many(people, below=below))
    return _("found in %s") % _(" and ").join(parts) if parts else ""


def how_many(reviews: int, *, below: int) -> str:
    """A number of reviews in words; of fewer than `below` only that they are few."""
    if 0 < reviews < below:
        return _("fewer than %d reviews") % below
    return ngettext("%d review", "%d reviews", reviews) % reviews


def use_table(use: ThemeUse, *, below: int) -> list[tuple[str, str, str]]:
    """What was said of a theme, for each value in how many reviews: of the report, and of people in it."""
    return [
        (
            value.label,
            how_many(use.reviews.get(value.value, 0), below=0),
            how_many(use.of_people.get(value.value, 0), below=below),
        )
        for value in CodeValue
        if use.reviews.get(value.value) or use.of_people.get(value.value)
    ]


def applies_words(values: Iterable[str]) -> str:
    """What a theme is given to."""
    return "; ".join(str(CodedThing(value).label) for value in values) or _("Anything")


def hidden_below(viewer: Viewer) -> int:
    """Reviews with children or adults in them are counted out from this number on; 0: for this viewer, who can list
    each of them, always."""
    return library_settings().hides_below if are_protected(viewer) else 0


def status_words(value: str) -> str:
    """How it is known that the source says so."""
    return str(Status(value).label) if value else ""


def files_offered() -> list[FileOffered]:
    """Every kind of file that a framework is taken away in."""
    order = (FileKind.TOML, FileKind.CSV, FileKind.XLSX, FileKind.QDC)
    return [FileOffered(kind.value, str(kind.label), cannot_carry(kind)) for kind in order]


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


@dataclass(frozen=True, slots=True)
class Comparison:
    """What taking a file would change: names, and of what is reworded which fields."""

    added: tuple[str, ...]
    reworded: tuple[tuple[str, str, str], ...]  # the name here, the name in the file, what differs
    gone: tuple[str, ...]
    same: int


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
