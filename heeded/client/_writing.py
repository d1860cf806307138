"""What a program can do in a library, as far as its token and the token's owner may."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from heeded.client._connection import Connection
from heeded.client._decoding import decoded
from heeded.client.shapes import (
    Answers,
    Briefing,
    Delivery,
    FactsHeld,
    LearningPoint,
    ProblemKept,
    Record,
    Review,
    SavedSearch,
)

HERE = "/api/v1"


class Writing:
    """The half of a library that changes something."""

    _connection: Connection

    # --- bringing reports in, and letting them out ---

    def add(self, *paths: Path | str, review: str = "", organisation: str = "") -> list[Delivery]:
        """Hand files in: one answer a file. They are read by and by; ask `record` how far it has come."""
        fields = {"review": review, "organisation": organisation}
        body, media_type = _form(fields, [Path(path) for path in paths])
        rows = self._connection.post_form(f"{HERE}/deliveries", body, media_type)
        return [decoded(Delivery, row) for row in rows]

    def record(self, document: str) -> Record:
        """How far a document has come, what was hidden in it and what was done to it."""
        return decoded(Record, self._connection.get(f"{HERE}/documents/{_safe(document)}/record"))

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
        return self._of_document(document, f"steps/{_safe(step)}", {"alone": alone})

    # --- deciding ---

    def decide_fact(
        self, review: str, name: str, values: Sequence[str] = (), *, subject: int = 0, note: str = ""
    ) -> FactsHeld:
        """Say what a fact of a review is. `subject`: the child or adult reviewed, from 1; 0 is the review."""
        return self._decide(review, name, {"values": list(values), "subject": subject, "note": note})

    def decide_not_stated(self, review: str, name: str, *, subject: int = 0, note: str = "") -> FactsHeld:
        """Say that the report does not state a fact."""
        return self._decide(review, name, {"not_stated": True, "subject": subject, "note": note})

    def undecide_fact(self, review: str, name: str, *, subject: int = 0) -> FactsHeld:
        """Take a decision back: not yet confirmed."""
        return self._decide(review, name, {"undecided": True, "subject": subject})

    def confirm_title(self, review: str, title: str) -> Review:
        """Say what a review is called."""
        path = f"{HERE}/reviews/{_safe(review)}/title"
        return decoded(Review, self._connection.send("PUT", path, {"title": title}, again=True))

    def decide_learning_point(self, identifier: str, state: str) -> LearningPoint:
        """Say that a learning point is one (confirmed), is none (rejected), or take that back (proposed)."""
        path = f"{HERE}/learning-points/{_safe(identifier)}/state"
        return decoded(LearningPoint, self._connection.send("PUT", path, {"state": state}, again=True))

    def correct_learning_point(
        self, identifier: str, *, kind: str, text: str, number: str = ""
    ) -> LearningPoint:
        """Correct what the machine took down; it is confirmed with that."""
        path, said = (
            f"{HERE}/learning-points/{_safe(identifier)}",
            {"kind": kind, "number": number, "text": text},
        )
        return decoded(LearningPoint, self._connection.send("PUT", path, said, again=True))

    def change_briefing(
        self, identifier: str, version: int, state: str, *, revision: int | None = None
    ) -> Briefing:
        """Bring a version of a briefing on: checked, issued, or back to draft. `revision` of what was read, so that
        nothing is checked that somebody changed meanwhile."""
        path = f"{HERE}/briefings/{_safe(identifier)}/versions/{version:d}/state"
        return decoded(Briefing, self._connection.send("PUT", path, {"state": state, "revision": revision}))

    # --- one's own ---

    def searches(self) -> list[SavedSearch]:
        """The searches that the owner of the token keeps."""
        return [decoded(SavedSearch, row) for row in self._connection.get(f"{HERE}/searches")]

    def keep_search(
        self, question: str, *, name: str = "", often: str = "daily", by_mail: bool = False, **filters: Any
    ) -> SavedSearch:
        """Keep a search, to be told what is new; `often` daily, weekly or never; filters as the API names them."""
        said = {"name": name, "often": often, "by_mail": by_mail, "search": {"q": question, **filters}}
        return decoded(SavedSearch, self._connection.send("POST", f"{HERE}/searches", said))

    def answers(self, search: str) -> Answers:
        """What answered a kept search."""
        return decoded(Answers, self._connection.get(f"{HERE}/searches/{_safe(search)}"))

    def forget_search(self, search: str) -> None:
        """Keep a search no longer."""
        self._connection.send("DELETE", f"{HERE}/searches/{_safe(search)}")

    def report_problem(
        self, message: str, *, kind: str = "wrong", review: str = "", reply_to: str = ""
    ) -> ProblemKept:
        """Say that somebody can be recognised (kind "recognised") or that something is wrong ("wrong", "other"). No
        names or addresses in the message."""
        said = {"kind": kind, "message": message, "review": review, "reply_to": reply_to}
        return decoded(ProblemKept, self._connection.send("POST", f"{HERE}/problems", said))

    def _of_document(self, document: str, what: str, said: Any) -> Record:
        path = f"{HERE}/documents/{_safe(document)}/{what}"
        return decoded(Record, self._connection.send("POST", path, said))

    def _decide(self, review: str, name: str, said: Any) -> FactsHeld:
        path = f"{HERE}/reviews/{_safe(review)}/facts/{_safe(name)}"
        return decoded(FactsHeld, self._connection.send("PUT", path, said, again=True))


def _safe(part: str) -> str:
    return quote(str(part), safe="")


def _form(fields: dict[str, str], paths: Iterable[Path]) -> tuple[bytes, str]:
    """A form with files, and its media type."""
    edge = uuid4().hex
    parts = [_field(name, value.encode()) for name, value in fields.items() if value]
    parts += [_field("files", path.read_bytes(), file=path.name) for path in paths]
    body = b"".join(b"--" + edge.encode() + b"\r\n" + part + b"\r\n" for part in parts)
    return body + b"--" + edge.encode() + b"--\r\n", f"multipart/form-data; boundary={edge}"


def _field(name: str, content: bytes, *, file: str = "") -> bytes:
    said = f'Content-Disposition: form-data; name="{name}"'
    if file:
        plain = "".join("_" if letter in '"\\\r\n' else letter for letter in file)
        said += f'; filename="{plain}"\r\nContent-Type: application/octet-stream'
    return said.encode() + b"\r\n\r\n" + content
