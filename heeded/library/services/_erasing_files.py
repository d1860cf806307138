"""Files of what was erased: taken away after commit, unless another document holds the same bytes."""

from django.db.models import Q

from heeded.core.erasure import Erased
from heeded.library import files, pictures
from heeded.library.models import Document

_STORED_FOR_SURE = 3600.0  # seconds after which a file without a row belongs to nobody


def erase_files(erased: Erased) -> None:
    """The library's own eraser of what is not in the database: bytes and pictures."""
    for sha256 in erased.hashes:
        forget_file(sha256)
    files.remove_left_behind(named_files(), older_than=_STORED_FOR_SURE)


def forget_file(sha256: str) -> None:
    """Overwrite a file and its pictures, unless a row names it."""
    if not Document.objects.filter(naming(sha256)).exists() and sha256 not in files.named_elsewhere():
        pictures.forget(sha256)
        files.remove(sha256)


def named_files() -> set[str]:
    """The hash of every file that a row names."""
    rows = Document.objects.values_list(*Document.FILES)
    return {sha256 for row in rows.iterator() for sha256 in row if sha256} | files.named_elsewhere()


def naming(sha256: str) -> Q:
    """Finds the documents that name a file in any of their columns."""
    found = Q()
    for column in Document.FILES:
        found |= Q(**{column: sha256})
    return found
