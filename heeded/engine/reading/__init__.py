"""Turns files into `Reading`s. Call these inside a `heeded.engine.sandbox.Sandbox`: they open strangers' files.

The readers are loaded when first used, so that a process that only needs the errors does not start PDFium.
"""

from typing import TYPE_CHECKING, Any

from heeded.engine.reading._errors import (
    FileRefused,
    ReaderCrashed,
    ReaderTooBig,
    ReaderTooSlow,
    ReadingError,
)
from heeded.engine.reading._limits import Limits

if TYPE_CHECKING:
    from heeded.engine.reading._pdf import invisible_layer, read_pdf

__all__ = [
    "FileRefused",
    "Limits",
    "ReaderCrashed",
    "ReaderTooBig",
    "ReaderTooSlow",
    "ReadingError",
    "invisible_layer",
    "read_pdf",
]


def __getattr__(name: str) -> Any:
    if name in ("read_pdf", "invisible_layer"):
        from heeded.engine.reading import _pdf

        return getattr(_pdf, name)
    raise AttributeError(name)
