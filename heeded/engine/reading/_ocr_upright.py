"""One sheet read: straightened, and turned by quarters where it lies on its side."""

from pathlib import Path
from typing import TYPE_CHECKING

from heeded.engine.reading._ocr_records import OcrPage
from heeded.engine.reading._ocr_sheet import Sheet
from heeded.engine.reading._ocr_words import page_of
from heeded.engine.reading._straighten import skew_of, turned
from heeded.engine.reading._tesseract import ask_tesseract

if TYPE_CHECKING:
    from PIL.Image import Image

_UNSURE = 80.0  # mean confidence below which a page may lie on its side


def read_sheet(picture: "Image", sheet: Sheet, timeout: float, work_folder: Path | None) -> OcrPage | None:
    """What the picture of a sheet says, None where tesseract fails or takes longer than `timeout` seconds."""
    if min(picture.tobytes(), default=255) > 250:  # a blank sheet
        return page_of(b"", sheet)
    angle = skew_of(picture)
    said = ask_tesseract(turned(picture, angle), ("--psm", "3", "hocr"), sheet, timeout, work_folder)
    if said is None:
        return None
    page = page_of(said, sheet.skewed(angle))
    if page.confidence >= _UNSURE:
        return page
    return _read_upright(picture, sheet, page, timeout, work_folder)


def _read_upright(
    picture: "Image", sheet: Sheet, page: OcrPage, timeout: float, work_folder: Path | None
) -> OcrPage:
    """Once more with the sheet turned by quarters, where tesseract thinks that it lies on its side."""
    quarters = _quarters(picture, sheet, timeout, work_folder)
    if not quarters:
        return page
    upright = picture.rotate(-90 * quarters, expand=True)
    angle = skew_of(upright)
    said = ask_tesseract(turned(upright, angle), ("--psm", "3", "hocr"), sheet, timeout, work_folder)
    again = page_of(said, sheet.quartered(quarters).skewed(angle)) if said is not None else page
    return again if _worth(again) > _worth(page) else page


def _worth(page: OcrPage) -> float:
    return page.confidence * len(page.words)


def _quarters(picture: "Image", sheet: Sheet, timeout: float, work_folder: Path | None) -> int:
    """By how many quarters clockwise the sheet must be turned to stand upright."""
    said = ask_tesseract(
        picture, ("--psm", "0", "-c", "min_characters_to_try=20"), sheet, timeout, work_folder
    )
    found = [line.split(b":")[1] for line in (said or b"").split(b"\n") if line.startswith(b"Rotate:")]
    return int(found[0]) // 90 % 4 if found and found[0].strip().isdigit() else 0
