"""Finding."""

from typing import Any

from heeded.client._addresses import HERE, safe
from heeded.client._asking import Asking
from heeded.client._decoding import decoded
from heeded.client._found import Found, SearchWish
from heeded.client.shapes import LikePassage, LikePoint


class Searching(Asking):
    """What is found by words or by meaning."""

    def search(self, question: str = "", *, mode: str = "both", **filters: Any) -> Found:
        """Reviews with their passages, best first, in parts. `mode` is words, meaning or both.

        Filters: areas, regions, boards, types, nations, harms, ages, outcomes, agencies, sections, speakers (each a
        word or several: any of these), year_from, year_to, review, document, sort (relevance, newest, oldest),
        passages (of each review at most), sure (search even where the words look like somebody's details).

        Raises:
            TypeError: there is no such filter.
        """
        return Found(self._connection, SearchWish.made(question, mode, filters))

    def more_like(self, document: str, page: int, start: int = 0) -> LikePassage:
        """Passages that say the like of the one at a place of a document."""
        where = {"document": document, "page": page, "start": start}
        return decoded(LikePassage, self._connection.get(f"{HERE}/more-like", where))

    def more_like_point(self, identifier: str) -> LikePoint:
        """Recommendations and other learning points like one."""
        return decoded(
            LikePoint, self._connection.get(f"{HERE}/learning-points/{safe(identifier)}/more-like")
        )
