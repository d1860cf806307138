"""What erasing takes away, counted, so that whoever does it knows."""

from collections.abc import Sequence
from typing import Any

from heeded.library.models import Document, LearningPoint, Problem


def what_goes(documents: Sequence[Document]) -> dict[str, Any]:
    """The documents with their pages and learning points, and whether their review goes with them."""
    keys = [document.pk for document in documents]
    works = {document.work for document in documents}
    emptied = [work for work in works if not work.documents.exclude(pk__in=keys).exists()]
    return {
        "documents": documents,
        "pages": sum(document.page_count for document in documents),
        "points": LearningPoint.objects.filter(document__in=keys).count(),
        "review_goes": any(not work.catalogued for work in emptied),
        "record_stays": any(work.catalogued for work in emptied),
        "problems": Problem.objects.filter(work__in=[w for w in emptied if not w.catalogued]).count(),
        "older_is_restricted": _uncovers(documents, keys),
    }


def _uncovers(documents: Sequence[Document], keys: list[int]) -> bool:
    """Whether an older version stays that readers could not see: it is restricted then, not shown again."""
    older = [document.replaces for document in documents if document.replaces and document.published_at]
    return any(
        one.pk not in keys and one.state == "published" and not one.replaced_is_public for one in older
    )
