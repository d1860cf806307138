"""What of a file of evidence goes to whom: to those within the file as it was handed in, to everybody else a copy of
what a reader sees in it, made once and kept."""

from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import cast

from django.db import transaction

from heeded.core.actors import SYSTEM, Actor
from heeded.core.services import record
from heeded.library import files
from heeded.library.at_hand import open_safely
from heeded.library.services import forget_file
from heeded.people.viewer import Viewer
from heeded.practice.errors import NoSuchEvidence
from heeded.practice.models import Evidence
from heeded.practice.queries import sees_as_handed_in, visible_evidence
from heeded.practice.services._holding import kept_item

_SECONDS = 120.0
_MAKER = "heeded.engine.shown_copies:shown_copy"
_ENDS_AS = {
    ".docm": ".docx", ".dotx": ".docx", ".dotm": ".docx", ".xlsm": ".xlsx", ".xltx": ".xlsx", ".xltm": ".xlsx",
    ".pptm": ".pptx", ".ppsx": ".pptx", ".ppsm": ".pptx", ".potx": ".pptx",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file to be handed on, under the name that it is to have."""

    path: Path
    name: str


def held_evidence(evidence: Evidence, *, by: Viewer) -> Evidence:
    """The evidence as it is now, for those who keep the plan; held until this transaction ends.

    Raises:
        NoSuchEvidence: there is none that they may see.
        NotAllowed: they do not keep the plan.
    """
    if not visible_evidence(by).filter(pk=evidence.pk).exists():
        raise NoSuchEvidence("There is no such evidence.")
    kept_item(evidence.item, by=by)
    return Evidence.objects.select_related("item").get(pk=evidence.pk)


def copy_evidence(evidence: Evidence, *, by: Viewer) -> Evidence:
    """Make the copy of its file that everybody would get, for the board to look at first. Without a file, or a second
    time, nothing is done.

    Raises:
        NoSuchEvidence: there is none that they may see.
        NotAllowed: they do not keep the plan.
        Refused: no such copy can be made of this file; why, and what to do.
    """
    with transaction.atomic():
        held = held_evidence(evidence, by=by)
    return _with_copy(held, by=by)


def take_evidence_file(evidence: Evidence, *, by: Viewer) -> EvidenceFile:
    """The file for this viewer, who was found to see the evidence. Taking one that not everybody may have is put on
    record.

    Raises:
        NoSuchEvidence: it has no file.
        Refused: it was shown before there were copies, and none can be made of it.
    """
    if not evidence.sha256:
        raise NoSuchEvidence("There is no such file.")
    if not sees_as_handed_in(by, evidence):
        return shown_file(_with_copy(evidence, by=SYSTEM))
    if not _is_for_everybody(evidence):
        with transaction.atomic():
            sha256 = evidence.sha256
            record("evidence.read", by=by, thing_kind="evidence", thing=evidence.identifier, sha256=sha256)
    return EvidenceFile(files.path_of(evidence.sha256), evidence.file_name)


def shown_file(evidence: Evidence) -> EvidenceFile:
    """The copy that everybody gets.

    Raises:
        NoSuchEvidence: none was made yet.
    """
    if not evidence.copy_sha256:
        raise NoSuchEvidence("There is no such copy.")
    name = PurePath(evidence.file_name)
    ending = _ENDS_AS.get(name.suffix.lower(), name.suffix)
    return EvidenceFile(files.path_of(evidence.copy_sha256), f"{name.stem}{ending}")


def _is_for_everybody(evidence: Evidence) -> bool:
    """Whether everybody gets these very bytes: of plain text nothing is left out."""
    is_shown = evidence.shown_at is not None and evidence.item.shown_at is not None
    return is_shown and evidence.copy_sha256 == evidence.sha256


def _with_copy(evidence: Evidence, *, by: Actor) -> Evidence:
    """Outside a transaction of its own: a long file is copied while others write."""
    if not evidence.sha256 or evidence.copy_sha256:
        return evidence
    with files.work_place() as folder:
        target = folder / "copy"
        left_out = open_safely(_MAKER, files.path_of(evidence.sha256), target, seconds=_SECONDS)
        kept = files.keep_path(target)
    return _kept(evidence, kept, cast(dict[str, int], left_out), by=by)


@transaction.atomic
def _kept(evidence: Evidence, kept: files.Kept, left_out: dict[str, int], *, by: Actor) -> Evidence:
    still_there = Evidence.objects.filter(pk=evidence.pk, sha256=evidence.sha256)
    made = still_there.update(copy_sha256=kept.sha256, copy_bytes=kept.size, copy_left_out=left_out)
    if not made:  # taken away meanwhile
        forget_file(kept.sha256)
        raise NoSuchEvidence("There is no such evidence.")
    record("evidence.copy", by=by, thing_kind="evidence", thing=evidence.identifier, sha256=kept.sha256)
    return Evidence.objects.select_related("item", "action").get(pk=evidence.pk)
