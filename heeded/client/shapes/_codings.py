"""Frameworks with their themes, and what is coded with them."""

from datetime import datetime

from heeded.client._decoding import record
from heeded.client.shapes._documents import Actor
from heeded.client.shapes._where import Quotation


@record("FrameworkRow")
class FrameworkRow:
    """A list of themes to code with."""

    identifier: str
    name: str
    version: int  # counts its changes in the library
    source: str
    status: str | None  # how it is known that the source says so: V, S, D or U
    about: str
    coded_with: int  # themes that something can be coded with
    reviews: int  # of which people decided anything with it
    retired_at: datetime | None


@record("ThemeShown")
class Theme:
    """One theme as it is worded in this version."""

    identifier: str
    name: str
    definition: str
    includes: tuple[str, ...]
    excludes: tuple[str, ...]
    terms: tuple[str, ...]
    parent: str | None
    source: str
    status: str | None
    applies_to: tuple[str, ...]
    heading: bool  # only holds others
    reviews: dict[str, int]  # by what people said of it, the number of reviews


@record("FrameworkShown")
class Framework(FrameworkRow):
    """A framework with its themes, each followed by those under it."""

    shown_version: int
    themes: tuple[Theme, ...]


@record("CodingShown")
class Coding:
    """A theme and what is said of it. Only what stands counts."""

    identifier: str
    review: str
    review_title: str
    target: str  # passage, review, subject or adult
    subject: int | None  # which child or adult reviewed, from 1
    adult: str | None  # which other adult
    adult_number: int | None
    framework: str
    theme: str  # the one that counts now, after merges
    theme_name: str
    coded_as: str  # what the theme was called when this was coded
    value: str  # present, absent, not-mentioned or described-not-explained
    certainty: str
    state: str  # standing, proposed (by the machine), in-round, changed or rejected
    found_by: str
    made_by: Actor | None  # none: the machine
    made_at: datetime
    score: float | None
    reason: str
    note: str
    is_lost: bool  # its words do not stand in any document that you may see
    citation: Quotation | None
    fictional: bool


@record("DecisionShown")
class CodingDecision:
    """What somebody decided of a coding."""

    decision: str
    became: str | None  # the coding that it was changed into
    by: Actor
    at: datetime


@record("CodingWhole")
class CodingWithDecisions(Coding):
    """One coding with what was decided of it, oldest first."""

    decisions: tuple[CodingDecision, ...]
