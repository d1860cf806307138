"""Taking files in: the same call behind the command line and the upload page."""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, cast

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q

from heeded.core.clock import now
from heeded.core.erasure import Erased
from heeded.core.errors import NotAllowed, Refused
from heeded.core.identifiers import new_identifier
from heeded.core.services import record
from heeded.engine.reading._errors import FileRefused
from heeded.intake.models import Delivery, Erasure
from heeded.intake.runner import plan, steps_of, tools_now
from heeded.library import files
from heeded.library.errors import StoreAway
from heeded.library.models import Document, Work
from heeded.library.models._works import UNREAD
from heeded.library.queries import library_settings, visible_documents
from heeded.library.services import add_document, add_work, erased_before
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.people.viewer import Viewer

# Letters that nobody sees and that turn a name round: "annexe" + one of them + "fdp.exe" reads as a PDF.
_TRICKS = frozenset(
    "\x7f\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_ROOM = 200 << 20  # bytes of disk that stay free whatever is added


@dataclass(frozen=True, slots=True)
class Handed:
    """One file handed in: its name and how to open it."""

    name: str
    size: int
    stream: BinaryIO


@dataclass(frozen=True, slots=True)
class Intention:
    """What the person said about the files: which review they join, whose board staff may see them; whether the
    operator takes them although the very same were erased once."""

    work: Work | None = None
    replaces: Document | None = None
    organisation: int | None = None
    fictional: bool = False
    erased_before: bool = False


def take(handed: Iterable[Handed], *, by: Viewer, intention: Intention | None = None) -> Iterator[Delivery]:
    """Store each file under its hash first, then give it a row and its steps. Yields each file's row as it
    is done, so that progress shows. A zip's files are taken one by one.

    Raises:
        NotAllowed: they may not add reports.
    """
    if not may(by, Permission.ADD_REPORTS):
        raise NotAllowed("You cannot add reports to this library.")
    batch = new_identifier()
    for one in handed:
        named = replace(one, name=_writable(one.name))
        yield from _take_one(named, batch=batch, by=by, intention=intention or Intention())


def _writable(name: str) -> str:
    """A file's name as text that every database and screen can hold: a disk may have names that are none."""
    text = name.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return "".join(" " if letter < " " or letter in _TRICKS else letter for letter in text) or "no name"


def _take_one(one: Handed, *, batch: str, by: Viewer, intention: Intention) -> Iterator[Delivery]:
    try:
        _check_kind(intention)
        _check_room(one.size)
        kept = files.keep(one.stream, limit=None if by.is_operator else settings.UPLOAD_MEGABYTES << 20)
    except (Refused, StoreAway) as error:
        yield _refuse(one.name, error.reason, error.advice, batch=batch, by=by)
        return
    if _is_archive(files.path_of(kept.sha256)):
        yield from _take_archive(one, kept, batch=batch, by=by, intention=intention)
        return
    yield _accept(one.name, kept, batch=batch, by=by, intention=intention)


def _check_room(size: int) -> None:
    if files.free_bytes() - size < _ROOM:
        raise Refused(
            "The disk of the library is nearly full.", advice="Free some disk, then add the file again."
        )


def _is_archive(path: Path) -> bool:
    """A zip of files, not one of the many documents that are zips themselves."""
    with path.open("rb") as file:
        if file.read(4) not in (b"PK\x03\x04", b"PK\x05\x06"):
            return False
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return True  # broken: the archive reader says so in plain words
    return not names & {"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"}


def _take_archive(
    one: Handed, kept: files.Kept, *, batch: str, by: Viewer, intention: Intention
) -> Iterator[Delivery]:
    """Take each file of a zip. The zip itself is not kept: its files are."""
    from heeded.engine.reading._archive import members

    path = files.path_of(kept.sha256)
    try:
        for member in members(path):
            files.still_in_use(kept.sha256)
            name = _writable(f"{one.name}/{member.name}")
            if member.refusal is not None:
                yield _refuse(name, member.refusal.reason, member.refusal.advice, batch=batch, by=by)
                continue
            try:
                with member.open() as stream:
                    handed = Handed(name, member.size, cast(BinaryIO, stream))
                    yield from _take_member(handed, batch=batch, by=by, intention=intention)
            except FileRefused as error:
                yield _refuse(name, error.reason, error.advice, batch=batch, by=by)
    except FileRefused as error:
        yield _refuse(one.name, error.reason, error.advice, batch=batch, by=by)
    finally:
        files.discard(kept.sha256)


def _take_member(one: Handed, *, batch: str, by: Viewer, intention: Intention) -> Iterator[Delivery]:
    try:
        _check_room(one.size)
        kept = files.keep(one.stream, limit=settings.UPLOAD_MEGABYTES << 20)
    except (Refused, FileRefused, StoreAway) as error:
        yield _refuse(one.name, error.reason, error.advice, batch=batch, by=by)
        return
    yield _accept(one.name, kept, batch=batch, by=by, intention=intention)


def _accept(name: str, kept: files.Kept, *, batch: str, by: Viewer, intention: Intention) -> Delivery:
    """Give a stored file its rows, or say that it is here already."""
    try:
        _check_bytes(kept, intention, by=by)
    except Refused as error:
        files.discard(kept.sha256)
        return _refuse(name, error.reason, error.advice, batch=batch, by=by)
    try:
        with transaction.atomic():
            return _add(name, kept, batch=batch, by=by, intention=intention)
    except IntegrityError:
        return _known(name, kept, batch=batch, by=by)


def _check_bytes(kept: files.Kept, intention: Intention, *, by: Viewer) -> None:
    if kept.size == 0:
        raise Refused("This file is empty.", advice="Save it again and add it anew.")
    if intention.erased_before and by.is_operator:
        return
    if Document.objects.filter(sha256=kept.sha256).exists():
        return  # taken again after an erasure: its file is not to be discarded
    erased = Erasure.objects.filter(sha256=kept.sha256).first() or erased_before(kept.sha256)
    if erased is not None:
        day = datetime.fromisoformat(erased.at).date()
        raise Refused(
            f"This very file was erased on {day:%-d %B %Y} ({erased.reason}), so it is not taken again.",
            advice="If it must come back, the operator adds it with: heeded add --erased-before",
        )


def _check_kind(intention: Intention) -> None:
    """Samples and real reviews never share a library, and a copy of another library holds nothing of its own."""
    library = library_settings()
    if library.follows:
        raise Refused(
            "This library is a copy of another, so nothing is added here.",
            advice="Add it to the main library.",
        )
    if library.fictional and not intention.fictional:
        raise Refused(
            "This library holds the fictional samples, so nothing real is added to it.",
            advice="Start a library of your own: make mine.",
        )


def _add(name: str, kept: files.Kept, *, batch: str, by: Viewer, intention: Intention) -> Delivery:
    base = name.rsplit("/", 1)[-1]
    work = intention.work or add_work(title=UNREAD + base, by=by, fictional=intention.fictional)
    document = add_document(
        work=work,
        kept=kept,
        name=base,
        by=by,
        organisation=intention.organisation,
        replaces=intention.replaces,
    )
    plan(document)
    return _delivery(name, "accepted", batch=batch, by=by, sha256=kept.sha256, document=document)


def _known(name: str, kept: files.Kept, *, batch: str, by: Viewer) -> Delivery:
    """The same bytes are here. Whoever may not see them learns only that the file was not taken twice; a file that
    could not be read is refused again, or tried again where the tools have changed since."""
    document = visible_documents(by).filter(sha256=kept.sha256).first()
    if document is not None and document.read_state == "refused":
        if _tried_anew(document, by=by):
            return _delivery(name, "accepted", batch=batch, by=by, sha256=kept.sha256, document=document)
        said = {"error": document.read_error, "advice": document.read_advice}
        return _delivery(name, "refused", batch=batch, by=by, sha256=kept.sha256, document=document, **said)
    reason = "This very file is in the library already; it was not stored twice."
    if document is None:
        reason = "This very file was handed in before. Ask your board’s staff who holds it."
    return _delivery(name, "known", batch=batch, by=by, sha256=kept.sha256, document=document, error=reason)


@transaction.atomic
def _tried_anew(document: Document, *, by: Viewer) -> bool:
    """Let the step that failed be run again, where other tools than today's failed at it."""
    failed = document.steps.filter(state="failed").exclude(tool=tools_now()).first()
    if failed is None:
        return False
    failed.state, failed.deaths = "waiting", 0
    failed.save(update_fields=["state", "deaths"])
    document.read_state = "waiting"
    document.save(update_fields=["read_state"])
    thing = document.identifier
    record("step.again", by=by, thing_kind="document", thing=thing, step=failed.name, alone=True)
    return True


def _refuse(name: str, reason: str, advice: str, *, batch: str, by: Viewer) -> Delivery:
    return _delivery(name, "refused", batch=batch, by=by, error=reason, advice=advice)


@transaction.atomic
def _delivery(
    name: str,
    state: str,
    *,
    batch: str,
    by: Viewer,
    sha256: str = "",
    document: Document | None = None,
    error: str = "",
    advice: str = "",
) -> Delivery:
    delivery = Delivery.objects.create(
        at=now(),
        by=by.audit_name,
        batch=batch,
        name=name[-400:],
        sha256=sha256,
        state=state,
        error=error[:400],
        advice=advice[:400],
        document=document,
    )
    record(f"delivery.{state}", by=by, thing_kind="delivery", thing=str(delivery.pk), sha256=sha256)
    return delivery


def forget_deliveries(erased: Erased) -> None:
    """Blank what was handed in as the same file, by whomever, and take its words out of the index now."""
    same = Delivery.objects.filter(sha256__in=erased.hashes)
    same.update(name="erased", error="", advice="", sha256="")
    from heeded.search.services import rebuild

    rebuild()


@transaction.atomic
def run_again(document: Document, step: str, *, alone: bool, by: Viewer) -> None:
    """Ask for a step to be run again: alone, or with all that follow it. A step that failed is tried again with
    it, as nothing goes on before it is done.

    Raises:
        NotAllowed: they may not work on this document.
    """
    if not may(by, Permission.CONFIRM):
        raise NotAllowed("You cannot run steps again.")
    names = [step] if alone else [one.name for one in steps_of(step)]
    document.steps.filter(Q(name__in=names) | Q(state="failed")).update(state="waiting", deaths=0)
    if document.read_state in {"refused", "needs-ocr"}:
        document.read_state = "waiting"
        document.save(update_fields=["read_state"])
    record("step.again", by=by, thing_kind="document", thing=document.identifier, step=step, alone=alone)
