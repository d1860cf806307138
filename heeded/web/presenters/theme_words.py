"""What is said of themes on pages: how often each was found, what it is given to, how its source is known."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heeded.engine.frameworks import CodedThing, CodeValue, Status
from heeded.learning.queries import ThemeUse, are_protected
from heeded.library.queries import library_settings
from heeded.people.viewer import Viewer


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


def hidden_below(viewer: Viewer) -> int:
    """Reviews with children or adults in them are counted out from this number on; 0: for this viewer, who can list
    each of them, always."""
    return library_settings().hides_below if are_protected(viewer) else 0


def applies_words(values: Iterable[str]) -> str:
    """What a theme is given to."""
    return "; ".join(str(CodedThing(value).label) for value in values) or _("Anything")


def status_words(value: str) -> str:
    """How it is known that the source says so."""
    return str(Status(value).label) if value else ""
