"""What is like a passage or a learning point, as rows."""

from typing import Any

from django.urls import reverse

from heeded.engine.vocabulary import LearningPointKind
from heeded.search.results import MoreLike, MoreLikePoint, PointHit, ReviewHit
from heeded.web.presenters.addresses import more_like_point_address, page_address, page_words
from heeded.web.presenters.results import Shows, facts_said, passage_row, review_row


def like_passage_rows(found: MoreLike) -> dict[str, Any]:
    """The passage asked about, and a row for each review in which something like it is said."""
    return {
        "passage": passage_row(found.passage, "") | {"why": ()} if found.passage else None,
        "rows": [_in_review(hit) for hit in found.hits],
        "count": sum(len(hit.passages) for hit in found.hits),
    }


def _in_review(hit: ReviewHit) -> dict[str, Any]:
    """The passages of one review. That they are close in meaning is why they stand here: it is not said of each."""
    row = review_row(hit, Shows(alike=True))
    return row | {"more": 0, "passages": [one | {"by_meaning": False} for one in row["passages"]]}


def like_point_rows(found: MoreLikePoint) -> dict[str, Any]:
    """The learning point asked about, and those that say something like it."""
    kind = LearningPointKind(found.point.kind) if found.point else LearningPointKind.RECOMMENDATION
    return {
        "row": _point_row(found.point) if found.point else None,
        "rows": [_point_row(hit) for hit in found.hits],
        "kind": kind.label.lower(),
    }


def _point_row(hit: PointHit) -> dict[str, Any]:
    return {
        "hit": hit,
        "review": reverse("review", args=[hit.work]),
        "facts": facts_said((("board", hit.board), ("year", str(hit.year or ""))), hit.unconfirmed),
        "kind": LearningPointKind(hit.kind).label,
        "page": page_words(hit.page, hit.label, paged=hit.paged),
        "address": page_address(hit.document, hit.page, spans=hit.spans),
        "like": more_like_point_address(hit.identifier),
    }
