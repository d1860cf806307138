"""On the main library: what followers are told, in order. Each public thing has one row with the number of its last
telling; whatever was public and is not any more stays as a row that says so.

Rows are brought up to date when somebody asks. That an embargo ended is no change that anybody wrote down, so what is
public is asked of the clock each time; a record is only made anew where its stamp says that it may have changed.
"""

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max

from heeded.core.clock import now
from heeded.core.errors import HeededError
from heeded.core.models import Tombstone
from heeded.engine.reading._errors import ReadingError
from heeded.library.models import Document, LibrarySettings, Publication
from heeded.library.queries import is_public, visible_works
from heeded.people.viewer import ANONYMOUS
from heeded.reach.following import _stamps
from heeded.reach.following._work_record import work_records
from heeded.reach.following.records import ORDER, OWN, hash_of, library_record, record_of, written

log = logging.getLogger(__name__)
_AT_ONCE = 500  # reviews whose records are made together
_SECONDS = 8.0  # that one asking spends on making records of documents; the next goes on


class Key(NamedTuple):
    kind: str
    identifier: str


class Told(NamedTuple):
    """What a follower is to hear of one thing."""

    sha256: str
    stamp: str = ""


@dataclass(slots=True)
class _Found:
    """What is public at this moment: hashes of the records that were made, stamps of those left as they are."""

    there: set[Key] = field(default_factory=set)
    made: dict[Key, Told] = field(default_factory=dict)
    complete: bool = True


def publications_after(number: int, *, limit: int) -> list[Publication]:
    """The rows told after a number, in order."""
    return list(Publication.objects.filter(number__gt=number).order_by("number")[:limit])


def newest_number() -> int:
    """The number of the last telling, 0 before the first."""
    return int(Publication.objects.aggregate(newest=Max("number"))["newest"] or 0)


def bring_up_to_date(*, seconds: float = _SECONDS) -> bool:
    """Tell what became public, changed or went since somebody asked last. False: there are documents whose records
    are still to be made; ask again."""
    stamp = _stamps.of_everything()
    held = {Key(row.kind, row.identifier): row for row in Publication.objects.all()}
    own = held.get(Key("library", OWN))
    if own is not None and own.stamp == stamp:
        return True
    found = _look(held, until=time.monotonic() + seconds)
    found.made[Key("library", OWN)] = Told(
        hash_of(written(library_record())), stamp if found.complete else ""
    )
    found.there.add(Key("library", OWN))
    _write(found)
    return found.complete


def record_told(kind: str, identifier: str) -> bytes:
    """The record of one public thing. Where it has changed since it was told, it is told again.

    Raises:
        NotFound: there is no such thing, or it is not public.
        ReadingError: no copy for readers can be made of a document.
    """
    content = record_of(kind, identifier)
    row = Publication.objects.filter(kind=kind, identifier=identifier).first()
    if row is not None and not row.is_gone and row.sha256 != hash_of(content):
        key = Key(kind, identifier)
        _write(_Found({key}, {key: Told(hash_of(content))}), whole=False)
    return content


def _look(held: Mapping[Key, Publication], *, until: float) -> _Found:
    found = _Found()
    works = _changed(found, held, "work", _stamps.of_works())
    rows = list(visible_works(ANONYMOUS).filter(identifier__in=works))
    for first in range(0, len(rows), _AT_ONCE):
        for record in work_records(rows[first : first + _AT_ONCE]):
            name = record["identifier"]
            found.made[Key("work", name)] = Told(hash_of(written(record)), works[name])
    for kind, stamps in (("briefing", _stamps.of_briefings()), ("document", _stamps.of_documents())):
        for name, stamp in _changed(found, held, kind, stamps).items():
            if time.monotonic() > until:
                found.complete = False
                break
            if (sha256 := _hash_of(kind, name)) is not None:
                found.made[Key(kind, name)] = Told(sha256, stamp)
    return found


def _changed(
    found: _Found, held: Mapping[Key, Publication], kind: str, stamps: Mapping[str, str]
) -> dict[str, str]:
    """Those whose records may have changed since they were told; all of them are there."""
    found.there |= {Key(kind, name) for name in stamps}
    told = {name: held.get(Key(kind, name)) for name in stamps}
    return {
        name: stamp
        for name, stamp in stamps.items()
        if (row := told[name]) is None or row.is_gone or row.stamp != stamp
    }


def _hash_of(kind: str, identifier: str) -> str | None:
    try:
        return hash_of(record_of(kind, identifier))
    except (HeededError, ReadingError, OSError) as error:
        log.warning("the %s %s cannot be given to followers: %s", kind, identifier, error)
        return None


def _write(found: _Found, *, whole: bool = True) -> None:
    """Give the next numbers: first to what went, then to the rest in the order in which one stands on the other.
    One process at a time, so that a lower number is never seen after a higher one."""
    with transaction.atomic():
        LibrarySettings.objects.select_for_update().get_or_create(pk=1)
        held = {Key(row.kind, row.identifier): row for row in Publication.objects.all()}
        number = newest_number()
        if whole:
            gone = [row for key, row in held.items() if key not in found.there and not row.is_gone]
            for row in sorted(gone, key=lambda row: -ORDER.index(row.kind)):
                number += 1
                _tell_gone(row, number)
        for key, told in sorted(found.made.items(), key=lambda pair: ORDER.index(pair[0].kind)):
            row = held.get(key) or Publication(kind=key.kind, identifier=key.identifier)
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
