"""Stamps: short texts that are other ones as soon as what a follower is told may have changed. A few queries over
everything, whatever the number of pages; one too many only costs the making of a record that turns out the same."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Max, QuerySet, Sum

from heeded.briefing.models import RecommendationDecision, Version
from heeded.briefing.queries import issued_briefings
from heeded.core.models import Change
from heeded.library.models import FactDecision, LearningPoint, Work
from heeded.library.queries import visible_works
from heeded.people.viewer import ANONYMOUS
from heeded.reach.following.public import public_documents
from heeded.reach.following.records import library_record

_OF_DOCUMENT = (
    "identifier",
    "work__identifier",
    "name",
    "kind",
    "version",
    "replaces",
    "replaced_is_public",
    "page_count",
    "sha256",
    "pdf_sha256",
    "published_at",
    "visible_from",
    "published_where",
    "rights",
    "licence",
)


def of_everything() -> str:
    """The stamp of all that is public together."""
    public = public_documents().order_by("pk").values_list("pk", "state", "published_at")
    versions = Version.objects.filter(state="issued").aggregate(Max("pk"), Count("pk"), Sum("revision"))
    parts = [
        Change.objects.aggregate(Max("pk"), Count("pk")),
        FactDecision.objects.aggregate(Max("pk"), Count("pk")),
        RecommendationDecision.objects.aggregate(Max("pk"), Count("pk")),
        Work.objects.aggregate(Max("pk"), Count("pk"), Count("withdrawn_at")),
        versions,
        library_record(),
        hashlib.sha256(repr(list(public)).encode()).hexdigest(),
    ]
    return _stamp(parts)


def of_documents() -> dict[str, str]:
    """The stamp of each public document by its identifier, in the order in which they came."""
    rows = list(public_documents().order_by("pk").values("pk", *_OF_DOCUMENT))
    keys = {row["pk"] for row in rows}
    changes = _newest(Change.objects.filter(thing_kind="document"), "thing")
    decided = _newest(RecommendationDecision.objects.all(), "learning_point__document")
    points = _newest(LearningPoint.objects.all(), "document")
    return {
        row["identifier"]: _stamp(
            [
                row | {"replaces": row["replaces"] if row["replaces"] in keys else None},
                changes.get(row["pk"]),
                decided.get(row["pk"]),
                points.get(row["pk"]),
            ]
        )
        for row in rows
    }


def of_works() -> dict[str, str]:
    """The stamp of each public review by its identifier, in the order in which they came."""
    works = (
        visible_works(ANONYMOUS).order_by("pk").values_list("pk", "identifier", "title", "title_is_confirmed")
    )
    documents: dict[int, list[int]] = defaultdict(list)
    for work, document in public_documents().order_by("pk").values_list("work", "pk"):
        documents[work].append(document)
    changes = _newest(Change.objects.filter(thing_kind="work"), "thing")
    decided = _newest(FactDecision.objects.filter(current=True), "work")
    return {
        row[1]: _stamp([row, documents[row[0]], changes.get(row[0]), decided.get(row[0])]) for row in works
    }


def of_briefings() -> dict[str, str]:
    """The stamp of each issued briefing that is for everybody, by its identifier."""
    public = set(public_documents().values_list("identifier", flat=True))
    return {
        version.briefing.identifier: _stamp(
            [version.pk, version.revision, version.issued_at, sorted(public & set(version.sources))]
        )
        for version in issued_briefings(ANONYMOUS)
    }


def _newest(rows: QuerySet[Any], name: str) -> dict[int, int]:
    """The highest key of some rows for each thing that they are about."""
    return dict(rows.values_list(name).annotate(newest=Max("pk")).order_by())


def _stamp(parts: Iterable[object]) -> str:
    return hashlib.sha256(repr(list(parts)).encode()).hexdigest()
