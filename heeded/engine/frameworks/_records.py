"""What a framework is made of."""

from dataclasses import dataclass

from heeded.engine.vocabulary import Choice


class CodeValue(Choice):
    """What was found of a theme. Not being mentioned is one answer, being said to be absent another."""

    PRESENT = "present", "Present"
    ABSENT = "absent", "Said to be absent"
    NOT_MENTIONED = "not-mentioned", "Not mentioned"
    DESCRIBED_NOT_EXPLAINED = "described-not-explained", "Described, not explained"


class Status(Choice):
    """How it is known that the source says so. None of these: nothing is claimed, somebody drew it up."""

    VERIFIED = "V", "Read in the source itself"
    SECONDARY = "S", "Read in a secondary source"
    FOUNDING_ARTICLE = "D", "Stated in one of the articles that Heeded was founded on"
    UNVERIFIED = "U", "From memory: no source read yet"


class CodedThing(Choice):
    """What a theme is given to."""

    PASSAGE = "passage", "Words of a report"
    REVIEW = "review", "A review as a whole"
    CHILD = "child", "A child in it"
    ADULT = "adult", "An adult in it"


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme. `includes` and `excludes` say in examples what is in and what is not; `terms` are words to find it by.

    `parent` is the identifier of the theme it stands under, or nothing. `heading` themes only hold others.
    `applies_to` is empty where it may be given to anything. Without a `source` and `status` of its own it has the
    framework's. `guid` and `colour` are another program's, kept for the way back.
    """

    identifier: str
    name: str
    definition: str = ""
    includes: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    parent: str = ""
    source: str = ""
    status: Status | None = None
    applies_to: tuple[CodedThing, ...] = ()
    heading: bool = False
    colour: str = ""
    guid: str = ""


@dataclass(frozen=True, slots=True)
class Framework:
    """A set of themes with where it comes from. In a checked framework a theme stands after the one it stands under."""

    identifier: str
    name: str
    version: str = "1"
    source: str = ""
    status: Status | None = None
    about: str = ""
    themes: tuple[Theme, ...] = ()

    def under(self, parent: str) -> tuple[Theme, ...]:
        """The themes right under `parent`, an identifier; the topmost ones under nothing."""
        return tuple(theme for theme in self.themes if theme.parent == parent)
