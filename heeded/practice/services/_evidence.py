"""Evidence: put down, with its file and figures; shown; taken away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import PurePath
from typing import BinaryIO

from django.db import transaction

from heeded.core.clock import now, today
from heeded.core.errors import NotAllowed, Refused
from heeded.engine.plain_text import plain_text
from heeded.library import files
from heeded.library.services import forget_file
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer
from heeded.practice.errors import NoSuchEvidence
from heeded.practice.kinds import NEVER_ALONE, EvidenceKind
from heeded.practice.models import Action, Addressee, Evidence, EvidenceFigure, PlanItem
from heeded.practice.queries import visible_evidence
from heeded.practice.services._days import checked_day
from heeded.practice.services._evidence_copies import copy_evidence, held_evidence
from heeded.practice.services._holding import checked_words, held_item, may_for, tell

LARGEST = 200 << 20  # bytes of a file
_MOST_FIGURES = 1000


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of data over time: so many, out of so many where that is known."""

    on: date
    value: float
    out_of: float | None = None


@dataclass(frozen=True, slots=True)
class EvidenceGiven:
    """What somebody puts down as evidence. `file` is read to its end; `dated` is the day that it tells of."""

    kind: EvidenceKind
    title: str
    shows: str = ""
    dated: date | None = None
    action: Action | None = None
    figures: Sequence[Figure] = ()
    file: BinaryIO | None = field(default=None, compare=False)
    file_name: str = ""


@transaction.atomic
def add_evidence(item: PlanItem, given: EvidenceGiven, *, by: Viewer) -> Evidence:
    """Put down evidence, restricted until the board shows it.

    Raises:
        NoSuchItem: there is none that they may see.
        NotAllowed: they neither keep the plan, nor own the action, nor answer for who does or is asked.
        Refused: no title, figures for one day twice, a day that is to come, or too large a file.
    """
    held = held_item(item, by=by)
    if not _may_add(held, given.action, by=by):
        raise NotAllowed("You cannot add evidence here.", advice="The owner of the action can.")
    return put_down(held, given, by=by)


def show_evidence(evidence: Evidence, *, by: Viewer, shown: bool = True) -> Evidence:
    """Let everybody who sees the item see its evidence too, with a copy of its file that says nothing besides what a
    reader sees in it; or restrict it again. Twice is once.

    Raises:
        NoSuchEvidence: there is none that they may see.
        NotAllowed: they do not keep the plan.
        Refused: no such copy can be made of its file; why, and what to do.
    """
    if shown:
        copy_evidence(evidence, by=by)
    return _shown(evidence, shown, by=by)


@transaction.atomic
def _shown(evidence: Evidence, shown: bool, *, by: Viewer) -> Evidence:
    held = held_evidence(evidence, by=by)
    if (held.shown_at is not None) != shown:
        held.shown_by, held.shown_at = (by.audit_name, now()) if shown else ("", None)
        held.save(update_fields=["shown_by", "shown_at"])
        action = "evidence.show" if shown else "evidence.restrict"
        tell(action, held.item, by=by, thing=("evidence", held.identifier))
    return held


@transaction.atomic
def take_evidence_away(evidence: Evidence, *, by: Viewer) -> Evidence:
    """Take evidence away for good: words and figures go, and the file is overwritten. That it was there stays.

    Raises:
        NoSuchEvidence: there is none that they may see.
        NotAllowed: they do not keep the plan.
        Refused: a practice check that was made rests on it.
    """
    held = held_evidence(evidence, by=by)
    if held.checks.filter(made_at__isnull=False).exists() or held.responses.exists():
        raise Refused("An answer or a practice check rests on it.", advice="Restrict it instead.")
    empty(held)
    held.taken_away_by, held.taken_away_at = by.audit_name, now()
    held.save()
    tell("evidence.take-away", held.item, by=by, thing=("evidence", held.identifier))
    return held


def put_down(item: PlanItem, given: Evidence | EvidenceGiven, *, by: Viewer) -> Evidence:
    """Evidence of an item that is held: what it has already, or what is given now."""
    if isinstance(given, Evidence):
        found = visible_evidence(by).filter(pk=given.pk, item=item).first()
        if found is None:
            raise NoSuchEvidence("There is no such evidence of it.")
        return found
    title, shows = _checked(item, given)
    made = Evidence(item=item, action=given.action, kind=EvidenceKind(given.kind), title=title, shows=shows)
    made.dated, made.added_by, made.added_at = given.dated, by.audit_name, now()
    if given.file is not None:
        kept = files.keep(given.file, limit=LARGEST)
        made.sha256, made.bytes = kept.sha256, kept.size
        made.file_name = plain_text(PurePath(given.file_name.replace("\\", "/")).name)[:255] or "evidence"
    made.save()
    EvidenceFigure.objects.bulk_create(
        EvidenceFigure(evidence=made, on=one.on, value=one.value, out_of=one.out_of) for one in given.figures
    )
    tell("evidence.add", item, by=by, thing=("evidence", made.identifier), sha256=made.sha256 or None)
    return made


def empty(evidence: Evidence) -> None:
    """Let words, figures, file and copy of evidence go; the caller saves it. Files go when the transaction has ended,
    unless another row names them."""
    going = {evidence.sha256, evidence.copy_sha256} - {""}
    evidence.title, evidence.shows, evidence.file_name = "", "", ""
    evidence.sha256, evidence.bytes = "", 0
    evidence.copy_sha256, evidence.copy_bytes, evidence.copy_left_out = "", 0, {}
    evidence.figures.all().delete()
    forget_later(going)


def forget_later(going: Iterable[str]) -> None:
    """Overwrite files, by their hashes, when this transaction has ended, but those that a row still names."""
    for sha256 in sorted(going):
        transaction.on_commit(partial(forget_file, sha256))


def shows_practice(evidence: Iterable[Evidence]) -> bool:
    """Whether any of it can show that practice changed: who came to a course never does by itself."""
    there = [one for one in evidence if one.taken_away_at is None]
    return any(EvidenceKind(one.kind) not in NEVER_ALONE for one in there)


def _checked(item: PlanItem, given: EvidenceGiven) -> tuple[str, str]:
    days = [one.on for one in given.figures]
    if len(set(days)) < len(days) or len(days) > _MOST_FIGURES:
        raise Refused(f"Give one figure a day, and at most {_MOST_FIGURES}.")
    for day in (*days, given.dated):
        checked_day(day, field="dated")
    if any(day > today() for day in (*days, given.dated or today())):
        raise Refused("Evidence tells of what has been, not of a day that is to come.")
    if given.action is not None and given.action.item_id != item.pk:
        raise NoSuchEvidence("The action belongs to another point.")
    title = checked_words(given.title, what="what the evidence is", needed=True, most=300)
    return title, checked_words(given.shows, what="what it shows")


def _may_add(item: PlanItem, action: Action | None, *, by: Viewer) -> bool:
    if may_for(by, Permission.MANAGE_PLAN, item.board_id):
        return True
    if action is not None:
        owns = by.strong and action.owner_id is not None and action.owner_id == by.account
        return owns or may_for(by, Permission.ANSWER, action.owner_agency_id)
    asked = Addressee.objects.filter(item=item).values_list("organisation", flat=True)
    return any(may_for(by, Permission.ANSWER, one) for one in asked)
