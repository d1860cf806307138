"""A page drawn as readers see it, in grey, for OCR."""

import math
from pathlib import Path
from typing import TYPE_CHECKING

from heeded.engine.reading._errors import FileRefused
from heeded.engine.reading._ocr_sheet import Sheet

if TYPE_CHECKING:
    import pypdfium2
    from PIL.Image import Image

_DPI = 200  # more costs 60 % more time and finds no more words
_MOST_PIXELS = 30_000_000


def opened_pdf(pdf_path: Path) -> "pypdfium2.PdfDocument":
    """The PDF, opened for drawing. Raises FileRefused where it cannot be."""
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(pdf_path)
    except pypdfium2.PdfiumError as problem:
        raise FileRefused(
            "This PDF cannot be opened.", "Save an unlocked, whole copy and add that."
        ) from problem


def draw_sheet(document: "pypdfium2.PdfDocument", number: int) -> "tuple[Image, Sheet]":
    """The page as shown, in grey, and how its pixels relate to points."""
    page = document[number - 1]
    try:
        width, height = page.get_size()
        scale = min(_DPI / 72, math.sqrt(_MOST_PIXELS / max(width * height, 1.0)))
        bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=True)
        picture = bitmap.to_pil().convert("L")
        label = document.get_page_label(number - 1) or None
    finally:
        page.close()
    return picture, Sheet(number, label, width, height, scale, picture.width, picture.height)
