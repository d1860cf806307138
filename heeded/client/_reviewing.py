"""Reviews and what is filed of them."""

from heeded.client import _flat as flat
from heeded.client._addresses import HERE, safe
from heeded.client._asking import Asking
from heeded.client._decoding import decoded
from heeded.client._rows import Rows
from heeded.client.shapes import AskedFor, FactsHeld, FactsOfReview, LearningPoint, Review, ReviewRow


class Reviewing(Asking):
    """Reviews, facts and learning points."""

    def reviews(self, *, kind: str = "", held: bool | None = None) -> Rows[ReviewRow]:
        """Reviews and other works, newest first. `held`: only those with, or without, a document."""
        return self._rows("/reviews", ReviewRow, flat.of_review, flat.REVIEW, kind=kind, held=held)

    def review(self, identifier: str) -> Review:
        """One review with its documents, facts and learning points."""
        return decoded(Review, self._connection.get(f"{HERE}/reviews/{safe(identifier)}"))

    def facts(self) -> Rows[FactsOfReview]:
        """What every review is filed under."""
        return self._rows("/facts", FactsOfReview, flat.of_facts, flat.FACT)

    def facts_of(self, review: str) -> FactsHeld:
        """The facts of one review with who decided what before, for those who decide."""
        return decoded(FactsHeld, self._connection.get(f"{HERE}/reviews/{safe(review)}/facts"))

    def recommendations(
        self, *, review: str = "", document: str = "", state: str = ""
    ) -> Rows[LearningPoint]:
        """Recommendations as printed. `state`: proposed (found by machine), confirmed or rejected."""
        return self.learning_points("recommendation", review=review, document=document, state=state)

    def learning_points(
        self, kind: str = "", *, review: str = "", document: str = "", state: str = ""
    ) -> Rows[LearningPoint]:
        """Learning points of a kind: recommendation, finding, learning, question, good-practice; all without."""
        wish = {"kind": kind, "review": review, "document": document, "state": state}
        return self._rows("/learning-points", LearningPoint, flat.of_point, flat.POINT, **wish)

    def learning_point(self, identifier: str) -> LearningPoint:
        """One learning point with every place where it is printed."""
        return decoded(LearningPoint, self._connection.get(f"{HERE}/learning-points/{safe(identifier)}"))

    def asked_for(self, review: str) -> list[AskedFor]:
        """What each recommendation of a review asks for."""
        rows = self._connection.get(f"{HERE}/reviews/{safe(review)}/asked-for")
        return [decoded(AskedFor, row) for row in rows]
