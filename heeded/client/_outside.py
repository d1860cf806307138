"""What boards submit and open to outside bodies, who read it, what is asked and answered."""

from datetime import date

from heeded.client import _flat_of_outside as flat
from heeded.client._addresses import HERE, safe
from heeded.client._asking import Asking
from heeded.client._decoding import decoded
from heeded.client._rows import Rows
from heeded.client.shapes import (
    BodyToTell,
    Opening,
    OutsideQuestion,
    OutsideReading,
    Submission,
    SubmittedPoint,
)


class Outside(Asking):
    """For boards and for the bodies that they report to. Every reading of such a body is shown to the board."""

    def bodies(self, board: str) -> list[BodyToTell]:
        """The outside bodies that a board, whose plan one keeps, can submit or open something to."""
        rows = self._connection.get(f"{HERE}/boards/{safe(board)}/bodies")
        return [decoded(BodyToTell, row) for row in rows]

    def submissions(self, *, board: str = "", to: str = "", review: str = "") -> Rows[Submission]:
        """What was submitted to one's body, or by one's board, newest first."""
        wish = {"board": board, "to": to, "review": review}
        return self._rows("/submissions", Submission, flat.of_submission, flat.SUBMISSION, **wish)

    def submission(self, identifier: str) -> Submission:
        """One submission, without its points."""
        return decoded(Submission, self._connection.get(f"{HERE}/submissions/{safe(identifier)}"))

    def submitted_points(self, submission: str) -> Rows[SubmittedPoint]:
        """The points of a submission with answers and actions, as submitted."""
        path = f"/submissions/{safe(submission)}/points"
        return self._rows(path, SubmittedPoint, flat.of_point, flat.POINT)

    def submit(self, board: str, to: str, *, review: str = "") -> Submission:
        """Submit what stands on a board's plan now, or what of it answers one `review`. It stays as submitted."""
        said = {"to": to, "review": review}
        path = f"{HERE}/boards/{safe(board)}/submissions"
        return decoded(Submission, self._connection.send("POST", path, said, again=True))

    def openings(
        self, *, board: str = "", to: str = "", review: str = "", open: bool | None = None
    ) -> Rows[Opening]:
        """What is open to one's body now, and all that one's board ever opened. It is read as `plan_items` and
        `actions` of that board."""
        wish = {"board": board, "to": to, "review": review, "open": open}
        return self._rows("/openings", Opening, flat.of_opening, flat.OPENING, **wish)

    def opening(self, identifier: str) -> Opening:
        """One opening."""
        return decoded(Opening, self._connection.get(f"{HERE}/openings/{safe(identifier)}"))

    def open_plan(
        self, board: str, to: str, *, until: date, since: date | None = None, review: str = ""
    ) -> Opening:
        """Let a body read a board's plan from the day `since`, or from now, to the end of the day `until`."""
        first = since.isoformat() if since else None
        said = {"to": to, "review": review, "since": first, "until": until.isoformat()}
        path = f"{HERE}/boards/{safe(board)}/openings"
        return decoded(Opening, self._connection.send("POST", path, said, again=True))

    def end_opening(self, identifier: str) -> Opening:
        """End it now. Who read it until then stays on record."""
        path = f"{HERE}/openings/{safe(identifier)}/end"
        return decoded(Opening, self._connection.send("POST", path, again=True))

    def readings(self, told: Submission | Opening) -> Rows[OutsideReading]:
        """Who read a submission or what was opened and when, newest first: for the board."""
        path = f"/{_kind(told)}/{safe(told.identifier)}/readings"
        return self._rows(path, OutsideReading, flat.of_reading, flat.READING)

    def questions(
        self, *, board: str = "", kind: str = "", answered: bool | None = None
    ) -> Rows[OutsideQuestion]:
        """What one's body asked or advised, and what one's board was asked; `kind` question or advice."""
        wish = {"board": board, "kind": kind, "answered": answered}
        return self._rows("/questions", OutsideQuestion, flat.of_question, flat.QUESTION, **wish)

    def question(self, identifier: str) -> OutsideQuestion:
        """One question or advice with its answer."""
        return decoded(OutsideQuestion, self._connection.get(f"{HERE}/questions/{safe(identifier)}"))

    def ask(
        self, told: Submission | Opening, text: str, *, kind: str = "question", item: str = ""
    ) -> OutsideQuestion:
        """Ask the board that submitted or opened something to one's body, or give it advice (`kind`), of one `item`."""
        said = {"text": text, "kind": kind, "item": item}
        path = f"{HERE}/{_kind(told)}/{safe(told.identifier)}/questions"
        return decoded(OutsideQuestion, self._connection.send("POST", path, said, again=True))

    def answer_question(self, identifier: str, text: str) -> OutsideQuestion:
        """Answer for one's board, once."""
        path = f"{HERE}/questions/{safe(identifier)}/answer"
        return decoded(OutsideQuestion, self._connection.send("PUT", path, {"text": text}, again=True))


def _kind(told: Submission | Opening) -> str:
    return "submissions" if isinstance(told, Submission) else "openings"
