"""Learning points by kind: the same one printed in two documents of a review is one row with both places."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from heeded.engine.records import Span
from heeded.engine.vocabulary import LearningPointKind
from heeded.library.models import LearningPoint
from heeded.library.naming import document_title
from heeded.library.repeats import printed_alike, standing_for
from heeded.web.presenters.addresses import page_address, page_words

PLURALS = {
    LearningPointKind.RECOMMENDATION: gettext_lazy("Recommendations"),
    LearningPointKind.FINDING: gettext_lazy("Findings"),
    LearningPointKind.LEARNING: gettext_lazy("Learning points"),
    LearningPointKind.QUESTION: gettext_lazy("Questions to the board"),
    LearningPointKind.GOOD_PRACTICE: gettext_lazy("Good practice"),
}


def learning_groups(points: QuerySet[LearningPoint]) -> list[dict[str, Any]]:
    """For readers: each kind with its rows, each row with the addresses of the places where it is printed."""
    found = list(points.select_related("document").prefetch_related("places").order_by("document", "order"))
    several = len({point.document_id for point in found}) > 1
    groups = []
    for kind in LearningPointKind:
        rows = [_row(same, several=several) for same in printed_alike(p for p in found if p.kind == kind)]
        if rows:
            groups.append({"kind": kind, "label": kind.label, "plural": PLURALS[kind], "rows": rows})
    return groups


def staff_points(points: QuerySet[LearningPoint]) -> list[dict[str, Any]]:
    """For those who check: every record by itself, as each is decided by itself."""
    found = list(points.select_related("document").prefetch_related("places").order_by("document", "order"))
    several = len({point.document_id for point in found}) > 1
    groups = []
    for kind in LearningPointKind:
        rows = [_row([point], several=several) for point in found if point.kind == kind]
        if rows:
            groups.append({"kind": kind, "label": kind.label, "plural": PLURALS[kind], "rows": rows})
    return groups


def _row(same: list[LearningPoint], *, several: bool) -> dict[str, Any]:
    return {
        "point": standing_for(same),
        "same": same,  # each place where it is printed is a record of its own
        "places": [place for point in same for place in _places(point, several=several)],
    }


def places_of(point: LearningPoint) -> list[dict[str, str]]:
    """Where one record is printed: the document, the page and its address."""
    return _places(point, several=True)


def _places(point: LearningPoint, *, several: bool) -> list[dict[str, str]]:
    document = point.document
    return [
        {
            "document": document_title(document) if several else "",
            "words": page_words(place.page, "", paged=document.paged),
            "address": page_address(
                document.identifier, place.page, spans=tuple(Span(*span) for span in place.spans)
            ),
        }
        for place in point.places.all()
    ]
