"""Bringing reports in, and letting them out."""

from datetime import datetime
from pathlib import Path
from typing import Any

from heeded.client._addresses import HERE, safe
from heeded.client._asking import Asking
from heeded.client._decoding import decoded
from heeded.client._forms import form
from heeded.client.shapes import Delivery, Record


class Adding(Asking):
    """Adding, publishing, withdrawing."""

    def add(self, *paths: Path | str, review: str = "", organisation: str = "") -> list[Delivery]:
        """Hand files in: one answer a file. They are read by and by; ask `record` how far it has come."""
        fields = {"review": review, "organisation": organisation}
        body, media_type = form(fields, [Path(path) for path in paths])
        rows = self._connection.post_form(f"{HERE}/deliveries", body, media_type)
        return [decoded(Delivery, row) for row in rows]

    def record(self, document: str) -> Record:
        """How far a document has come, what was hidden in it and what was done to it."""
        return decoded(Record, self._connection.get(f"{HERE}/documents/{safe(document)}/record"))

    def publish(
        self,
        document: str,
        *,
        restrictions_checked: bool,
        where: str = "",
        rights: str = "",
        licence: str = "",
        visible_from: datetime | None = None,
        replaced_is_public: bool = False,
    ) -> Record:
        """Make a document public, now or from a time on. `restrictions_checked`: somebody looked for court orders and
        reporting restrictions."""
        said = {
            "restrictions_checked": restrictions_checked,
            "where": where,
            "rights": rights,
            "licence": licence,
            "visible_from": visible_from.isoformat() if visible_from else None,
            "replaced_is_public": replaced_is_public,
        }
        return self._of_document(document, "publish", said)

    def withdraw(self, document: str, *, reason: str) -> Record:
        """Hide a document at once, everywhere. `reason` in a few words, never a name."""
        return self._of_document(document, "withdraw", {"reason": reason})

    def restrict(self, document: str) -> Record:
        """Make a document restricted again: those named can read it, nobody else."""
        return self._of_document(document, "restrict", None)

    def run_again(self, document: str, step: str, *, alone: bool = False) -> Record:
        """Have a step of reading run again, with all that follow it or alone."""
        return self._of_document(document, f"steps/{safe(step)}", {"alone": alone})

    def _of_document(self, document: str, what: str, said: Any) -> Record:
        path = f"{HERE}/documents/{safe(document)}/{what}"
        return decoded(Record, self._connection.send("POST", path, said))
