"""Frameworks on pages: the list, and the themes of one as a tree."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from heeded.engine.frameworks import Status, Theme
from heeded.learning.models import Framework, ThemeVersion
from heeded.learning.queries import ThemeUse
from heeded.web.presenters.theme_words import use_words

_MANY = 300  # themes of which a page says the names alone


@dataclass(frozen=True, slots=True)
class Listed:
    """A framework on the list: how many themes it has, and in how many reviews it was coded with."""

    framework: Framework
    themes: int
    reviews: int


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


def nested(themes: Sequence[Theme]) -> list[tuple[str, Theme]]:
    """The themes of a file, each after those above it, with how far in it stands as dashes before its name."""
    depths: dict[str, int] = {}
    for theme in themes:
        depths[theme.identifier] = depths.get(theme.parent, -1) + 1
    return [("— " * depths[theme.identifier], theme) for theme in themes]
