"""A record from the main library becomes rows here: the same identifiers, the same text of each page, so that every
citation holds. Taking the same record twice changes nothing."""

import json
from typing import Any

from django.db import transaction

from heeded.core.clock import now
from heeded.core.services import record as write_audit
from heeded.library.models import Document, Followed, LibrarySettings, Work
from heeded.library.services import forget_file
from heeded.reach.following._main import FOLLOWER
from heeded.reach.following._taking_briefings import take_briefing
from heeded.reach.following._taking_documents import files_of, take_document
from heeded.reach.following._taking_works import take_work
from heeded.reach.following.public import FORM
from heeded.reach.following.records import Key


class Unreadable(Exception):
    """A record that this version of Heeded cannot take. Its text says why."""


def read(content: bytes, kind: str, identifier: str) -> dict[str, Any]:
    """A record as it arrived.

    Raises:
        Unreadable: it is no record of this thing, or of a newer form.
    """
    try:
        record = json.loads(content)
    except ValueError as error:
        raise Unreadable("it is no JSON") from error
    if not isinstance(record, dict) or record.get("form") != FORM:
        raise Unreadable("it is written in a form that this version of Heeded does not know")
    if (record.get("kind"), record.get("identifier")) != (kind, identifier):
        raise Unreadable("it is of another thing")
    return record


def stands_on(record: dict[str, Any]) -> list[Key]:
    """What must be here before a record can be taken, and is not."""
    works, documents = _needs(record)
    held_works = set(Work.objects.filter(identifier__in=works).values_list("identifier", flat=True))
    held = set(Document.objects.filter(identifier__in=documents).values_list("identifier", flat=True))
    missing = [Key("work", one) for one in sorted(works - held_works)]
    return missing + [Key("document", one) for one in sorted(documents - held)]


def take(record: dict[str, Any], sha256: str) -> None:
    """Lay a record down, with the hash that it is known by. Its files must be in the store already.

    Raises:
        Unreadable: something in it is not what it should be.
    """
    before = _files_before(record)
    try:
        with transaction.atomic():
            _lay_down(record)
            Followed.objects.update_or_create(
                kind=record["kind"],
                identifier=record["identifier"],
                defaults={"sha256": sha256, "taken_at": now(), "going": False, "reason": "", "hashes": []},
            )
            thing = record["identifier"]
            write_audit("follow.take", by=FOLLOWER, thing_kind=record["kind"], thing=thing, sha256=sha256)
    except (KeyError, TypeError, ValueError) as error:
        raise Unreadable(
            f"it holds something else than it should ({type(error).__name__}: {error})"
        ) from error
    for old in before:
        forget_file(old)


def _lay_down(record: dict[str, Any]) -> None:
    match record["kind"]:
        case "library":
            _take_library(record)
        case "work":
            take_work(record)
        case "document":
            take_document(record)
        case "briefing":
            take_briefing(record)


def _take_library(record: dict[str, Any]) -> None:
    LibrarySettings.objects.filter(pk=1).update(
        name=str(record["name"])[:120],
        fictional=bool(record["fictional"]),
        danger_line=str(record["danger_line"])[:300],
        own_synonyms=str(record["synonyms"]),
    )


def _needs(record: dict[str, Any]) -> tuple[set[str], set[str]]:
    if record["kind"] == "document":
        return {record["work"]}, {record["replaces"]} - {""}
    if record["kind"] == "briefing":
        cited = {line["document"] for line in record["lines"]} | set(record["sources"])
        return {record["work"]} - {""}, cited - {""}
    return set(), set()


def _files_before(record: dict[str, Any]) -> set[str]:
    """Files that a document had here and that its new record does not name."""
    if record["kind"] != "document":
        return set()
    held = Document.objects.filter(identifier=record["identifier"]).values_list(*Document.FILES).first()
    return {sha256 for sha256 in held or () if sha256} - {
        file["sha256"] for file in files_of(record).values()
    }
