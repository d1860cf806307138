"""Which copy a file gets, told from its content; what has no safe copy is refused with what to do."""

import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

from heeded.engine.reading._errors import FileRefused
from heeded.engine.reading._recognise import recognise
from heeded.engine.reading._refused_heads import A_PICTURE, A_RECORDING
from heeded.engine.shown_copies._pictures import is_picture, picture_copy

LeftOut = dict[str, int]
_Maker = Callable[[Path, Path], LeftOut]
_ADVICE = "Save it as a PDF, add that and show that instead."
_HEAD = 1024
# What a reader of reports says of a file -> what is said of it here, and what to do.
_SAID_HERE = {
    A_RECORDING[0]: (
        A_RECORDING[0],
        "Write down what it says, save that as a PDF, add that and show that instead.",
    ),
    A_PICTURE[0]: (
        "It is a picture of a kind that is not opened here.",
        "Save it as a JPEG, add that and show that instead.",
    ),
}


def shown_copy(source: Path, target: Path) -> LeftOut:
    """Write `source` to `target` as everybody may have it; how many of what was left out, by kind.

    Who made the file, when and with what is always left out and never counted. Raises FileRefused where no such copy
    can be made: why, and what to do.
    """
    with source.open("rb") as stream:
        head = stream.read(_HEAD)
    maker = _picture if is_picture(head) else _office(source) if head.startswith(b"PK") else None
    if maker is None:
        maker = _MAKERS.get(_kind_of(source, head), _none)
    left = maker(source, target)
    return {name: count for name, count in left.items() if count}


def _kind_of(source: Path, head: bytes) -> str:
    if re.match(rb"\s*<\w*svg\b", head):
        raise _no_copy("It is a drawing with code in it (SVG).")
    try:
        return recognise(source, name="").kind
    except FileRefused as refusal:
        why = refusal.reason.removeprefix("This file cannot be read. ")
        raise _no_copy(*_SAID_HERE.get(why, (why,))) from refusal


def _office(source: Path) -> _Maker:
    """The maker for an office file of today, by what its list of parts says that it is."""
    try:
        with zipfile.ZipFile(source) as archive, archive.open("[Content_Types].xml") as stream:
            types = stream.read(_HEAD * _HEAD)
    except Exception as problem:  # zlib, password and format errors have no family in common
        raise _no_copy("It is an archive of files, or a kind of document that is not known.") from problem
    for told, maker in _OFFICE:
        if told in types:
            return maker
    return _none


def _word(source: Path, target: Path) -> LeftOut:
    from heeded.engine.reading._docx import unsettled_changes
    from heeded.engine.reading._docx_copy import settled_docx
    from heeded.engine.reading._docx_package import Package

    with Package(source) as package:
        comments = [one for one in package.relations(package.main) if one.kind == "comments"]
    changes = unsettled_changes(source)
    settled_docx(source, target)
    return {"changes": changes, "comments": len(comments)}


def _sheets(source: Path, target: Path) -> LeftOut:
    from heeded.engine.shown_copies._sheets import sheets_copy

    return sheets_copy(source, target)


def _slides(source: Path, target: Path) -> LeftOut:
    from heeded.engine.shown_copies._slides import slides_copy

    return slides_copy(source, target)


def _pdf(source: Path, target: Path) -> LeftOut:
    """As a published original where all of it can be seen; else with pages that hide something as pictures."""
    from heeded.engine.cleaned_copy import cleaned_copy, hiding_pages, without_metadata

    hiding = hiding_pages(source)
    if hiding:
        cleaned_copy(source, target)
    else:
        without_metadata(source, target)
    return {"hiding-pages": len(hiding)}


def _page(source: Path, target: Path) -> LeftOut:
    from heeded.engine.reading._html_copy import html_without_hidden

    html_without_hidden(source, target)
    return {}


def _picture(source: Path, target: Path) -> LeftOut:
    picture_copy(source, target)
    return {}


def _as_it_is(source: Path, target: Path) -> LeftOut:
    """Plain text says nothing but its words."""
    shutil.copyfile(source, target)
    return {}


def _none(source: Path, target: Path) -> LeftOut:
    raise _no_copy("It is of a kind that is not known well enough.")


def _no_copy(why: str, advice: str = _ADVICE) -> FileRefused:
    return FileRefused(f"No copy without names and hidden data can be made of this file. {why}", advice)


_MAKERS: dict[str, _Maker] = {"pdf": _pdf, "html": _page, "plain": _as_it_is}
_OFFICE: tuple[tuple[bytes, _Maker], ...] = (
    (b"wordprocessingml.document.main", _word),
    (b"wordprocessingml.template.main", _word),
    (b"ms-word.document.macroEnabled", _word),
    (b"ms-word.template.macroEnabled", _word),
    (b"spreadsheetml.sheet.main", _sheets),
    (b"spreadsheetml.template.main", _sheets),
    (b"ms-excel.sheet.macroEnabled", _sheets),
    (b"presentationml.presentation.main", _slides),
    (b"presentationml.slideshow.main", _slides),
    (b"presentationml.template.main", _slides),
    (b"ms-powerpoint.presentation.macroEnabled", _slides),
)
