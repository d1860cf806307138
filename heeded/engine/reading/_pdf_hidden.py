"""Blanks out what a reader of the page cannot see, keeps where and why, and forgets the words."""

import ctypes
import re
from collections.abc import Iterator, Sequence
from ctypes import byref
from pathlib import Path
from typing import Any

from heeded.engine.reading import _pdfium as pdfium
from heeded.engine.reading._pdf_drawn import Box, Drawn
from heeded.engine.reading._pdf_lines import Turn
from heeded.engine.reading._pdf_suspects import INVISIBLE, suspects
from heeded.engine.records import Hidden, Page

COMMENT = "comment"
_LINK, _POPUP, _WIDGET = 2, 16, 20
_NOT_SHOWN = 0x02 | 0x20  # flags of a note that is not drawn on screen: hidden, no view
_SIGNS = {1, 14, 17, 18}  # notes shown as a small sign that a reader can move: they cover nothing for good
_SILENT = {5, 6, 7, 8, 4, 9, 10, 11, 12, 13, 15, 28, 24, 22, 23}  # notes that are marks, not words


class Concealer:
    """Finds hidden text page by page. `layers_off` says that the file has layers that are switched off.

    It remembers hidden words until the file is read, to tell leftovers from secrets; it never hands them on.
    """

    def __init__(self, *, layers_off: bool = False) -> None:
        self.layers_off = layers_off
        self.secrets: dict[Hidden, str] = {}
        self._telling: set[str] = set()

    def hidden(
        self, page: int, text_page: int, turn: Turn, text: str, drawn: Drawn, number: int
    ) -> tuple[Hidden, ...]:
        """Where `text` of the page cannot be seen, and one record for each comment laid on it."""
        covers, comments = _notes(page)
        found = tuple(Hidden(number, 0, 0, COMMENT) for _ in range(comments))
        suspicious = suspects(drawn, _own_box(turn), covers)
        if self.layers_off:
            suspicious = {text[1]: suspicious.get(text[1], INVISIBLE) for text in drawn.texts}
        if not suspicious or not text:
            return found
        from heeded.engine.reading._pdf_seen import unseen  # numpy, which most files do not need

        undrawn = {
            text[1] for text in drawn.texts if text[2] == 3
        }  # PDF's own render mode for invisible text
        places = unseen(page, text_page, turn, text, suspicious, undrawn)
        stretches = [Hidden(number, *stretch) for stretch in _stretches(places, text)]
        said = [item for item in stretches if any(letter.isalnum() for letter in text[item.start : item.end])]
        self.secrets.update((item, text[item.start : item.end]) for item in said)
        return found + tuple(said)

    def leftovers(self, pages: Sequence[Page]) -> set[Hidden]:
        """Hidden stretches that tell nothing: those that only repeat what the same page shows, and scraps cut off
        a drawing whose every word the file shows elsewhere. Known only when all pages are read."""
        if not self.secrets:
            return set()
        scraps = [words(said, 1) for item, said in self.secrets.items() if item.reason == INVISIBLE]
        shown = _found_in(pages, set().union(*scraps))
        places = {item.page for item in self.secrets}
        on_page = {page.number: _spoken(page.text) for page in pages if page.number in places}
        harmless = set()
        for item, said in self.secrets.items():
            scrap = item.reason == INVISIBLE and on_page[item.page].strip() and words(said, 1) <= shown
            if scrap or _spoken(said) in on_page[item.page]:
                harmless.add(item)
            else:
                self._telling |= words(said) - words(on_page[item.page])
        return harmless

    def repeats_a_secret(self, title: str) -> bool:
        """Whether a bookmark says words that are hidden on their page. Ask after `leftovers`."""
        return bool(self._telling) and bool(words(title) & self._telling)


def blanked(text: str, hidden: Sequence[Hidden]) -> str:
    """`text` with the hidden stretches turned to spaces, ends of lines kept."""
    if not hidden:
        return text
    letters = list(text)
    for stretch in hidden:
        for place in range(stretch.start, stretch.end):
            if letters[place] not in "\r\n":
                letters[place] = " "
    return "".join(letters)


def words(text: str, shortest: int = 3) -> set[str]:
    """The different words of a text, without case."""
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) >= shortest}


def _found_in(pages: Sequence[Page], wanted: set[str]) -> set[str]:
    """Those of the words `wanted` that stand on any of the pages."""
    missing = set(wanted)
    for page in pages:
        if not missing:
            break
        text = page.text.casefold()
        missing -= {word for word in missing if word in text and re.search(rf"\b{re.escape(word)}\b", text)}
    return wanted - missing


def _spoken(text: str) -> str:
    return " " + " ".join(re.findall(r"\w+", text.casefold())) + " "


def has_marks(page: int) -> bool:
    """Whether notes that may cover something lie on the page (a PDFium handle)."""
    return bool(_notes(page)[0])


def _stretches(places: list[tuple[int, str]], text: str) -> Iterator[tuple[int, int, str]]:
    """Neighbouring places of one reason as start, end, reason; only blanks may stand between them."""
    start = end = 0
    reason = ""
    for place, why in places:
        if reason == why and not text[end:place].strip():
            end = place + 1
            continue
        if reason:
            yield start, end, reason
        start, end, reason = place, place + 1, why
    if reason:
        yield start, end, reason


def _own_box(turn: Turn) -> Box:
    width, height = (turn.height, turn.width) if turn.rotation % 2 else (turn.width, turn.height)
    return turn.left, turn.bottom, turn.left + width, turn.bottom + height


def _notes(page: int) -> tuple[list[Box], int]:
    """The boxes of notes that may cover text, and how many notes hold words of their own."""
    count = pdfium.count_notes(page)
    covers: list[Box] = []
    comments = 0
    if count <= 0 or count == _links(page, count):
        return covers, comments
    for index in range(min(count, 5_000)):
        note = pdfium.get_note(page, index)
        if not note:
            continue
        kind = pdfium.note_kind(note)
        if kind not in (_LINK, _POPUP, _WIDGET):
            comments += _speaks(note, kind)
            if kind not in _SIGNS and not pdfium.note_flags(note) & _NOT_SHOWN:
                covers.append(_note_box(note))
        pdfium.close_note(note)
    return covers, comments


def _links(page: int, most: int) -> int:
    """How many of the notes are links, which is quicker told of all than of one."""
    place, link = ctypes.c_int(), ctypes.c_void_p()
    at, into = ctypes.addressof(place), ctypes.addressof(link)
    found = 0
    while found < most and pdfium.next_link(page, at, into):
        found += 1
    return found


def _speaks(note: int, kind: int) -> bool:
    return kind not in _SILENT or bool(pdfium.sized_text(pdfium.note_words, note, b"Contents").strip())


def _note_box(note: int) -> Box:
    area = pdfium.Rect()
    pdfium.note_box(note, byref(area))
    left, right = sorted((area.left, area.right))
    bottom, top = sorted((area.bottom, area.top))
    return left, bottom, right, top


def has_layers_off(path: Path, password: str | None) -> bool:
    """Whether the file has layers (optional content) of which some are not shown when it is opened."""
    content = path.read_bytes()
    if b"/OCProperties" not in content and b"/ObjStm" not in content:
        return False
    import pikepdf  # opened for this question only, without a look at the pages

    try:
        with pikepdf.open(path, password=password or "", inherit_page_attributes=False) as file:
            return _off(file.Root.get("/OCProperties"))
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, AttributeError):
        return b"/OCProperties" in content  # damaged: the pictures of the pages decide


def _off(properties: object) -> bool:
    import pikepdf

    if not isinstance(properties, pikepdf.Dictionary):
        return False
    usual: Any = properties.get("/D", {})
    switched_off = len(usual.get("/OFF", []))
    return (
        bool(switched_off) or str(usual.get("/BaseState", "/ON")) != "/ON" or bool(len(usual.get("/AS", [])))
    )
