"""What a search may look at: documents this viewer may see now, and filters that may be combined."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from django.core.exceptions import EmptyResultSet
from django.db import connection

from heeded.core.queries import Place, after
from heeded.core.services import ChangeKind
from heeded.library.models import Document
from heeded.library.queries import visible_documents
from heeded.people.permissions import Permission
from heeded.people.viewer import ANONYMOUS, Viewer
from heeded.search._filing import Eyes
from heeded.search._shelf import Shelf
from heeded.search.request import SearchRequest


@dataclass(frozen=True, slots=True)
class Scope:
    """The viewer's part of the shelf. `visible` masks its documents; `behind` of the visible are left out
    because their newest text is not in the index yet."""

    visible: np.ndarray
    usable: np.ndarray
    eyes: Eyes
    behind: int

    @property
    def seen(self) -> bool:
        return bool(self.usable.any())


def scope_of(viewer: Viewer, shelf: Shelf, *, index_place: Place) -> Scope:
    """Asked of the database each time: an embargo ends by the clock, not by a change."""
    visible = mask_of_keys(shelf, visible_keys(viewer))
    waiting = np.zeros_like(visible)
    if index_place != shelf.newest.place:
        waiting = mask_of_keys(shelf, not_indexed_yet(index_place)) & visible
    eyes = Eyes(visible, Permission.SEE_UNCONFIRMED in viewer.permissions)
    return Scope(visible, visible & ~waiting, eyes, int(waiting.sum()))


def public_mask(shelf: Shelf) -> np.ndarray:
    """The documents that everybody may see: spelling is learnt from these alone."""
    return mask_of_keys(shelf, visible_keys(ANONYMOUS))


def visible_keys(viewer: Viewer) -> np.ndarray:
    """The keys of the documents that this viewer may see, by the filter that all doors share.

    Fetched without making a row of each: with thousands of documents that would cost more than the search.
    """
    rows = visible_documents(viewer).filter(work__withdrawn_at__isnull=True).order_by().values_list("pk")
    try:
        statement, values = rows.query.sql_with_params()
    except EmptyResultSet:
        return np.zeros(0, np.int64)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found = cursor.fetchall()
    return np.fromiter(chain.from_iterable(found), np.int64, len(found))


def seen_documents(shelf: Shelf, scope: Scope) -> set[int] | None:
    """The documents whose proposals the viewer may be shown; None: no proposals at all."""
    return {int(key) for key in shelf.documents[scope.visible]} if scope.eyes.proposals else None


def limited(shelf: Shelf, scope: Scope, request: SearchRequest) -> np.ndarray:
    """The usable documents inside the review or document that the request names, if it names one."""
    found = scope.usable
    if request.work:
        numbers = [number for number, filed in enumerate(shelf.works) if filed.identifier == request.work]
        found = found & np.isin(shelf.work_of, numbers)
    if request.document:
        found = found & mask_of_keys(
            shelf, list(Document.objects.filter(identifier=request.document).values_list("pk", flat=True))
        )
    return found


def not_indexed_yet(index_place: Place) -> list[int]:
    """Documents whose passages changed after the change that the index has reached."""
    waiting = after(index_place).filter(kind__in=[ChangeKind.PASSAGES, ChangeKind.ERASED])
    things = list(waiting.values_list("thing_kind", "thing"))
    documents = [thing for kind, thing in things if kind == "document"]
    works = [thing for kind, thing in things if kind == "work"]
    if works:
        documents += Document.objects.filter(work__in=works).values_list("pk", flat=True)
    return documents


def mask_of_keys(shelf: Shelf, keys: Sequence[int] | np.ndarray) -> np.ndarray:
    """The documents of the shelf that are among the keys. Keys not on the shelf are passed over."""
    found = np.zeros(len(shelf.documents), bool)
    at = shelf.places_of(keys)
    found[at[at >= 0]] = True
    return found
