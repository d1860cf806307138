"""The recommendations of a review as rows of a table."""

from collections.abc import Callable, Sequence

from heeded.engine.printed import points_of, raised, references
from heeded.engine.records import Span
from heeded.library.models import Document, LearningPoint, Page, Work
from heeded.library.repeats import printed_alike, standing_for

AddressOf = Callable[[Document, tuple[Span, ...]], str]  # of a citation, as a reader opens it
Labels = dict[tuple[int, int], str]


def recommendation_rows(
    work: Work, points: Sequence[LearningPoint], address_of: AddressOf | None = None
) -> list[tuple[str, ...]]:
    """The rows of every export of recommendations: one printed in two documents is one row, as on the page."""
    several = len({point.document_id for point in points}) > 1
    labels = _labels(points)
    return [_row(work, same, labels, address_of, several=several) for same in printed_alike(points)]


def _row(
    work: Work, same: list[LearningPoint], labels: Labels, address_of: AddressOf | None, *, several: bool
) -> tuple[str, ...]:
    point = standing_for(same)
    return (
        work.title,
        point.number,
        as_printed(point.text),
        "; ".join(_pages(one, labels, several=several) for one in same),
        "; ".join(point.addressees),
        "Confirmed" if point.state == "confirmed" else "Found by machine",
        "; ".join(one.document.name for one in same),
        point.identifier,
        "fictional" if work.fictional else "",
        "Found by machine" if work.title_is_guessed else "Confirmed",
        _address(point, address_of),
    )


def as_printed(text: str) -> str:
    """A recommendation with its bullets back and the figures that refer to notes raised."""
    points = (f"{'• ' if point.mark else ''}{point.text}" for point in points_of(text))
    return "\n".join(raised(line, references(line)) for line in points)


def _labels(points: Sequence[LearningPoint]) -> Labels:
    """The printed labels of the pages that differ from their numbers, by document and number."""
    numbers = {(point.document_id, place.page) for point in points for place in point.places.all()}
    pages = Page.objects.filter(document__in={pk for pk, _ in numbers}, number__in={n for _, n in numbers})
    rows = pages.exclude(label="").values_list("document", "number", "label")
    return {(pk, number): label for pk, number, label in rows if label != str(number)}


def _pages(point: LearningPoint, labels: Labels, *, several: bool) -> str:
    """Where it is printed: "12 (printed 10), 40", with the document's name before it where there are several."""
    document = point.document
    found = []
    for place in point.places.all():
        label = labels.get((document.pk, place.page))
        found.append(f"{place.page} (printed {label})" if label else str(place.page))
    pages = ", ".join(found) if document.paged else "no pages"
    return f"{document.name}: {pages}" if several else pages


def _address(point: LearningPoint, address_of: AddressOf | None) -> str:
    place = next(iter(point.places.all()), None)
    if address_of is None or place is None:
        return ""
    return address_of(point.document, tuple(Span(*span) for span in place.spans))
