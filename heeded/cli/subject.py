"""FILE_OR_REVIEW: a review that is held, a document that is held, or a file that is only looked at."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from heeded.cli.library import open_library
from heeded.core.errors import Refused

if TYPE_CHECKING:
    from heeded.intake.preview import Preview
    from heeded.library.models import Document


@dataclass
class Asked:
    """Either documents of the library or a preview of a file that it does not hold."""

    documents: "list[Document]" = field(default_factory=list)
    preview: "Preview | None" = None


def asked_for(name: str) -> Asked:
    """What the words on the command line mean.

    Raises:
        Refused: neither a file nor an identifier that is known here.
    """
    path = Path(name)
    if path.is_file():
        return _file(path)
    open_library(make=False)
    from heeded.library.models import Document
    from heeded.library.queries import visible_documents
    from heeded.people.viewer import OPERATOR

    held = visible_documents(OPERATOR).filter(read_state="read").select_related("work")
    documents: list[Document] = list(held.filter(work__identifier=name)) or list(held.filter(identifier=name))
    if not documents:
        raise Refused(
            f"There is no file and no review called {name}.", advice="Give a path or an identifier."
        )
    return Asked(documents=documents)


def _file(path: Path) -> Asked:
    from heeded.config.environment import library_exists

    if library_exists():
        open_library()
        from heeded.library.files import hash_of
        from heeded.library.models import Document

        held = Document.objects.filter(sha256=hash_of(path), read_state="read").exclude(state="withdrawn")
        if held:
            return Asked(documents=list(held))
    from heeded.intake.preview import preview

    return Asked(preview=preview(path))


def must_have_text(seen: "Preview") -> None:
    """Say so where a file holds no words: of a scan nothing is to be said, least of all that it is no review.

    Raises:
        Refused: there is no text on any of its pages.
    """
    if not any(page.text.strip() for page in seen.reading.pages):
        raise Refused(
            "No text was found in this file: its pages are empty or pictures.",
            advice="Install tesseract and ocrmypdf to have scans read, or give a copy with text.",
        )
