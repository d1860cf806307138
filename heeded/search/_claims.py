"""Which documents wait for their vectors, and which worker has taken which."""

from collections.abc import Iterable
from datetime import timedelta

import numpy as np
from django.db import IntegrityError, transaction
from django.db.models import Count, Max, Q, QuerySet

from heeded.core.clock import now
from heeded.core.models import Change
from heeded.core.services import ChangeKind, note_change
from heeded.library.models import Document, LearningPoint, Passage
from heeded.search.models import DocumentVectors
from heeded.search.vectors._rows import KEY

_CLAIM = timedelta(minutes=10)  # far more than one document takes: after that its worker is dead
_ALL = "library"  # in the place of a document, in the change log


def with_passages() -> QuerySet[Document]:
    """Documents that have something to compare."""
    return Document.objects.filter(pk__in=Passage.objects.values("document"))


def waiting(model: str, *, among: Iterable[int] | None = None) -> list[int]:
    """Documents that have no vectors of this model or whose passages or learning points were made anew, oldest first.
    A glance: it compares keys and numbers; `embed_document` compares words."""
    chosen = Document.objects.all() if among is None else Document.objects.filter(pk__in=list(among))
    passages = dict(_counted(Passage, chosen))
    points = dict(_counted(LearningPoint, chosen))
    made = {
        row.document_id: (_last(row.passages), _last(row.points))
        for row in DocumentVectors.objects.filter(document__in=chosen, model=model).only(
            "document", "passages", "points"
        )
    }
    nothing = (0, 0)
    return [
        document
        for document, seen in sorted(passages.items())
        if made.get(document) != (seen, points.get(document, nothing))
    ]


@transaction.atomic
def disown_all() -> None:
    """Have all vectors made anew, by whichever workers are free: they hear of it, should this one be stopped."""
    DocumentVectors.objects.update(model="")
    note_change(ChangeKind.VECTORS, thing_kind=_ALL, thing=0)


def is_of_all(change: Change) -> bool:
    """Does it say that all vectors are to be made anew?"""
    return change.kind == ChangeKind.VECTORS and change.thing_kind == _ALL


def _counted(
    kind: type[Passage | LearningPoint], documents: QuerySet[Document]
) -> list[tuple[int, tuple[int, int]]]:
    rows = kind.objects.filter(document__in=documents).values("document").order_by()
    counted = rows.annotate(number=Count("pk"), newest=Max("pk")).values_list("document", "number", "newest")
    return [(document, (number, newest)) for document, number, newest in counted]


def _last(keys: bytes | memoryview) -> tuple[int, int]:
    found = np.frombuffer(bytes(keys), KEY)
    return (len(found), int(found.max())) if len(found) else (0, 0)


def claim(document: int) -> bool:
    """Take a document, unless another worker has it: two that are asked at once cannot both have it."""
    try:
        with transaction.atomic():
            DocumentVectors.objects.get_or_create(document_id=document)
    except IntegrityError:  # it went this moment
        return False
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=now())
    taken = DocumentVectors.objects.filter(free, document=document).update(claimed_until=now() + _CLAIM)
    return taken == 1


def release(document: int) -> None:
    """Give a document back."""
    DocumentVectors.objects.filter(document=document).update(claimed_until=None)
