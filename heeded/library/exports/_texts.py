"""The words of a document, and how to cite a review."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from heeded.engine.printed import cells_by_lines, columns, entries, note_number, raised, references
from heeded.engine.records import Block
from heeded.library.layout import block_from_row
from heeded.library.models import Document, Page, Work

_CELL = 9  # where a stored line names its table cell (row, column)


FICTIONAL = "FICTIONAL: a sample written for training. No real child, family or worker."


@dataclass(frozen=True, slots=True)
class Export:
    """A file made for a reader."""

    name: str
    media_type: str
    content: bytes


def as_ris(work: Work, *, address: str, board: str, year: str) -> Export:
    """How to cite it, for a reference manager."""
    lines = ["TY  - RPRT", f"TI  - {work.title}"]
    lines += [f"A1  - {board}"] if board else []
    lines += [f"PY  - {year}"] if year else []
    lines += ["N1  - FICTIONAL sample"] if work.fictional else []
    lines += ["N1  - Title found by machine, not yet confirmed"] if work.title_is_guessed else []
    lines += [f"UR  - {address}", f"ID  - {work.identifier}", "DB  - Heeded", "ER  - ", ""]
    return Export(
        f"{work.identifier}.ris", "application/x-research-info-systems", "\r\n".join(lines).encode()
    )


def as_text(document: Document) -> Export:
    """The cleaned text as printed: each page under a line that names it, rows of tables and points of lists a line
    each, the figures that refer to notes raised."""
    pages = list(document.pages.order_by("number"))
    parts: list[str] = []
    for page, after in zip(pages, [*pages[1:], None], strict=True):
        if document.paged:
            parts.append(f"[page {page.number}{f', printed {page.label}' if page.label else ''}]")
        parts += _paragraphs(page, after)
    parts += ["FICTIONAL: a sample. No real child, family or worker."] if document.work.fictional else []
    text = "\n\n".join(parts) + "\n"
    return Export(f"{Path(document.name).stem}.txt", "text/plain; charset=utf-8", text.encode())


def _paragraphs(page: Page, after: Page | None) -> Iterator[str]:
    """The blocks that begin on a page; neighbours that stand close in print stand close here."""
    blocks = [_filled(row) for row in page.blocks]
    notes = _notes(blocks) | (_notes(map(_filled, after.blocks)) if after else set())
    together: list[str] = []
    kind = ""
    for block in blocks:
        if together and not (block.kind == kind and kind in ("row", "item", "contents", "note")):
            yield "\n".join(together)
            together = []
        kind = block.kind
        together.append(_line(block, page, notes))
    if together:
        yield "\n".join(together)


def _filled(row: Sequence[Any]) -> Block:
    """A stored block; older rows are shorter."""
    return block_from_row([*row, *(0, 0, 0, 0, "", "", ())[len(row) - 3 :]])


def _notes(blocks: Any) -> set[int]:
    found = (note_number(block.text) for block in blocks if block.kind == "note")
    return {number for number in found if number is not None}


def _line(block: Block, page: Page, notes: set[int]) -> str:
    if block.kind == "contents":
        return "\n".join(
            f"{block.text[slice(*one.words)].strip()}  {block.text[slice(*one.page)].strip()}".rstrip()
            for one in entries(block.text, block.pieces)
        )
    if block.kind == "note":
        return block.text
    own = len(block.label) if block.text.startswith(block.label) else 0
    text = raised(block.text, references(block.text, notes or None, start=own))
    if block.kind == "item":
        return f"{'' if block.label[:1].isalnum() or not block.label else '• '}{text}"
    return _row(block, text, page) if block.kind == "row" and block.cells else text


def _row(block: Block, text: str, page: Page) -> str:
    """The cells of a row with a stroke between them; an empty one stays where it was."""
    begins, places = _cells_of_row(block, page)
    found = [""] * (places[-1] + 1)
    for place, (start, end) in zip(places, columns(len(text), begins), strict=True):
        found[place] = text[start:end].strip()
    return " | ".join(found)


def _cells_of_row(block: Block, page: Page) -> tuple[Sequence[int], Sequence[int]]:
    """Where each cell of a row begins, and in which column it stands: by the printed lines where they tell."""
    placed = sorted((line[0], line[_CELL][1]) for line in page.lines if len(line) > _CELL and line[_CELL])
    starts = [start for start, _ in placed]
    near = [bisect_right(starts, piece.start) - 1 for piece in block.pieces if piece.page == page.number]
    pieces = [piece for piece in block.pieces if piece.page == page.number]
    found = cells_by_lines(pieces, [placed[at][1] if at >= 0 else -1 for at in near])
    return found or (block.cells, range(len(block.cells)))
