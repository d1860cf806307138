"""What a program can read of a library."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from heeded.client import _flat as flat
from heeded.client._connection import Connection
from heeded.client._decoding import decoded
from heeded.client._errors import Damaged
from heeded.client._found import Found, SearchWish
from heeded.client._rows import Flat, Part, Rows
from heeded.client.shapes import (
    AskedFor,
    Briefing,
    BriefingRow,
    Document,
    FactsHeld,
    FactsOfReview,
    Holding,
    LearningPoint,
    LikePassage,
    LikePoint,
    Page,
    PassageRow,
    Place,
    Review,
    ReviewRow,
    Token,
    Withdrawal,
)

HERE = "/api/v1"
_AT_ONCE = 100
_SHA256 = re.compile(r'"([0-9a-f]{64})"')
_Row = TypeVar("_Row")


class Reading:
    """The half of a library that changes nothing."""

    _connection: Connection

    # --- finding ---

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
            LikePoint, self._connection.get(f"{HERE}/learning-points/{_safe(identifier)}/more-like")
        )

    # --- reviews and what is filed of them ---

    def reviews(self, *, kind: str = "", held: bool | None = None) -> Rows[ReviewRow]:
        """Reviews and other works, newest first. `held`: only those with, or without, a document."""
        return self._rows("/reviews", ReviewRow, flat.of_review, flat.REVIEW, kind=kind, held=held)

    def review(self, identifier: str) -> Review:
        """One review with its documents, facts and learning points."""
        return decoded(Review, self._connection.get(f"{HERE}/reviews/{_safe(identifier)}"))

    def facts(self) -> Rows[FactsOfReview]:
        """What every review is filed under."""
        return self._rows("/facts", FactsOfReview, flat.of_facts, flat.FACT)

    def facts_of(self, review: str) -> FactsHeld:
        """The facts of one review with who decided what before, for those who decide."""
        return decoded(FactsHeld, self._connection.get(f"{HERE}/reviews/{_safe(review)}/facts"))

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
        return decoded(LearningPoint, self._connection.get(f"{HERE}/learning-points/{_safe(identifier)}"))

    def asked_for(self, review: str) -> list[AskedFor]:
        """What each recommendation of a review asks for."""
        rows = self._connection.get(f"{HERE}/reviews/{_safe(review)}/asked-for")
        return [decoded(AskedFor, row) for row in rows]

    # --- documents ---

    def document(self, identifier: str) -> Document:
        """A document with its headings."""
        return decoded(Document, self._connection.get(f"{HERE}/documents/{_safe(identifier)}"))

    def pages(self, document: str) -> Rows[Page]:
        """The pages of a document with their text."""
        return self._rows(f"/documents/{_safe(document)}/pages", Page, flat.of_page, flat.PAGE)

    def page(self, document: str, number: int) -> Page:
        """One page; `number` from 1, as in the file."""
        return decoded(Page, self._connection.get(f"{HERE}/documents/{_safe(document)}/pages/{number:d}"))

    def passages(self, document: str) -> Rows[PassageRow]:
        """The passages of a document in order."""
        path = f"/documents/{_safe(document)}/passages"
        return self._rows(path, PassageRow, flat.of_passage, flat.PASSAGE)

    def place(self, document: str, at: str) -> Place:
        """The words at a citation: `at` as every citation has it, such as "p12.340-512"."""
        return decoded(Place, self._connection.get(f"{HERE}/documents/{_safe(document)}/at/{_safe(at)}"))

    def text(self, document: str) -> str:
        """The text of a document with the numbers of its pages."""
        return self._connection.answer(f"{HERE}/documents/{_safe(document)}/text").content.decode()

    def download(self, document: str, target: Path | str) -> str:
        """Write the file of a document to a path, piece by piece; gives back its SHA-256. The path holds the whole
        file or, where something goes wrong, what it held before.

        Raises:
            Damaged: what arrived has not the hash that the library gave.
        """
        return self._download(f"{HERE}/documents/{_safe(document)}/file", Path(target))

    def _download(self, path: str, target: Path) -> str:
        half, digest = target.with_name(f"{target.name}.half"), hashlib.sha256()
        try:
            with half.open("wb") as file:

                def write(piece: bytes) -> None:
                    digest.update(piece)
                    file.write(piece)

                headers = self._connection.download(path, write)
            _check(headers, digest.hexdigest())
            half.replace(target)
        finally:
            half.unlink(missing_ok=True)
        return digest.hexdigest()

    # --- briefings ---

    def briefings(self, *, review: str = "", state: str = "") -> Rows[BriefingRow]:
        """Briefings, newest first; `state` draft, checked or issued for those who see more than what is issued."""
        return self._rows(
            "/briefings", BriefingRow, flat.of_briefing, flat.BRIEFING, review=review, state=state
        )

    def briefing(self, identifier: str, version: int | None = None) -> Briefing:
        """A briefing with its lines: the issued version, or the one of a number."""
        path = f"{HERE}/briefings/{_safe(identifier)}"
        path += f"/versions/{version:d}" if version is not None else ""
        return decoded(Briefing, self._connection.get(path))

    def download_briefing(self, identifier: str, version: int, kind: str, target: Path | str) -> str:
        """Write a briefing to a path as pdf, docx, pptx or txt; gives back its SHA-256."""
        path = f"{HERE}/briefings/{_safe(identifier)}/versions/{version:d}/file/{_safe(kind)}"
        return self._download(path, Path(target))

    # --- what went, and what else there is ---

    def withdrawals(self, *, since: datetime | date | None = None) -> Rows[Withdrawal]:
        """What everybody could read and now cannot, oldest first. Whoever keeps copies lets go of them: that is what
        the terms of a token say. Ask at least once a day."""
        instant = datetime(since.year, since.month, since.day).astimezone() if type(since) is date else since

        def part(place: str) -> Part[Withdrawal]:
            asked = {"cursor": place} if place else {"since": instant}
            said = self._connection.get(f"{HERE}/withdrawals", asked)
            rows = [decoded(Withdrawal, row) for row in said["results"]]
            return Part(rows, said["next"] if said["more"] else None)

        return Rows(part, flat.of_withdrawal, flat.WITHDRAWAL)

    def holdings(self) -> Rows[Holding]:
        """For each area, how many reviews of each year are held and how many are known."""

        def part(place: str) -> Part[Holding]:
            rows = [decoded(Holding, row) for row in self._connection.get(f"{HERE}/holdings")]
            return Part(rows, None, len(rows))

        return Rows(part, flat.of_holding, flat.HOLDING)

    def vocabulary(self) -> Mapping[str, Mapping[str, str]]:
        """The closed lists: for each, its values with the words that people read."""
        lists = self._connection.get(f"{HERE}/vocabulary")["lists"]
        return {name: {row["value"]: row["label"] for row in rows} for name, rows in lists.items()}

    def token(self) -> Token:
        """The token that this program asks with: what it is for, until when, under what terms."""
        return decoded(Token, self._connection.get(f"{HERE}/token"))

    def status(self) -> Mapping[str, Any]:
        """How the library and its machines are doing, for those who run it."""
        state: Mapping[str, Any] = self._connection.get(f"{HERE}/status")["state"]
        return state

    def _rows(
        self,
        path: str,
        kind: type[_Row],
        flat: Callable[[_Row], Iterable[Flat]],
        columns: Sequence[str],
        /,
        **wish: Any,
    ) -> Rows[_Row]:
        def part(place: str) -> Part[_Row]:
            said = self._connection.get(HERE + path, {**wish, "cursor": place, "limit": _AT_ONCE})
            return Part([decoded(kind, row) for row in said["results"]], said["next"], said["total"])

        return Rows(part, flat, columns)


def _safe(part: str) -> str:
    """A value as one part of an address: whatever it holds, it names nothing else."""
    return quote(str(part), safe="")


def _check(headers: Mapping[str, str], sha256: str) -> None:
    told = _SHA256.fullmatch(headers.get("etag", "").removeprefix("W/"))
    if told and told[1] != sha256:
        raise Damaged("The file is not the one of its hash.", advice="Try again.")
