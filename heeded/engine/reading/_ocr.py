"""Reading pictures of pages with tesseract, when it is installed.

tesseract is asked directly, page by page, for what it reads and where: its words come back in the
coordinates of the page as shown, so that they can be marked on its picture although the PDF has no text
there. Six scanned pages took 2.5 seconds of processor each and gave 99.8 % of the words; through
ocrmypdf --deskew 6.4 seconds and 99.9 %. The picture is what a reader sees
(annotations drawn), so words under a black box are not read.
"""

import contextlib
import functools
import math
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from heeded.engine.reading._errors import FileRefused
from heeded.engine.reading._ocr_words import OcrPage, Sheet, page_of
from heeded.engine.reading._straighten import skew_of, turned

if TYPE_CHECKING:
    import pypdfium2
    from PIL.Image import Image

_DPI = 200  # more costs 60 % more time and finds no more words
_MOST_PIXELS = 30_000_000
_UNSURE = 80.0  # mean confidence below which a page may lie on its side
_INSTALL = "sudo apt-get install tesseract-ocr tesseract-ocr-eng"


@dataclass(frozen=True, slots=True)
class OcrTools:
    """What reading scans needs and this machine lacks, and the one line that installs it (Debian)."""

    missing: tuple[str, ...]
    install: str


def tools() -> OcrTools:
    """Which tools for reading scans are missing here: none when `missing` is empty."""
    if shutil.which("tesseract") is None:
        return OcrTools(("tesseract",), _INSTALL)
    return OcrTools((), "") if "eng" in languages() else OcrTools(("English for tesseract",), _INSTALL)


@functools.cache
def languages() -> frozenset[str]:
    """The languages that tesseract can read on this machine."""
    done = subprocess.run(
        ["tesseract", "--list-langs"], capture_output=True, timeout=20, check=False, text=True
    )
    return frozenset(done.stdout.split("\n")[1:])


@functools.cache
def ocr_tool() -> str:
    """The name and version of what reads scans here, for the record of each page."""
    done = subprocess.run(["tesseract", "--version"], capture_output=True, timeout=20, check=False, text=True)
    return (done.stdout or done.stderr).split("\n")[0].strip()


def ocr_pages(
    pdf_path: Path,
    page_numbers: Sequence[int],
    *,
    jobs: int = 1,
    timeout: float = 120.0,
    work_folder: Path | None = None,
) -> dict[int, OcrPage]:
    """What the pictures of the given pages (from 1) say, with the place of each word.

    `timeout` is in seconds for each page: one that takes longer, or on which tesseract fails, is not in the
    answer. Nothing is written to disk but what tesseract itself keeps for a moment in `work_folder`.
    Raises FileRefused where the file cannot be opened.
    """
    read: dict[int, OcrPage] = {}
    with (
        contextlib.closing(_opened(pdf_path)) as document,
        ThreadPoolExecutor(max(jobs, 1)) as pool,
    ):
        document.init_forms()
        for batch in _batches(page_numbers, max(jobs, 1)):
            # PDFium draws in this thread only; tesseract works in processes of its own
            sheets = [(number, _draw(document, number)) for number in batch if 1 <= number <= len(document)]
            waiting = [
                pool.submit(_read, picture, sheet, timeout, work_folder) for _, (picture, sheet) in sheets
            ]
            for (number, _), each in zip(sheets, waiting, strict=True):
                if (page := each.result()) is not None:
                    read[number] = page
    return read


def _opened(pdf_path: Path) -> "pypdfium2.PdfDocument":
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(pdf_path)
    except pypdfium2.PdfiumError as problem:
        raise FileRefused(
            "This PDF cannot be opened.", "Save an unlocked, whole copy and add that."
        ) from problem


def _batches(numbers: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    for at in range(0, len(numbers), size):
        yield numbers[at : at + size]


def _draw(document: "pypdfium2.PdfDocument", number: int) -> "tuple[Image, Sheet]":
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


def _read(picture: "Image", sheet: Sheet, timeout: float, work_folder: Path | None) -> OcrPage | None:
    if min(picture.tobytes(), default=255) > 250:  # a blank sheet
        return page_of(b"", sheet)
    angle = skew_of(picture)
    said = _tesseract(turned(picture, angle), ("--psm", "3", "hocr"), sheet, timeout, work_folder)
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
    said = _tesseract(turned(upright, angle), ("--psm", "3", "hocr"), sheet, timeout, work_folder)
    again = page_of(said, sheet.quartered(quarters).skewed(angle)) if said is not None else page
    return again if _worth(again) > _worth(page) else page


def _worth(page: OcrPage) -> float:
    return page.confidence * len(page.words)


def _quarters(picture: "Image", sheet: Sheet, timeout: float, work_folder: Path | None) -> int:
    """By how many quarters clockwise the sheet must be turned to stand upright."""
    said = _tesseract(picture, ("--psm", "0", "-c", "min_characters_to_try=20"), sheet, timeout, work_folder)
    found = [line.split(b":")[1] for line in (said or b"").split(b"\n") if line.startswith(b"Rotate:")]
    return int(found[0]) // 90 % 4 if found and found[0].strip().isdigit() else 0


def _tesseract(
    picture: "Image", options: tuple[str, ...], sheet: Sheet, timeout: float, work_folder: Path | None
) -> bytes | None:
    """What tesseract prints for the picture, or None where it fails or takes too long."""
    command = ["tesseract", "stdin", "stdout", "--dpi", str(max(70, round(sheet.scale * 72)))]
    command += options if options[-1] != "hocr" else ("-l", "eng", *options)
    header = b"P5 %d %d 255\n" % picture.size
    surroundings = {"PATH": os.defpath + ":/usr/local/bin", "OMP_THREAD_LIMIT": "1", "LC_ALL": "C"}
    try:
        done = subprocess.run(
            command,
            input=header + picture.tobytes(),
            capture_output=True,
            timeout=timeout,
            check=False,
            cwd=work_folder,
            env=surroundings,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
