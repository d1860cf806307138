"""What a file was found to be; and the refusal of one that is nothing that can be read."""

from dataclasses import dataclass

from heeded.engine.reading._errors import FileRefused

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MACROS = (
    "This Word file holds macros. They are never run and only its words are read; "
    "readers are given a copy without them."
)
SAVE_AGAIN = "Open it in the program that made it and save it as PDF or DOCX."


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file is. `kind` is pdf, docx, html, plain or zip; `encoding` is known for html and plain alone.

    `notes` are plain words for staff; `macros` says that the original must not be given to readers as it is.
    """

    kind: str
    media_type: str
    encoding: str | None = None
    notes: tuple[str, ...] = ()
    macros: bool = False


def not_taken(reason: str, advice: str) -> FileRefused:
    """The refusal: why it is not taken, and what to do."""
    return FileRefused(f"This file cannot be read. {reason}", advice)
