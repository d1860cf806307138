"""Zip archives: what is inside, one member at a time, without trusting a word the archive says of itself.

Nothing is written under a name from the archive. An archive built to overflow the disk is refused whole; a
member that cannot be taken is yielded with its refusal, so that the others are still read and it is listed.
"""

import contextlib
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from heeded.engine.reading._errors import FileRefused

_MEGABYTE = 1024 * 1024
_BLOCK = 256 * 1024
_ENCRYPTED = 0x1
_NAME_IS_UTF8 = 0x800
_SYMLINK = 0o120000
_DEVICES = re.compile(r"(?i)^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(\.|$)")
_LITTER = re.compile(r"(?i)(^|/)(__macosx(/|$)|\._[^/]*$|thumbs\.db$|\.ds_store$|desktop\.ini$|~\$[^/]*$)")
_NESTED = re.compile(r"(?i)\.(zip|7z|rar|tar|tgz|gz|bz2|xz|cab)$")


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """How much one archive may hold: files, bytes in all, bytes a file, and how many times it may swell."""

    members: int = 2_000
    total: int = 4_096 * _MEGABYTE
    member: int = 512 * _MEGABYTE
    ratio: int = 200


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive: its name as shown, its size in bytes as stated, a way to read it, or why not.

    `open` raises the refusal where there is one, and FileRefused when more comes out than was stated.
    """

    name: str
    size: int
    open: Callable[[], "Stream"]
    refusal: FileRefused | None = None


def members(path: Path, *, limits: ArchiveLimits | None = None) -> Iterator[Member]:
    """The files of the archive at `path` in its own order, folders and system litter left out.

    Raises FileRefused before the first one where the archive as a whole is broken or built to overflow.
    """
    limits = limits or ArchiveLimits()
    with open_archive(path) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        refuse_bombs(entries, limits, stored=path.stat().st_size)
        for entry in entries:
            name = shown_name(entry)
            if not _LITTER.search(name.replace("\\", "/")):
                yield _member(archive, entry, name, limits)


def take_out(member: Member, target: Path) -> None:
    """Write the member's bytes to `target`, a path of ours. Raises its refusal; leaves no part of a file."""
    try:
        with member.open() as source, target.open("wb") as sink:
            while block := source.read(_BLOCK):
                sink.write(block)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def open_archive(path: Path) -> zipfile.ZipFile:
    """The zip file at `path`. Raises FileRefused where it is broken or cut short."""
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as problem:
        raise FileRefused(
            "This archive is broken or was cut short.",
            "Ask the sender for it again, or add the files inside it one by one.",
        ) from problem


def refuse_bombs(entries: list[zipfile.ZipInfo], limits: ArchiveLimits, *, stored: int) -> None:
    """Raise FileRefused for an archive with too many files, too many bytes, or files laid over each other."""
    if len(entries) > limits.members:
        raise FileRefused(
            f"This archive holds {len(entries):,} files; at most {limits.members:,} are taken at once.",
            "Split it into smaller archives.",
        )
    total = sum(entry.file_size for entry in entries)
    if total > limits.total or sum(entry.compress_size for entry in entries) > stored:
        raise _overflow()
    if total > 16 * _MEGABYTE and total > limits.ratio * stored:
        raise _overflow()


def shown_name(entry: zipfile.ZipInfo) -> str:
    """The member's name in the script it was written in: many archives hold UTF-8 and do not say so."""
    name = entry.orig_filename
    if not entry.flag_bits & _NAME_IS_UTF8:
        with contextlib.suppress(UnicodeError):  # then it is in the code page that zip began with
            name = name.encode("cp437").decode("utf-8")
    return unicodedata.normalize("NFC", name)


def nested_refusal() -> FileRefused:
    """The answer to an archive inside an archive, whatever its name says."""
    return FileRefused(
        "This is an archive inside an archive, which is not opened.", "Unpack it and add the files inside it."
    )


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, limits: ArchiveLimits) -> Member:
    refusal = _refusal(entry, name, limits)

    def open_member() -> Stream:
        if refusal is not None:
            raise refusal
        if archive.fp is None:  # asked for after the last member was yielded
            return _bounded(open_archive(Path(str(archive.filename))), entry)
        return _bounded(archive, entry)

    shown = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in name)
    return Member(shown, entry.file_size, open_member, refusal)


def _refusal(entry: zipfile.ZipInfo, name: str, limits: ArchiveLimits) -> FileRefused | None:
    alone = "Take the file out of the archive and add it by itself."
    if _tricky(name):
        return FileRefused("The name of this file points outside the archive or to a device.", alone)
    if (entry.external_attr >> 16) & 0o170000 == _SYMLINK:
        return FileRefused("This is a link to another file, not a file.", "Add the file that it points to.")
    if entry.flag_bits & _ENCRYPTED:
        return FileRefused(
            "This file is locked with a password.", "Unpack the archive with its password and add the file."
        )
    if entry.file_size > limits.member:
        return FileRefused(
            f"This file is larger than {limits.member // _MEGABYTE:,} megabytes.",
            "Split it, or make it smaller.",
        )
    if entry.file_size > 16 * _MEGABYTE and entry.file_size > limits.ratio * max(entry.compress_size, 1):
        return _overflow()
    return nested_refusal() if _NESTED.search(name) else None


def _tricky(name: str) -> bool:
    path = name.replace("\\", "/")
    parts = path.split("/")
    return (
        not path.strip()
        or "\0" in name
        or path.startswith("/")
        or re.match(r"[A-Za-z]:", path) is not None
        or ".." in parts
        or any(_DEVICES.match(part) for part in parts)
    )


def _bounded(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> "Stream":
    try:
        return Stream(archive.open(entry), entry.file_size)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as problem:
        raise _broken() from problem


class Stream:
    """Reads a member and stops at the size that the archive stated, with broken data told as a refusal."""

    def __init__(self, source: IO[bytes], size: int) -> None:
        self._source = source
        self._left = size

    def read(self, count: int = -1) -> bytes:
        try:
            block = self._source.read(count if count >= 0 else self._left + 1)
        except Exception as problem:  # zlib, bz2 and lzma each have an error family of their own
            raise _broken() from problem
        self._left -= len(block)
        if self._left < 0:
            raise _overflow()
        return block

    def __enter__(self) -> "Stream":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._source.close()


def _broken() -> FileRefused:
    return FileRefused("This file is damaged inside its archive.", "Ask the sender for the archive again.")


def _overflow() -> FileRefused:
    return FileRefused(
        "This archive unpacks to far more than it should, as archives made to fill a disk do.",
        "If you trust the sender, unpack it yourself and add the files inside it.",
    )
