"""Learning points of a report to choose from, as words beside a button."""

from collections.abc import Iterable

from heeded.library.models import LearningPoint
from heeded.web.presenters.learning import places_of


def place_choices(points: Iterable[LearningPoint]) -> list[tuple[str, str]]:
    """Each with its kind, number, page and how it begins."""
    return [(one.identifier, _words(one)) for one in points]


def _words(point: LearningPoint) -> str:
    said = " ".join(point.text.split())
    begins = f"{said[:137]}…" if len(said) > 140 else said
    pages = ", ".join(f"{place['document']} {place['words']}".strip() for place in places_of(point))
    return f"{point.get_kind_display()} {point.number} ({pages}): {begins}"
