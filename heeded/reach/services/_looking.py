"""Holding a saved search against the documents that are new to its owner."""

import time
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from heeded.core.clock import now
from heeded.people.models import Message
from heeded.people.viewer import Viewer
from heeded.reach.models import Alert, Answer, SavedSearch
from heeded.reach.owners import owner_of, readable
from heeded.reach.places import Found, meaning_is_coming, places_in, without_facts
from heeded.reach.ranges import as_keys, as_text
from heeded.reach.schedule import last_look, next_look
from heeded.reach.strength import Bar

AGAIN = timedelta(minutes=5)  # until the next look, where some documents were not findable in full yet
PATIENCE = timedelta(hours=2)  # after that what was found is told, whatever is still to come
SUBJECT = "Heeded: a saved search"  # as it waits; the words of a letter are written when it is sent


@dataclass(slots=True)
class Looked:
    """What one look came to. `whole` is false where documents are left for the next one; `patient` is a look that
    leaves documents whose vectors are still to come; `told`: a letter was written."""

    known: set[int]
    waiting: set[int]
    bar: Bar
    patient: bool = True
    found: dict[int, Found] = field(default_factory=dict)
    whole: bool = True
    told: bool = False


def look(
    search: SavedSearch, *, seconds: float = 5.0, telling: bool = False, dry_run: bool = False
) -> Looked:
    """Hold a search against the documents that its owner could not see before, for about so many seconds, and write
    down which answer it. With `telling`, the look is the one that was due: a letter is written where one is wanted.

    What was found and the letter are one transaction; where another worker was quicker, nothing is written twice.
    """
    looked = _held_against(search, owner_of(search.account), until=time.monotonic() + seconds)
    if not dry_run:
        _write_down(search, looked, telling=telling)
    return looked


def _held_against(search: SavedSearch, owner: Viewer, *, until: float) -> Looked:
    looked = Looked(as_keys(search.known), as_keys(search.waiting), Bar(owner, search.request()))
    visible = readable(owner)
    keys = set(visible.values_list("pk", flat=True))
    new = sorted((keys - looked.known) | (looked.waiting & keys))
    identifiers = dict(visible.filter(pk__in=new).values_list("pk", "identifier")) if new else {}
    looked.patient = bool(new) and not _is_overdue(search, now()) and meaning_is_coming()
    for document, identifier in identifiers.items():
        if time.monotonic() > until:
            looked.whole = False
            break
        _hold(search, owner, looked, document, identifier)
    return looked


def _hold(search: SavedSearch, owner: Viewer, looked: Looked, document: int, identifier: str) -> None:
    """One document: it answers, may answer once its review is filed, does not, or cannot be told yet."""
    request = search.request()
    found = places_in(owner, request, identifier)
    if found.places:
        strong = looked.bar.is_reached(found.weight)
        if strong is None and looked.patient:
            looked.whole = False
            return
        looked.found[document] = replace(found, strong=strong is not False)
        looked.known.add(document)
        looked.waiting.discard(document)
        return
    if not found.by_words or (looked.patient and not found.by_meaning):
        looked.whole = False
        return
    wider = without_facts(request)
    if document not in looked.waiting and wider and places_in(owner, wider, identifier).places:
        looked.waiting.add(document)
    looked.known.add(document)


def _write_down(search: SavedSearch, looked: Looked, *, telling: bool) -> None:
    at = now()
    tells = telling and (looked.whole or _is_overdue(search, at))
    changes = {"known": as_text(looked.known), "waiting": as_text(looked.waiting), "looked_at": at}
    if not telling and (changes["known"], changes["waiting"]) == (search.known, search.waiting):
        return  # a page that is opened again: nothing new to write down
    if telling:
        next_one = next_look(search.often, after=at, hour=settings.ALERTS_HOUR)
        changes["next_look_at"] = next_one if tells else at + AGAIN
    with transaction.atomic():
        mine = SavedSearch.objects.filter(pk=search.pk, looks=search.looks, often=search.often)
        if not mine.update(looks=F("looks") + 1, **changes):
            return  # another worker was quicker, or its owner changed it
        search.looks += 1
        _keep(search, looked.found, at)
        if tells:
            looked.told = _tell(SavedSearch.objects.select_related("account").get(pk=search.pk), at)


def _is_overdue(search: SavedSearch, at: datetime) -> bool:
    """Whether the look that was due has been put off, and for too long."""
    if search.next_look_at is None:
        return False
    due = last_look(search.often, before=search.next_look_at, hour=settings.ALERTS_HOUR)
    return due is not None and search.next_look_at > due and at - due > PATIENCE


def _keep(search: SavedSearch, found: dict[int, Found], at: datetime) -> None:
    rows = [
        Answer(
            search=search,
            document_id=document,
            found_at=at,
            places=list(one.places),
            matching=one.matching,
            is_loose=not one.strong,
        )
        for document, one in found.items()
    ]
    Answer.objects.bulk_create(rows, ignore_conflicts=True)


def _tell(search: SavedSearch, at: datetime) -> bool:
    """Write a letter about what was neither told nor seen; whether there was one to write. Where none is wanted, count
    it as told. Loose answers make no letter: they wait for one that goes anyway."""
    untold = search.answers.filter(told_at__isnull=True)
    unseen = untold.filter(seen_at__isnull=True)
    writes = search.by_mail and unseen.filter(is_loose=False).exists()
    if writes:
        message = Message.objects.create(
            account=search.account, to=search.account.email, subject=SUBJECT, body="", written_at=at
        )
        alert = Alert.objects.create(search=search, message=message, made_at=at)
        unseen.update(alert=alert)
    elif search.by_mail:
        untold = untold.exclude(is_loose=True, seen_at__isnull=True)
    untold.update(told_at=at)
    return writes
