"""Giving each telling the next number, and writing it down."""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max

from heeded.core.clock import now
from heeded.core.models import Tombstone
from heeded.core.transactions import one_at_a_time
from heeded.library.models import Document, Publication
from heeded.library.queries import is_public
from heeded.reach.following.records import ORDER, Key


class Told(NamedTuple):
    """What a follower is to hear of one thing."""

    sha256: str
    stamp: str = ""


@dataclass(slots=True)
class Found:
    """What is public at this moment: hashes of the records that were made, stamps of those left as they are."""

    there: set[Key] = field(default_factory=set)
    made: dict[Key, Told] = field(default_factory=dict)
    complete: bool = True


def newest_number() -> int:
    """The number of the last telling, 0 before the first."""
    return int(Publication.objects.aggregate(newest=Max("number"))["newest"] or 0)


def write(found: Found, *, whole: bool = True) -> None:
    """Give the next numbers: first to what went, then to the rest in the order in which one stands on the other.
    One process at a time, so that a lower number is never seen after a higher one."""
    with transaction.atomic():
        one_at_a_time("publications")
        held = {Key(row.kind, row.identifier): row for row in Publication.objects.all()}
        number = newest_number()
        if whole:
            gone = [row for key, row in held.items() if key not in found.there and not row.is_gone]
            for row in sorted(gone, key=lambda row: -ORDER.index(row.kind)):
                number += 1
                _tell_gone(row, number)
        for key, told in sorted(found.made.items(), key=lambda pair: ORDER.index(pair[0].kind)):
            row = held.get(key) or Publication(kind=key.kind, identifier=key.identifier)
            if not whole and (row.pk is None or row.is_gone):
                continue  # it went, and another process told so, while its record was being made
            number += _tell(row, told, number + 1)


def _tell(row: Publication, told: Told, number: int) -> bool:
    """Write a row where something differs; whether followers are to hear of it."""
    news = row.is_gone or row.sha256 != told.sha256
    if news:
        row.number, row.at = number, now()
        row.sha256, row.is_gone, row.reason = told.sha256, False, ""
    if news or row.stamp != told.stamp:
        row.stamp = told.stamp
        row.save()
    return news


def _tell_gone(row: Publication, number: int) -> None:
    row.number, row.at = number, now()
    row.is_gone, row.sha256, row.stamp, row.reason = True, "", "", _reason(row)
    row.save()


def _reason(row: Publication) -> str:
    """The kind of reason, for a document: what was erased, withdrawn, replaced by a newer version, or hidden again."""
    if Tombstone.objects.filter(thing_kind=row.kind, thing=row.identifier).exists():
        return "erased"
    if row.kind != "document":
        return ""
    document = Document.objects.filter(identifier=row.identifier).first()
    if document is None:
        return "erased"
    if document.state == "withdrawn":
        return "withdrawn"
    replaced = (
        document.state == "published" and not Document.objects.filter(is_public(), pk=document.pk).exists()
    )
    return "replaced" if replaced and document.replaced_by.exists() else "hidden"
