"""Where the bytes lie: a folder of this machine or one shared by several, or an S3-compatible store. Django's
storage "default" is asked for both; only what a folder can do better (one rename) or worse is told apart here."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage, storages

from heeded.library.errors import StoreAway


class Stored(NamedTuple):
    """A file of the store: its hash, and when it was written (seconds since 1970)."""

    sha256: str
    written: float


def storage() -> Any:
    """Django's, as HEEDED_FILES set it up."""
    return storages["default"]


def folder() -> Path | None:
    """The store's own folder; None where the files lie in a store elsewhere."""
    found = storage()
    return Path(found.location) if isinstance(found, FileSystemStorage) else None


def name_of(sha256: str) -> str:
    """What a file is called in the store."""
    return f"{sha256[:2]}/{sha256}"


def put(sha256: str, stream: BinaryIO) -> None:
    """Write a file into a store elsewhere, there whole or not at all. One that is there already is written again:
    nobody may name it yet, and an old file that nobody names is swept.

    Raises:
        StoreAway: the store does not answer.
    """
    with answering():
        storage().save(name_of(sha256), File(stream))


@contextmanager
def opened(sha256: str) -> Iterator[BinaryIO]:
    """A file of a store elsewhere, for reading.

    Raises:
        FileNotFoundError: there is none of this hash.
        StoreAway: the store does not answer.
    """
    with answering(), storage().open(name_of(sha256), "rb") as stream:
        yield stream


def exists(sha256: str) -> bool:
    """Is a file of this hash in the store?

    Raises:
        StoreAway: the store does not answer.
    """
    with answering():
        return bool(storage().exists(name_of(sha256)))


def delete(sha256: str) -> None:
    """Take a file out of a store elsewhere, with the older versions that the store may have kept of it.

    Raises:
        StoreAway: the store does not answer.
    """
    with answering():
        storage().delete(name_of(sha256))
        bucket = storage().bucket
        bucket.object_versions.filter(Prefix=_full_name(name_of(sha256))).delete()


def stored() -> Iterator[Stored]:
    """Every file of the store.

    Raises:
        StoreAway: the store does not answer.
    """
    own = folder()
    if own is not None:
        for path in own.glob("??/*"):
            with suppress(FileNotFoundError):  # somebody removed it meanwhile
                yield Stored(path.name, path.stat().st_mtime)
        return
    with answering():
        for entry in storage().bucket.objects.filter(Prefix=_full_name("")):
            name = entry.key.removeprefix(_full_name(""))
            if name[2:3] == "/":
                yield Stored(name[3:], entry.last_modified.timestamp())


def free_bytes() -> int:
    """How much room the fullest disk has that a new file needs: the library's own, and that of the store's folder."""
    places = [Path(settings.DATA), folder() or Path(settings.DATA)]
    for place in places:
        place.mkdir(parents=True, exist_ok=True)
    return min(shutil.disk_usage(place).free for place in places)


def where() -> str:
    """Where files are kept, in words that name no machine and no folder."""
    own = folder()
    if own is None:
        return f"the bucket {storage().bucket_name}"
    return "a folder of the library" if own.is_relative_to(settings.DATA) else "a folder that machines share"


def answers() -> str:
    """Whether the store answers, in plain words, for the status page."""
    own = folder()
    if own is not None:
        return "yes" if own.is_dir() or not own.exists() else "no: it is not a folder"
    began = datetime.now(UTC)
    try:
        exists("0" * 64)
    except StoreAway as error:
        return f"no ({error.reason})"
    return f"yes, in {(datetime.now(UTC) - began).total_seconds():.2f} s"


@contextmanager
def answering() -> Iterator[None]:
    """Say in plain words that a store elsewhere fails, instead of what its driver says."""
    try:
        yield
    except _failures() as error:
        raise StoreAway(
            "The store of files does not answer.", advice="Nothing is lost. Try again in a minute."
        ) from error


def _full_name(name: str) -> str:
    """A name with the prefix that the store may be set up with."""
    prefix = str(storage().location).strip("/")
    return f"{prefix}/{name}" if prefix else name


def _failures() -> tuple[type[BaseException], ...]:
    """What the driver of an S3-compatible store raises; nothing where none is loaded."""
    names = {"botocore.exceptions": ("BotoCoreError", "ClientError"), "boto3.exceptions": ("Boto3Error",)}
    found = [getattr(sys.modules[m], name) for m, ours in names.items() if m in sys.modules for name in ours]
    return tuple(found)
