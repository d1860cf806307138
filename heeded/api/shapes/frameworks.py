"""Frameworks and their themes."""

from datetime import datetime
from typing import Any

from ninja import Field

from heeded.api.shape import Sent, Shape
from heeded.api.shapes.text import Text
from heeded.engine.frameworks import CodedThing, Status
from heeded.learning.models import Framework, ThemeVersion
from heeded.learning.queries import ThemeUse


class FrameworkRow(Shape):
    """A list of themes to code with."""

    identifier: str
    name: str
    version: int = Field(description="Counts its changes in this library")
    source: str
    status: Status | None = Field(description="How it is known that the source says so: V, S, D or U")
    about: str
    coded_with: int = Field(description="Themes that something can be coded with")
    reviews: int = Field(description="Reviews of which people decided anything with it, of those you may see")
    retired_at: datetime | None


class ThemeShown(Shape):
    """One theme as it is worded in this version."""

    identifier: str
    name: str
    definition: str
    includes: list[str] = Field(description="Examples of what is in")
    excludes: list[str] = Field(description="Examples of what is not")
    terms: list[str]
    parent: str | None = Field(description="The theme that it stands under")
    source: str
    status: Status | None
    applies_to: list[CodedThing] = Field(description="What it can be given to; empty: to anything")
    heading: bool = Field(description="Only holds others: nothing is coded with it")
    reviews: dict[str, int] = Field(
        description="By what people said of it (present, absent, …) the number of reviews that you may see and in "
        "which they did: of passages and of reviews as a whole, not of the people in them"
    )


class FrameworkShown(FrameworkRow):
    """A framework with its themes, each followed by those under it."""

    shown_version: int
    themes: list[ThemeShown]


class FrameworkTaken(Sent):
    """A framework as the text of its file."""

    file: Text = Field(min_length=1, max_length=2_000_000, description="The TOML file, as text")


def framework_row(framework: Framework, *, themes: int, reviews: int) -> FrameworkRow:
    """A framework in a list."""
    return FrameworkRow(**_row(framework, themes, reviews))


def framework_shown(
    framework: Framework, themes: list[ThemeVersion], uses: dict[int, ThemeUse], *, reviews: int, version: int
) -> FrameworkShown:
    """A framework with its themes."""
    coded_with = sum(not one.heading for one in themes)
    return FrameworkShown(
        **_row(framework, coded_with, reviews),
        shown_version=version,
        themes=[_theme(one, uses.get(one.theme_id)) for one in themes],
    )


def _row(framework: Framework, themes: int, reviews: int) -> dict[str, Any]:
    return {
        "identifier": framework.identifier,
        "name": framework.name,
        "version": framework.version,
        "source": framework.source,
        "status": framework.status or None,
        "about": framework.about,
        "coded_with": themes,
        "reviews": reviews,
        "retired_at": framework.retired_at,
    }


def _theme(one: ThemeVersion, use: ThemeUse | None) -> ThemeShown:
    return ThemeShown(
        identifier=one.theme.identifier,
        name=one.name,
        definition=one.definition,
        includes=one.includes,
        excludes=one.excludes,
        terms=one.terms,
        parent=one.parent.identifier if one.parent else None,
        source=one.source,
        status=Status(one.status) if one.status else None,
        applies_to=[CodedThing(value) for value in one.applies_to],
        heading=one.heading,
        reviews=use.reviews if use else {},
    )
