"""A board's own logo and templates: looked at before they are kept, as they come from anywhere.

Call these inside a `heeded.engine.sandbox.Sandbox`: they open strangers' files.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps

from heeded.engine.reading._archive import ArchiveLimits, open_archive, refuse_bombs
from heeded.engine.reading._errors import FileRefused

_WIDEST, _TALLEST = 1_600, 800  # pixels of a logo as it is kept
_PIXELS = 40_000_000  # of a logo as it comes
_LIMITS = ArchiveLimits(members=2_000, total=80 << 20, member=40 << 20, ratio=100)
_MACROS = re.compile(r"(?i)vbaproject|vbadata|macrosheets|/activex/|\.(?:exe|dll|js|vbs|bat|cmd|scr|jar)$")
_PACKED = re.compile(r"(?i)/embeddings/|oleobject")
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_HEADINGS = ("Heading 1", "Heading 2")


def logo(path: Path) -> bytes:
    """A PNG or JPEG drawn anew as PNG: what the file holds besides its picture stays behind. Raises FileRefused."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # Pillow only warns of a picture built to fill memory
            with Image.open(path, formats=("PNG", "JPEG")) as opened:
                if opened.width * opened.height > _PIXELS:
                    raise FileRefused("This picture is far too large.", "Save it at most 1,600 pixels wide.")
                picture = ImageOps.exif_transpose(opened).convert("RGBA")
    except FileRefused:
        raise
    except Exception as problem:  # Pillow has a family of errors for each format
        raise FileRefused(
            "This is not a picture that can be used.", "Save the logo as PNG or JPEG and choose that file."
        ) from problem
    picture.thumbnail((_WIDEST, _TALLEST))
    kept = io.BytesIO()
    picture.save(kept, "PNG", optimize=True)
    return kept.getvalue()


def word_template(path: Path) -> None:
    """Refuse a Word file that cannot serve as template: broken, with macros, reaching out, without headings.

    Raises FileRefused.
    """
    from docx import Document

    _refuse_dangers(path, "word/", "DOCX")
    opened = _opened(Document, path, "Word", "DOCX")
    styles = {style.name for style in opened.styles}
    missing = [name for name in _HEADINGS if name not in styles]
    if missing:
        raise FileRefused(
            f"This template has no style “{missing[0]}”, which headings of a briefing take.",
            "Use the style once in the template, save it, and choose it again.",
        )


def slides_template(path: Path) -> None:
    """Refuse a PowerPoint file that cannot serve as template. Raises FileRefused."""
    from pptx import Presentation

    _refuse_dangers(path, "ppt/", "PPTX")
    opened = _opened(Presentation, path, "PowerPoint", "PPTX")
    if not len(opened.slide_layouts):
        raise FileRefused("This template has no slide layout.", "Save it from PowerPoint with its master.")


def _opened(opening: Callable[[str], Any], path: Path, program: str, kind: str) -> Any:
    try:
        return opening(str(path))
    except Exception as problem:  # zipfile, lxml and the library each have errors of their own
        raise FileRefused(
            f"This is not a {program} file that can be opened.", f"Save the template as {kind} and choose it."
        ) from problem


def _refuse_dangers(path: Path, folder: str, kind: str) -> None:
    """No archive made to fill a disk, no program in it, nothing that it would fetch from elsewhere."""
    if not zipfile.is_zipfile(path):
        raise FileRefused(
            f"This is not a {kind} file.", f"Save the template as {kind}, without a password, and choose it."
        )
    with open_archive(path) as archive:
        entries = archive.infolist()
        refuse_bombs(entries, _LIMITS, stored=path.stat().st_size)
        names = [entry.filename for entry in entries]
        if not any(name.startswith(folder) for name in names):
            raise FileRefused(f"This is not a {kind} file.", f"Save the template as {kind} and choose it.")
        kinds = _read(archive, "[Content_Types].xml")
        if any(_MACROS.search(name) for name in names) or b"macroenabled" in kinds.lower():
            raise FileRefused(
                "This template holds macros or programs.", f"Save it as {kind} without macros and choose it."
            )
        if any(_PACKED.search(name) for name in names):
            raise FileRefused("This template has files packed into it.", "Take them out and save it again.")
        for name in names:
            if name.endswith(".rels"):
                _refuse_fetching(_read(archive, name))


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        return archive.read(name)
    except Exception as problem:  # zlib and zipfile each have errors of their own
        raise FileRefused("This file is damaged.", "Save the template again and choose it.") from problem


def _refuse_fetching(relations: bytes) -> None:
    """A template that fetches pictures or another template from elsewhere would tell who opened a briefing."""
    from lxml import etree

    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        tree = etree.fromstring(relations, parser)
    except etree.XMLSyntaxError as problem:
        raise FileRefused("This file is damaged.", "Save the template again and choose it.") from problem
    for relation in tree.iter("{*}Relationship"):
        if relation.get("TargetMode") == "External" and relation.get("Type") != _LINK:
            raise FileRefused(
                "This template fetches something from another place when it is opened.",
                "Put pictures into the template itself, unlink it from other templates, and save it again.",
            )
