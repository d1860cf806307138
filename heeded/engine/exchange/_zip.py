"""Zip files of strangers: how much they may hold, and one part at a time. Nothing is ever unpacked to disk."""

import io
import zipfile
from pathlib import Path

from heeded.engine.reading import FileRefused
from heeded.engine.reading._archive import ArchiveLimits, Stream, refuse_bombs

_ENCRYPTED = 0x1
_MEGABYTE = 1024 * 1024


def opened(file: Path | io.BytesIO, *, limits: ArchiveLimits, what: str) -> zipfile.ZipFile:
    """The zip file. Raises FileRefused where it is broken, locked or built to overflow."""
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as problem:
        raise FileRefused(
            f"This {what} is broken or was cut short.", "Export it again from the program that made it."
        ) from problem
    stored = file.stat().st_size if isinstance(file, Path) else len(file.getbuffer())
    try:
        refuse_bombs(archive.infolist(), limits, stored=stored)
        if any(entry.flag_bits & _ENCRYPTED for entry in archive.infolist()):
            raise FileRefused(f"This {what} is locked with a password.", "Save it without one.")
    except FileRefused:
        archive.close()
        raise
    return archive


def part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, *, most: int, what: str) -> bytes:
    """The bytes of one part. Raises FileRefused where it is larger than `most` bytes or damaged."""
    if entry.file_size > most:
        raise FileRefused(
            f"A part of this {what} holds {entry.file_size // _MEGABYTE:,} megabytes; at most {most // _MEGABYTE:,}"
            " are taken.",
            "Split it.",
        )
    try:
        with Stream(archive.open(entry), entry.file_size) as source:
            return source.read()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, OSError, EOFError) as problem:
        raise FileRefused(
            f"This {what} is damaged.", "Export it again from the program that made it."
        ) from problem
