"""The NHS safeguarding case review tracker: its entries taken in from its CSV, each once, and named as reviews here."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import sha256
from json import dumps
from typing import Any, BinaryIO

from django.db import transaction

from heeded.core.clock import now
from heeded.core.errors import Refused
from heeded.core.services import record
from heeded.core.transactions import one_at_a_time
from heeded.engine.plans import NotUnderstood, Tracker, TrackerEntry
from heeded.library.at_hand import open_safely
from heeded.library.models import Work
from heeded.library.queries import visible_works
from heeded.people.models import Organisation
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer
from heeded.practice.errors import NoSuchPoint
from heeded.practice.models import TrackerRecord
from heeded.practice.queries import Tracked, tracker_entries, tracker_of
from heeded.practice.services._holding import must_for

_LARGEST = 20 << 20  # bytes
_SECONDS = 60


@dataclass(frozen=True, slots=True)
class TrackerTaken:
    """What became of a tracker's file: entries that are new, that say something else than before, and that were here
    as they are; what was not understood; headings that are none of the tracker's."""

    new: int
    changed: int
    here: int
    not_understood: tuple[NotUnderstood, ...]
    left_out: tuple[str, ...]


def take_tracker(board: Organisation, stream: BinaryIO, *, by: Viewer) -> TrackerTaken:
    """Take in a tracker's CSV. An entry that is here already, by StEIS number or local reference, is brought up to
    date; the same file taken twice is taken once. What was written here comes back as it went: an entry that bears
    the identifier of a review is of that review, and what Heeded filled in is not kept as the file's own words.

    Raises:
        NotAllowed: they do not keep that board's plan.
        Refused: it is no tracker, or larger than 20 megabytes.
    """
    must_for(by, Permission.MANAGE_PLAN, board)
    content = stream.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise Refused("This file is larger than 20 megabytes.")
    tracker = open_safely("heeded.engine.plans:read_tracker", content, seconds=_SECONDS)
    assert isinstance(tracker, Tracker)
    return _taken(board, tracker, by=by)


@transaction.atomic
def name_tracked(tracked: TrackerRecord, work: Work | None, *, by: Viewer) -> TrackerRecord:
    """Say which review here an entry of the tracker is; None takes that back.

    Raises:
        NotAllowed: they do not keep that board's plan.
        NoSuchPoint: the review is not one that they may see.
    """
    held = TrackerRecord.objects.select_for_update(of=("self",)).select_related("board").get(pk=tracked.pk)
    must_for(by, Permission.MANAGE_PLAN, held.board)
    if work is not None and not visible_works(by).filter(pk=work.pk).exists():
        raise NoSuchPoint("There is no such review.")
    if held.work_id != (work.pk if work else None):
        held.work = work
        held.sources = _documents(work)
        held.save(update_fields=["work", "sources"])
        record("tracker.name", by=by, thing_kind="tracker-record", thing=held.identifier)
    return held


@transaction.atomic
def _taken(board: Organisation, tracker: Tracker, *, by: Viewer) -> TrackerTaken:
    one_at_a_time("tracker", board.pk)
    known = _Known(board, tracker_of(by, board))
    counts = {"new": 0, "changed": 0, "here": 0}
    for entry in tracker.entries:
        before, work = known.of(entry)
        said = known.own_words(_said(entry), before, work)
        if before is None:
            known.held[_key(entry)] = TrackerRecord.objects.create(
                board=board,
                key=_key(entry),
                work=work,
                said=said,
                sources=_documents(work),
                taken_by=by.audit_name,
                taken_at=now(),
            )
            counts["new"] += 1
        elif before.said == said:
            counts["here"] += 1
        else:
            before.said, before.taken_by, before.taken_at = said, by.audit_name, now()
            before.save(update_fields=["said", "taken_by", "taken_at"])
            counts["changed"] += 1
    if counts["new"] or counts["changed"]:
        record("tracker.take", by=by, thing_kind="organisation", thing=board.identifier, **counts)
    return TrackerTaken(**counts, not_understood=tracker.not_understood, left_out=tracker.left_out)


class _Known:
    """What is here of a board's reviews while a file is taken in."""

    def __init__(self, board: Organisation, rows: Sequence[Tracked]) -> None:
        self.held = {row.tracked.key: row.tracked for row in rows if row.tracked}
        bare = tracker_entries(board, [replace(row, tracked=None) for row in rows])
        named = [(row, row.work, _said(entry)) for row, entry in zip(rows, bare, strict=True) if row.work]
        self._works = {work.identifier: work for _, work, _ in named}
        self._filled_in = {work.pk: said for _, work, said in named}
        self._of_work = {
            work.pk: row.tracked
            for row, work, _ in named
            if row.tracked and not row.tracked.key.startswith("steis_number:")
        }

    def of(self, entry: TrackerEntry) -> tuple[TrackerRecord | None, Work | None]:
        """The entry as it is here, and its review: known too by the identifier that Heeded writes as its reference."""
        ours = self._works.get(entry.local_reference)
        before = self.held.get(_key(entry)) or (self._of_work.get(ours.pk) if ours else None)
        return before, before.work if before else ours

    def own_words(
        self, said: dict[str, Any], before: TrackerRecord | None, work: Work | None
    ) -> dict[str, Any]:
        """What a file says of its own accord. Kept, what repeats Heeded would stand still while the plan goes on."""
        stood = before.said if before else {}
        filled_in = self._filled_in.get(work.pk, {}) if work else {}
        return {name: value for name, value in said.items() if name in stood or filled_in.get(name) != value}


def _key(entry: TrackerEntry) -> str:
    """What makes it the same entry again: its StEIS number, its local reference, or all that it says."""
    for name in ("steis_number", "local_reference"):
        value = str(getattr(entry, name)).strip()
        if value:
            return f"{name}:{value}"[:120]
    return f"all:{sha256(dumps(_said(entry), sort_keys=True).encode()).hexdigest()}"


def _said(entry: TrackerEntry) -> dict[str, Any]:
    said = {name: value for name, value in asdict(entry).items() if value not in ("", None, ())}
    return {
        name: value.isoformat() if isinstance(value, date) else list(value) if name == "themes" else value
        for name, value in said.items()
    }


def _documents(work: Work | None) -> list[str]:
    return list(work.documents.order_by("identifier").values_list("identifier", flat=True)) if work else []
