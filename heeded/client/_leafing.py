"""Documents with their pages, and briefings on them."""

from pathlib import Path

from heeded.client import _flat as flat
from heeded.client._addresses import HERE, safe
from heeded.client._asking import Asking
from heeded.client._decoding import decoded
from heeded.client._rows import Rows
from heeded.client.shapes import Briefing, BriefingRow, Document, Page, PassageRow, Place


class Leafing(Asking):
    """Documents, their files, and briefings."""

    def document(self, identifier: str) -> Document:
        """A document with its headings."""
        return decoded(Document, self._connection.get(f"{HERE}/documents/{safe(identifier)}"))

    def pages(self, document: str) -> Rows[Page]:
        """The pages of a document with their text."""
        return self._rows(f"/documents/{safe(document)}/pages", Page, flat.of_page, flat.PAGE)

    def page(self, document: str, number: int) -> Page:
        """One page; `number` from 1, as in the file."""
        return decoded(Page, self._connection.get(f"{HERE}/documents/{safe(document)}/pages/{number:d}"))

    def passages(self, document: str) -> Rows[PassageRow]:
        """The passages of a document in order."""
        path = f"/documents/{safe(document)}/passages"
        return self._rows(path, PassageRow, flat.of_passage, flat.PASSAGE)

    def place(self, document: str, at: str) -> Place:
        """The words at a citation: `at` as every citation has it, such as "p12.340-512"."""
        return decoded(Place, self._connection.get(f"{HERE}/documents/{safe(document)}/at/{safe(at)}"))

    def text(self, document: str) -> str:
        """The text of a document with the numbers of its pages."""
        return self._connection.answer(f"{HERE}/documents/{safe(document)}/text").content.decode()

    def download(self, document: str, target: Path | str) -> str:
        """Write the file of a document to a path, piece by piece; gives back its SHA-256. The path holds the whole
        file or, where something goes wrong, what it held before.

        Raises:
            Damaged: what arrived has not the hash that the library gave.
        """
        return self._download(f"{HERE}/documents/{safe(document)}/file", Path(target))

    def briefings(self, *, review: str = "", state: str = "") -> Rows[BriefingRow]:
        """Briefings, newest first; `state` draft, checked or issued for those who see more than what is issued."""
        return self._rows(
            "/briefings", BriefingRow, flat.of_briefing, flat.BRIEFING, review=review, state=state
        )

    def briefing(self, identifier: str, version: int | None = None) -> Briefing:
        """A briefing with its lines: the issued version, or the one of a number."""
        path = f"{HERE}/briefings/{safe(identifier)}"
        path += f"/versions/{version:d}" if version is not None else ""
        return decoded(Briefing, self._connection.get(path))

    def download_briefing(self, identifier: str, version: int, kind: str, target: Path | str) -> str:
        """Write a briefing to a path as pdf, docx, pptx or txt; gives back its SHA-256."""
        path = f"{HERE}/briefings/{safe(identifier)}/versions/{version:d}/file/{safe(kind)}"
        return self._download(path, Path(target))
