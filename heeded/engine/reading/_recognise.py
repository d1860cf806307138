"""What a file is, told from its content: a wrong extension is noted, not believed.

What is not taken is refused with the reason and with what to do, in plain words.
"""

import unicodedata
from pathlib import Path, PurePosixPath

from heeded.engine.reading._errors import FileRefused
from heeded.engine.reading._old_office import refusal_of_old_office
from heeded.engine.reading._recognise_office import recognise_zip
from heeded.engine.reading._recognise_text import recognise_text
from heeded.engine.reading._recognised import Recognised
from heeded.engine.reading._refused_heads import refuse_by_head

_HEAD = 64 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EXTENSIONS = {
    "pdf": ("pdf",),
    "docx": ("docx", "docm", "dotx", "dotm"),
    "html": ("html", "htm", "xhtml"),
    "plain": ("txt", "text", "md", "asc", "log", "csv"),
    "zip": ("zip",),
}
_CALLED = {
    "pdf": "a PDF",
    "docx": "a Word document",
    "html": "a web page",
    "plain": "plain text",
    "zip": "a zip archive",
}


def recognise(path: Path, *, name: str) -> Recognised:
    """What the file at `path`, called `name` by whoever added it, is by its content.

    Raises FileRefused with the reason and with what to do where it is nothing that can be read.
    """
    with path.open("rb") as source:
        head = source.read(_HEAD)
    if not head:
        raise FileRefused("This file is empty: it holds no bytes.", "Check the original and add it again.")
    found = _by_content(path, head)
    return _with_note_of_name(found, name)


def _by_content(path: Path, head: bytes) -> Recognised:
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        return recognise_zip(path)  # before PDF: an archive may begin with a PDF that is stored as it is
    if head.startswith(_OLE):
        raise refusal_of_old_office(path)
    refuse_by_head(head)
    if b"%PDF-" in head[:1024]:
        return Recognised("pdf", "application/pdf")
    return recognise_text(path, head)


def _with_note_of_name(found: Recognised, name: str) -> Recognised:
    extension = PurePosixPath(unicodedata.normalize("NFKC", name)).suffix.lower().lstrip(".")
    if not extension or extension in _EXTENSIONS[found.kind]:
        return found
    if found.kind == "plain" and extension not in {each for known in _EXTENSIONS.values() for each in known}:
        return found
    note = f"The name ends in “.{extension}”, but the file is {_CALLED[found.kind]} and was read as one."
    return Recognised(found.kind, found.media_type, found.encoding, (note, *found.notes), found.macros)
