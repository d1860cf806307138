"""On the main library: what followers are told, in order. Each public thing has one row with the number of its last
telling; whatever was public and is not any more stays as a row that says so.

Rows are brought up to date when somebody asks. That an embargo ended is no change that anybody wrote down, so what is
public is asked of the clock each time; a record is only made anew where its stamp says that it may have changed.
"""

import logging
import time
from collections.abc import Mapping

from heeded.core.errors import HeededError
from heeded.engine.reading import ReadingError
from heeded.library.models import Publication
from heeded.library.queries import visible_works
from heeded.people.viewer import ANONYMOUS
from heeded.reach.following import _stamps
from heeded.reach.following._work_record import work_records
from heeded.reach.following.numbering import Found, Told, write
from heeded.reach.following.records import OWN, Key, hash_of, library_record, record_of, written

log = logging.getLogger(__name__)
_AT_ONCE = 500  # reviews whose records are made together
_SECONDS = 8.0  # that one asking spends on making records of documents; the next goes on


def publications_after(number: int, *, limit: int) -> list[Publication]:
    """The rows told after a number, in order."""
    return list(Publication.objects.filter(number__gt=number).order_by("number")[:limit])


def bring_up_to_date(*, seconds: float = _SECONDS) -> bool:
    """Tell what became public, changed or went since somebody asked last. False: there are documents whose records
    are still to be made; ask again."""
    stamp = _stamps.of_everything()
    if Publication.objects.filter(kind="library", identifier=OWN, stamp=stamp).exists():
        return True
    held = {Key(row.kind, row.identifier): row for row in Publication.objects.all()}
    found = _look(held, until=time.monotonic() + seconds)
    found.made[Key("library", OWN)] = Told(
        hash_of(written(library_record())), stamp if found.complete else ""
    )
    found.there.add(Key("library", OWN))
    write(found)
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
        write(Found({key}, {key: Told(hash_of(content))}), whole=False)
    return content


def _look(held: Mapping[Key, Publication], *, until: float) -> Found:
    found = Found()
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
    found: Found, held: Mapping[Key, Publication], kind: str, stamps: Mapping[str, str]
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
