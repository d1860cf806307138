"""Which kind of zip a file is, told from what lies inside it."""

import zipfile
from pathlib import Path

from heeded.engine.reading._archive import open_archive
from heeded.engine.reading._errors import FileRefused
from heeded.engine.reading._recognised import MACROS, SAVE_AGAIN, WORD, Recognised, not_taken
from heeded.engine.reading._refused_heads import A_PROGRAM


def recognise_zip(path: Path) -> Recognised:
    """What a zip is: a Word file or an archive of files. Raises FileRefused for other documents."""
    with open_archive(path) as archive:
        names = set(archive.namelist())
        if not names:
            raise FileRefused("This archive is empty.", "Check the original and add it again.")
        if "[Content_Types].xml" in names:
            return _office(archive)
        if "mimetype" in names:
            raise _open_document(archive)
        if "META-INF/MANIFEST.MF" in names:
            raise not_taken(*A_PROGRAM)
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
        raise not_taken("It is a spreadsheet.", "Save the report in it as PDF or DOCX.")
    if b"presentationml" in types or b"ms-powerpoint" in types:
        raise not_taken("It is a slide show.", "Save it as PDF and add that.")
    raise not_taken("It is an office file of an unknown kind.", SAVE_AGAIN)


def _open_document(archive: zipfile.ZipFile) -> FileRefused:
    kind = _start_of(archive, "mimetype", most=200)
    if b"opendocument.text" in kind:
        return not_taken(
            "It is an OpenDocument text.", "Open it in LibreOffice or Word and save it as DOCX or PDF."
        )
    if b"epub" in kind:
        return not_taken("It is an electronic book.", "Add the report as PDF or DOCX.")
    return not_taken("It is an office file of another kind.", SAVE_AGAIN)


def _start_of(archive: zipfile.ZipFile, name: str, *, most: int) -> bytes:
    try:
        with archive.open(name) as source:
            return source.read(most)
    except Exception as problem:  # zlib, password and format errors have no family in common
        raise FileRefused(
            "This file is damaged inside.", "Open it in Word, save it again and add the new file."
        ) from problem
