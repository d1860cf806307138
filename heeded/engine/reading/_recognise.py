"""What a file is, told from its content: a wrong extension is noted, not believed.

What is not taken is refused with the reason and with what to do, in plain words.
"""

import codecs
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from heeded.engine.reading._archive import open_archive
from heeded.engine.reading._errors import FileRefused

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MACROS = (
    "This Word file holds macros. They are never run and only its words are read; "
    "readers are given a copy without them."
)
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
_PICTURE = (
    "It is a picture, not a document.",
    "Make a PDF of it and add that: the words in it are then read.",
)
_SAVE = "Open it in the program that made it and save it as PDF or DOCX."
_PACKED = (
    "It is an archive of a kind that is not opened.",
    "Unpack it and add the files inside it, or use a zip.",
)
_SOUND = ("It is a sound or film recording.", "Add a written report.")
_PROGRAM = ("It is a program, not a document.", "Do not open it if you do not know who sent it.")
# first bytes -> why not, and what to do
_REFUSED_HEADS: tuple[tuple[bytes, tuple[str, str]], ...] = (
    (b"\xff\xd8\xff", _PICTURE),
    (b"\x89PNG\r\n", _PICTURE),
    (b"II*\0", _PICTURE),
    (b"MM\0*", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"\0\0\1\0", _PICTURE),
    (b"{\\rtf", ("It is in Rich Text Format.", "Open it in Word and save it as DOCX.")),
    (b"%!PS", ("It is a PostScript file.", _SAVE)),
    (b"\x1f\x8b", _PACKED),
    (b"7z\xbc\xaf\x27\x1c", _PACKED),
    (b"Rar!", _PACKED),
    (b"BZh", _PACKED),
    (b"\xfd7zXZ", _PACKED),
    (b"MSCF", _PACKED),
    (b"ID3", _SOUND),
    (b"OggS", _SOUND),
    (b"\x1aE\xdf\xa3", _SOUND),
    (b"MZ", _PROGRAM),
    (b"\x7fELF", _PROGRAM),
    (b"\xca\xfe\xba\xbe", _PROGRAM),
    (b"SQLite format 3\0", ("It is a database.", _SAVE)),
    (b"!BDN", ("It is a mailbox.", "Save the attached report from the mail and add that.")),
)
_HTML = re.compile(
    rb"(?is)\A\s*+(?><\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*+"
    rb"<(!doctype\s+html|html|head|body|title|meta|div|p|h[1-6]|table|article|main|section|script|style)\b"
)
_CHARSET = re.compile(rb"""(?i)<meta[^>]+charset\s*=\s*["']?\s*([a-z0-9_:.-]+)""")
_MAIL = re.compile(rb"(?im)\A(?:[A-Za-z-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}")

# A list or an object that begins as no sentence does: "[1]" may be a footnote, "[{" and '{"' are data.
_JSON = re.compile(rb"\s*(\[\s*[\[{\"]|\{\s*[\"}])")


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file is. `kind` is pdf, docx, html, plain or zip; `encoding` is known for html and plain alone.

    `notes` are plain words for staff; `macros` says that the original must not be given to readers as it is.
    """

    kind: str
    media_type: str
    encoding: str | None = None
    notes: tuple[str, ...] = ()
    macros: bool = False


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
        return _zip(path)  # before PDF: an archive may begin with a PDF that is stored as it is
    if head.startswith(_OLE):
        raise _ole(path)
    _refuse_by_head(head)
    if b"%PDF-" in head[:1024]:
        return Recognised("pdf", "application/pdf")
    return _text(path, head)


def _with_note_of_name(found: Recognised, name: str) -> Recognised:
    extension = PurePosixPath(unicodedata.normalize("NFKC", name)).suffix.lower().lstrip(".")
    if not extension or extension in _EXTENSIONS[found.kind]:
        return found
    if found.kind == "plain" and extension not in {each for known in _EXTENSIONS.values() for each in known}:
        return found
    note = f"The name ends in “.{extension}”, but the file is {_CALLED[found.kind]} and was read as one."
    return Recognised(found.kind, found.media_type, found.encoding, (note, *found.notes), found.macros)


def _refuse_by_head(head: bytes) -> None:
    for start, (reason, advice) in _REFUSED_HEADS:
        if head.startswith(start):
            raise _not_taken(reason, advice)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        raise _not_taken(*_PICTURE)
    if head[:2] == b"BM" and b"\0" in head[2:26]:
        raise _not_taken(*_PICTURE)
    if head[4:8] == b"ftyp":
        raise _not_taken(*(_PICTURE if head[8:11] in (b"hei", b"mif", b"avi", b"hev") else _SOUND))
    if head[257:262] == b"ustar":
        raise _not_taken(*_PACKED)


def _zip(path: Path) -> Recognised:
    with open_archive(path) as archive:
        names = set(archive.namelist())
        if not names:
            raise FileRefused("This archive is empty.", "Check the original and add it again.")
        if "[Content_Types].xml" in names:
            return _office(archive)
        if "mimetype" in names:
            raise _open_document(archive)
        if "META-INF/MANIFEST.MF" in names:
            raise _not_taken(*_PROGRAM)
        return Recognised("zip", "application/zip")


def _office(archive: zipfile.ZipFile) -> Recognised:
    types = _start_of(archive, "[Content_Types].xml", most=1024 * 1024)
    if (
        b"wordprocessingml" in types
        or b"ms-word.document.macroEnabled" in types
        or b"ms-word.template" in types
    ):
        macros = b"vbaProject" in types or b"macroEnabled" in types
        return Recognised("docx", WORD, notes=(MACROS,) if macros else (), macros=macros)
    if b"spreadsheetml" in types or b"ms-excel" in types:
        raise _not_taken("It is a spreadsheet.", "Save the report in it as PDF or DOCX.")
    if b"presentationml" in types or b"ms-powerpoint" in types:
        raise _not_taken("It is a slide show.", "Save it as PDF and add that.")
    raise _not_taken("It is an office file of an unknown kind.", _SAVE)


def _open_document(archive: zipfile.ZipFile) -> FileRefused:
    kind = _start_of(archive, "mimetype", most=200)
    if b"opendocument.text" in kind:
        return _not_taken(
            "It is an OpenDocument text.", "Open it in LibreOffice or Word and save it as DOCX or PDF."
        )
    if b"epub" in kind:
        return _not_taken("It is an electronic book.", "Add the report as PDF or DOCX.")
    return _not_taken("It is an office file of another kind.", _SAVE)


def _start_of(archive: zipfile.ZipFile, name: str, *, most: int) -> bytes:
    try:
        with archive.open(name) as source:
            return source.read(most)
    except Exception as problem:  # zlib, password and format errors have no family in common
        raise FileRefused(
            "This file is damaged inside.", "Open it in Word, save it again and add the new file."
        ) from problem


def _ole(path: Path) -> FileRefused:
    """An Office file of before 2007, or a locked one of after: the names of its parts stand in UTF-16."""
    with path.open("rb") as source:
        data = source.read(32 * 1024 * 1024)
    if _wide("EncryptedPackage") in data or _wide("EncryptionInfo") in data:
        return FileRefused(
            "This Office file is locked with a password.",
            "Open it in Word with its password, take the password off, save it and add it again.",
        )
    if _wide("WordDocument") in data:
        return _not_taken(
            "It is a Word file of the kind made before 2007 (.doc).", "Open it in Word and save it as DOCX."
        )
    if _wide("__substg1.0_") in data:
        return _not_taken("It is a mail.", "Save the attached report from the mail and add that.")
    return _not_taken("It is an Office file of an old kind.", _SAVE)


def _wide(words: str) -> bytes:
    return words.encode("utf-16-le")


def _text(path: Path, head: bytes) -> Recognised:
    from heeded.engine.reading._plain import LARGEST, encoding_of

    with path.open("rb") as source:
        encoding = encoding_of(source.read(LARGEST + 1))
    wide = encoding in ("utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-8-sig")
    start = head.decode(encoding, errors="ignore").lstrip("\ufeff").encode("utf-8") if wide else head
    if _HTML.match(start):
        return Recognised("html", "text/html", _stated_encoding(start, encoding))
    if re.match(rb"\s*<\?xml", start):
        raise _not_taken("It is a data file (XML).", "Add the report as PDF or DOCX.")
    if _JSON.match(start):
        raise _not_taken("It is a data file (JSON).", "Add the report as PDF or DOCX.")
    if (mail := _MAIL.match(start)) and re.search(rb"(?im)^(mime-version|received|message-id):", mail[0]):
        raise _not_taken(
            "It is a mail or a saved web archive.",
            "Save the report itself as PDF, DOCX or HTML and add that.",
        )
    return Recognised("plain", "text/plain", encoding)


def _stated_encoding(head: bytes, found: str) -> str:
    """What the page says of itself, unless the bytes prove otherwise."""
    if found.startswith("utf"):
        return found
    stated = _CHARSET.search(head)
    if not stated:
        return found
    name = stated[1].decode("ascii").lower()
    if name in ("utf-8", "utf8"):
        return found  # it says UTF-8 and is not
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return found
    # browsers read these two as Windows Western, and so do those who write them
    return "cp1252" if known in ("iso8859-1", "ascii") else known


def _not_taken(reason: str, advice: str) -> FileRefused:
    return FileRefused(f"This file cannot be read. {reason}", advice)
