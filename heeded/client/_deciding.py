"""What a person decides."""

from collections.abc import Sequence
from typing import Any

from heeded.client._addresses import HERE, safe
from heeded.client._asking import Asking
from heeded.client._decoding import decoded
from heeded.client.shapes import Briefing, FactsHeld, LearningPoint, Review


class Deciding(Asking):
    """Facts, titles, learning points, briefings."""

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
        path = f"{HERE}/reviews/{safe(review)}/title"
        return decoded(Review, self._connection.send("PUT", path, {"title": title}, again=True))

    def decide_learning_point(self, identifier: str, state: str) -> LearningPoint:
        """Say that a learning point is one (confirmed), is none (rejected), or take that back (proposed)."""
        path = f"{HERE}/learning-points/{safe(identifier)}/state"
        return decoded(LearningPoint, self._connection.send("PUT", path, {"state": state}, again=True))

    def correct_learning_point(
        self, identifier: str, *, kind: str, text: str, number: str = ""
    ) -> LearningPoint:
        """Correct what the machine took down; it is confirmed with that."""
        path, said = (
            f"{HERE}/learning-points/{safe(identifier)}",
            {"kind": kind, "number": number, "text": text},
        )
        return decoded(LearningPoint, self._connection.send("PUT", path, said, again=True))

    def change_briefing(
        self, identifier: str, version: int, state: str, *, revision: int | None = None
    ) -> Briefing:
        """Bring a version of a briefing on: checked, issued, or back to draft. `revision` of what was read, so that
        nothing is checked that somebody changed meanwhile."""
        path = f"{HERE}/briefings/{safe(identifier)}/versions/{version:d}/state"
        return decoded(Briefing, self._connection.send("PUT", path, {"state": state, "revision": revision}))

    def _decide(self, review: str, name: str, said: Any) -> FactsHeld:
        path = f"{HERE}/reviews/{safe(review)}/facts/{safe(name)}"
        return decoded(FactsHeld, self._connection.send("PUT", path, said, again=True))
