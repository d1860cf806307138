"""The bookmarks of a PDF, each with the page that it leads to."""

from collections.abc import Iterator

from heeded.engine.reading import _pdfium as pdfium
from heeded.engine.records import OutlineEntry

_OUTLINE_ENTRIES = 5_000
_OUTLINE_DEPTH = 12


def outline_of(document: int) -> Iterator[OutlineEntry]:
    """The file's bookmarks in order, each once: a damaged file may lead in circles."""
    waiting = [(pdfium.first_child(document, None), 1)]
    seen: set[int] = set()
    while waiting and len(seen) < _OUTLINE_ENTRIES:
        bookmark, level = waiting.pop()
        if not bookmark or bookmark in seen:
            continue
        seen.add(bookmark)
        waiting.append((pdfium.next_sibling(document, bookmark), level))
        if level < _OUTLINE_DEPTH:
            waiting.append((pdfium.first_child(document, bookmark), level + 1))
        title = " ".join(pdfium.sized_text(pdfium.bookmark_title, bookmark).split())
        if title:
            yield OutlineEntry(level, title, _bookmarked_page(document, bookmark))


def _bookmarked_page(document: int, bookmark: int) -> int | None:
    destination = pdfium.bookmark_destination(document, bookmark)
    if not destination:
        action = pdfium.bookmark_action(bookmark)
        destination = pdfium.action_destination(document, action) if action else None
    index = pdfium.destination_page(document, destination) if destination else -1
    return index + 1 if index >= 0 else None
