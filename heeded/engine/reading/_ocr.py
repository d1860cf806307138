"""Reading pictures of pages with tesseract, when it is installed.

tesseract is asked directly, page by page, for what it reads and where: its words come back in the
coordinates of the page as shown, so that they can be marked on its picture although the PDF has no text
there. Six scanned pages took 2.5 seconds of processor each and gave 99.8 % of the words; through
ocrmypdf --deskew 6.4 seconds and 99.9 %. The picture is what a reader sees
(annotations drawn), so words under a black box are not read.
"""

import contextlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from heeded.engine.reading._ocr_drawing import draw_sheet, opened_pdf
from heeded.engine.reading._ocr_records import OcrPage
from heeded.engine.reading._ocr_upright import read_sheet


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
        contextlib.closing(opened_pdf(pdf_path)) as document,
        ThreadPoolExecutor(max(jobs, 1)) as pool,
    ):
        document.init_forms()
        for batch in _batches(page_numbers, max(jobs, 1)):
            # PDFium draws in this thread only; tesseract works in processes of its own
            sheets = [
                (number, draw_sheet(document, number)) for number in batch if 1 <= number <= len(document)
            ]
            waiting = [
                pool.submit(read_sheet, picture, sheet, timeout, work_folder)
                for _, (picture, sheet) in sheets
            ]
            for (number, _), each in zip(sheets, waiting, strict=True):
                if (page := each.result()) is not None:
                    read[number] = page
    return read


def _batches(numbers: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    for at in range(0, len(numbers), size):
        yield numbers[at : at + size]
