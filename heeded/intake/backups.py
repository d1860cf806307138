"""The whole library in one file, and back. Erasures are kept outside and replayed."""

import hashlib
import json
import re
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from heeded import __version__
from heeded.config.databases import sqlite
from heeded.core import moving
from heeded.core.clock import now
from heeded.core.errors import Refused
from heeded.core.schema import mark_of, state_of_mark
from heeded.core.services import record
from heeded.library import files
from heeded.library.models import Document
from heeded.people.viewer import OPERATOR

_DATABASE = "heeded.sqlite3"
_MANIFEST = "manifest.json"


def back_up(target: Path) -> dict[str, Any]:
    """Write records and files into one zip, whole or not at all. The index is left out: it is derived.

    Raises:
        Refused: the target is there already, or a copy of the records is not the same.
    """
    if target.exists():
        raise Refused(f"{target.name} is there already.", advice="Give another name.")
    record("library.backup", by=OPERATOR, thing_kind="library", thing="1")
    half = target.with_name(target.name + ".half")
    copy = Path(settings.DATA) / "backup.sqlite3"
    try:
        _copy_database(copy)
        manifest = _write(half, copy)
        half.replace(target)
    finally:
        _remove(copy)
        half.unlink(missing_ok=True)
    return manifest


def _remove(copy: Path) -> None:
    for path in copy.parent.glob(f"{copy.name}*"):
        path.unlink()


def _copy_database(copy: Path) -> None:
    """A copy in SQLite as of one moment, taken while others go on working."""
    _remove(copy)
    if connection.vendor == "postgresql":
        moving.copy(dict(sqlite(copy)))
        return
    database = str(settings.DATABASES["default"]["NAME"])
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)


def _write(target: Path, database: Path) -> dict[str, Any]:
    hashes = sorted({*_hashes_in(database), *files.named_elsewhere()})
    stored = files.stored()
    manifest = {
        "version": __version__,
        "schema": mark_of(Path(settings.DATA)),
        "at": now().isoformat(),
        "database": files.hash_of(database),
        "files": [sha256 for sha256 in hashes if sha256 in stored],
        "missing": [sha256 for sha256 in hashes if sha256 not in stored],
    }
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        archive.writestr(_MANIFEST, json.dumps(manifest, indent=1))
        archive.write(database, _DATABASE)
        for sha256 in manifest["files"]:
            archive.write(files.path_of(sha256), f"files/{sha256}", zipfile.ZIP_STORED)
    return manifest


def _hashes_in(database: Path) -> Iterator[str]:
    """What the rows name, of those columns that the copy has: before an upgrade it is of an older version."""
    with closing(sqlite3.connect(database)) as copy:
        held = {row[1] for row in copy.execute("PRAGMA table_info(library_document)")}
        names = ", ".join(name for name in Document.FILES if name in held)
        for row in copy.execute(f"SELECT {names} FROM library_document"):  # noqa: S608 -- fixed names
            yield from (sha256 for sha256 in row if sha256)


def restore(source: Path, folder: Path, *, erasures: Path | None = None) -> dict[str, Any]:
    """Make a library in an empty folder from a backup; every file is checked by its hash on the way. Call
    `replay_erasures` afterwards.

    Raises:
        Refused: the folder holds a library, the file is no whole backup, or a newer version made it.
    """
    if connection.vendor == "postgresql":
        raise Refused(
            "A backup is restored into a folder first, and its records are then moved to PostgreSQL.",
            advice="DATABASE_URL= HEEDED_FILES= heeded --data NEW restore FILE && "
            "DATABASE_URL= HEEDED_FILES= heeded --data NEW move --to ADDRESS",
        )
    if (folder / _DATABASE).exists():
        raise Refused("That folder holds a library already.", advice="Restore into an empty folder.")
    if not source.is_file():
        raise Refused(f"There is no file {source.name}.", advice="Give the path of a backup.")
    folder.mkdir(parents=True, exist_ok=True)
    half = folder / f"{_DATABASE}.half"
    try:
        manifest = _unpack(source, folder, half)
    except _DAMAGED as error:
        half.unlink(missing_ok=True)
        shutil.rmtree(folder / "files", ignore_errors=True)
        raise Refused("This is not a whole backup of a library.", advice="Use another backup.") from error
    if erasures:
        _add_erasures(erasures, folder / "erasures.jsonl")
    files.take_over(folder / "files", manifest["files"])
    (folder / "schema").write_text(manifest["schema"] + "\n")
    half.replace(folder / _DATABASE)
    return manifest


_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    ValueError,
    TypeError,
    NotImplementedError,
    RuntimeError,
)
_HASH = re.compile(r"[0-9a-f]{64}")


def _unpack(source: Path, folder: Path, half: Path) -> dict[str, Any]:
    """Every file and the records, each checked. A manifest may be forged, so a name in it must be a hash."""
    with zipfile.ZipFile(source) as archive:
        manifest: dict[str, Any] = json.loads(archive.read(_MANIFEST))
        if state_of_mark(manifest["schema"]) == "newer":
            raise Refused(
                "This backup was made by a newer version of Heeded.", advice="Install that version."
            )
        for sha256 in manifest["files"]:
            if not _HASH.fullmatch(sha256):
                raise ValueError("a name that is no hash")
            _restore_file(archive, f"files/{sha256}", folder / "files" / sha256[:2] / sha256, sha256)
        _restore_file(archive, _DATABASE, half, manifest["database"])
    return manifest


def _add_erasures(erasures: Path, target: Path) -> None:
    """What was erased is added to what the folder knows already."""
    known = target.read_text().splitlines() if target.exists() else []
    lines = [line for line in erasures.read_text().splitlines() if line and line not in known]
    target.write_text("".join(f"{line}\n" for line in [*known, *lines]))


def _restore_file(archive: zipfile.ZipFile, name: str, target: Path, sha256: str) -> None:
    digest = hashlib.sha256()
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(name) as stream, target.open("wb") as file:
        while piece := stream.read(1 << 20):
            digest.update(piece)
            file.write(piece)
    if digest.hexdigest() != sha256:
        target.unlink()
        raise ValueError(f"{name} is damaged")


def check_files(*, read: bool) -> dict[str, list[str]]:
    """Documents whose file is missing or, when `read`, no longer has its hash; and files that no row names."""
    missing, changed, named, kept = [], [], set(), files.stored()
    for document in Document.objects.order_by("pk").iterator():
        for sha256 in (getattr(document, column) for column in Document.FILES):
            if not sha256:
                continue
            named.add(sha256)
            if sha256 not in kept:
                missing.append(document.identifier)
            elif read and not files.is_whole(sha256):
                changed.append(document.identifier)
    return {"missing": missing, "changed": changed, "unnamed": sorted(kept - named - files.named_elsewhere())}
