"""Turns files into `Reading`s. Call these inside a `heeded.engine.sandbox.Sandbox`: they open strangers' files."""

from heeded.engine.reading._errors import FileRefused, ReaderCrashed, ReaderTooBig, ReaderTooSlow, ReadingError
from heeded.engine.reading._limits import Limits
from heeded.engine.reading._pdf import read_pdf

__all__ = [
    "FileRefused",
    "Limits",
    "ReaderCrashed",
    "ReaderTooBig",
    "ReaderTooSlow",
    "ReadingError",
    "read_pdf",
]
