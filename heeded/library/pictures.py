"""Pictures of pages: drawn when first asked for, kept in a bounded cache, drawn only in the sandbox."""

import logging
import threading
from collections.abc import Container
from pathlib import Path
from typing import Any

from django.conf import settings

from heeded.engine.records import Span
from heeded.engine.sandbox import Sandbox
from heeded.library import files
from heeded.library.models import Document, Page

log = logging.getLogger(__name__)
WIDTHS = (800, 1600)  # in pixels: a screen, and a sharp one
_SECONDS = 20.0
_SWEEP_EVERY = 200  # pictures drawn between two looks at the size of the cache
_lock = threading.Lock()
_drawn = 0
_sandbox: Sandbox | None = None

Box = tuple[float, float, float, float]  # left, top, right, bottom as shares of the page
_REMEMBERED = 20_000  # spans
_measured: dict[tuple[str, Span], list[Box]] = {}


def picture_of(document: Document, page: int, *, width: int) -> Path:
    """The picture of a page as a file. `width` is one of `WIDTHS`.

    Raises:
        ReadingError: the page cannot be drawn.
    """
    sha256 = document.pdf_sha256 or document.sha256
    path = Path(settings.PICTURES) / sha256[:2] / f"{sha256}-{page}-{width}.webp"
    if not path.exists():
        drawn = _in_sandbox("heeded.engine.picture:page_picture", files.path_of(sha256), page, width=width)
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(f".{threading.get_ident()}")
        half.write_bytes(drawn)
        half.replace(path)
        _sweep_now_and_then()
    return path


def boxes_of(document: Document, page: Page, spans: list[Span]) -> dict[Span, list[Box]]:
    """Where spans stand on the picture of their page. Measured once and remembered: places, never words.

    Raises:
        ReadingError: the page cannot be measured.
    """
    if page.words:
        return {span: _ocr_boxes(page, span) for span in spans}
    sha256 = document.pdf_sha256 or document.sha256
    wanted = [span for span in dict.fromkeys(spans) if (sha256, span) not in _measured]
    if wanted:
        drawn = _in_sandbox("heeded.engine.picture:rectangles_by_span", files.path_of(sha256), wanted)
        _remember({(sha256, span): boxes for span, boxes in zip(wanted, drawn, strict=True)})
    return {span: _measured.get((sha256, span), []) for span in spans}


def _remember(found: dict[tuple[str, Span], list[Box]]) -> None:
    with _lock:
        if len(_measured) > _REMEMBERED:
            _measured.clear()
        _measured.update(found)


def forget(sha256: str) -> None:
    """Remove every picture of a file from the cache, and what was measured on it."""
    with _lock:
        for key in [key for key in _measured if key[0] == sha256]:
            del _measured[key]
    for path in (Path(settings.PICTURES) / sha256[:2]).glob(f"{sha256}-*"):
        path.unlink(missing_ok=True)


def forget_unnamed(named: Container[str]) -> int:
    """Remove every picture of a file that no row names, wherever it was erased; how many went."""
    gone = [path for path in Path(settings.PICTURES).glob("*/*") if path.name[:64] not in named]
    for path in gone:
        files.overwrite(path)
    with _lock:
        for key in [key for key in _measured if key[0] not in named]:
            del _measured[key]
    return len(gone)


def _ocr_boxes(page: Page, span: Span) -> list[Box]:
    """The file cannot tell where OCR words stand; their boxes were kept (points, origin bottom left)."""
    found = [word for word in page.words if word[0] < span.end and word[1] > span.start]
    return [
        (left / page.width, 1 - top / page.height, right / page.width, 1 - bottom / page.height)
        for _, _, left, bottom, right, top in (word[:6] for word in found)
    ]


def _in_sandbox(function: str, *arguments: object, **named: object) -> Any:
    global _sandbox
    with _lock:
        _sandbox = _sandbox or Sandbox()
    return _sandbox.call(function, *arguments, timeout=_SECONDS, **named)


def _sweep_now_and_then() -> None:
    global _drawn
    _drawn += 1
    if _drawn % _SWEEP_EVERY == 1:
        sweep(settings.PICTURES_MEGABYTES << 20)


def sweep(limit: int) -> int:
    """Remove the oldest pictures until the cache is no larger than `limit` bytes; how many went."""
    return files.sweep(Path(settings.PICTURES), limit)
