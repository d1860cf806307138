"""What staff are told of a PDF: text that was hidden, comments left out, layers not used; and which pages need OCR."""

from collections.abc import Iterator

from heeded.engine.reading._pdf_drawn import Drawn, extent
from heeded.engine.reading._pdf_hidden import COMMENT
from heeded.engine.reading._pdf_lines import Turn
from heeded.engine.records import Page

_FEW_LETTERS = 24  # a stamped page number or file reference on a scan
_MANY_SHAPES = 40  # text turned to outlines


def needs_ocr(shown: str, drawn: Drawn, turn: Turn) -> bool:
    """Whether the page is a picture of text: next to no letters that show, and a picture or many drawn shapes."""
    letters = len(shown) - shown.count(" ") - 2 * shown.count("\n")
    if letters > _FEW_LETTERS:
        return False
    pictures = sum(extent(area.box) for area in drawn.areas if area.picture)
    if pictures > 0.5 * turn.width * turn.height:
        return True
    return not letters and (pictures > 0.02 * turn.width * turn.height or len(drawn.areas) > _MANY_SHAPES)


def notes_on(pages: tuple[Page, ...], attachments: int) -> Iterator[str]:
    """Plain words for staff about what the file holds that was not read."""
    comments = [page.number for page in pages if any(item.reason == COMMENT for item in page.hidden)]
    layers = [page.number for page in pages if page.source == "empty" and _only_a_layer(page)]
    covered = [page.number for page in pages if page.number not in layers and any(h.end for h in page.hidden)]
    if covered:
        yield f"This file holds hidden text on {page_list(covered)}."
    if comments:
        yield f"This file holds comments on {page_list(comments)}; they are left out."
    if layers:
        yield f"Text laid invisibly over pictures on {page_list(layers)} was not used."
    if attachments > 0:
        yield "Other files are attached inside this PDF; they were not read."


def _only_a_layer(page: Page) -> bool:
    return any(item.end for item in page.hidden) and not page.text.strip()


def page_list(numbers: list[int]) -> str:
    """Page numbers in words: "p. 4", "pp. 4–6, 9"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
    return ("p. " if len(numbers) == 1 else "pp. ") + ", ".join(parts)
