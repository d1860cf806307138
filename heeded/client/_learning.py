"""What reviews teach again and again, what was said before, and what is coded in them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from heeded.client import _flat as flat
from heeded.client._addresses import HERE, safe
from heeded.client._asking import Asking
from heeded.client._decoding import decoded
from heeded.client._rows import Rows
from heeded.client.shapes import (
    Coding,
    CodingWithDecisions,
    Framework,
    FrameworkRow,
    Lesson,
    LessonRow,
    SaidBefore,
    Throughline,
)


class Learning(Asking):
    """Lessons, frameworks, codings."""

    def said_before(self, text: str, *, most: int = 10, besides: str = "") -> SaidBefore:
        """What earlier reviews said that comes closest to a text; the library stores the text nowhere. `besides`: a
        review whose own learning points are left out."""
        said = {"text": text, "most": most, "besides": besides}
        return decoded(SaidBefore, self._connection.send("POST", f"{HERE}/said-before", said, again=True))

    def lessons(self, *, state: str = "confirmed", review: str = "") -> Rows[LessonRow]:
        """Lessons that come back, newest first. `state`: confirmed, or for those who code proposed or rejected."""
        return self._rows("/lessons", LessonRow, flat.of_lesson, flat.LESSON, state=state, review=review)

    def lesson(self, identifier: str) -> Lesson:
        """One lesson with what teaches it, each where it is printed."""
        return decoded(Lesson, self._connection.get(f"{HERE}/lessons/{safe(identifier)}"))

    def throughline(self, lesson: str) -> Throughline:
        """A lesson through time: every review that taught it, and what was recommended."""
        return decoded(Throughline, self._connection.get(f"{HERE}/lessons/{safe(lesson)}/throughline"))

    def gather_lesson(self, title: str, points: Sequence[str], *, is_open: bool = False) -> Lesson:
        """Make a lesson of learning points that say the same. `is_open`: its name repeats no single report."""
        said = {"title": title, "points": list(points), "is_open": is_open}
        return decoded(Lesson, self._connection.send("POST", f"{HERE}/lessons", said, again=True))

    def decide_lesson(
        self,
        identifier: str,
        state: str,
        *,
        title: str = "",
        is_open: bool = False,
        without: Sequence[str] = (),
    ) -> Lesson:
        """Confirm a lesson, with a name where it has none, or reject it. `without`: learning points that are proposed
        for it and are none of it."""
        name = {"title": title, "is_open": is_open} if title else None
        said = {"state": state, "name": name, "without": list(without)}
        path = f"{HERE}/lessons/{safe(identifier)}/state"
        return decoded(Lesson, self._connection.send("PUT", path, said, again=True))

    def frameworks(self) -> list[FrameworkRow]:
        """The frameworks of the library."""
        return [decoded(FrameworkRow, row) for row in self._connection.get(f"{HERE}/frameworks")]

    def framework(self, identifier: str, *, version: int | None = None) -> Framework:
        """A framework with its themes, as it is or as it was in a version."""
        path = f"{HERE}/frameworks/{safe(identifier)}"
        return decoded(Framework, self._connection.get(path, {"version": version}))

    def download_framework(self, identifier: str, kind: str, target: Path | str) -> str:
        """Write a framework to a path as toml, csv, xlsx or qdc; gives back its SHA-256."""
        return self._download(f"{HERE}/frameworks/{safe(identifier)}/file/{safe(kind)}", Path(target))

    def codings(self, *, state: str = "standing", **filters: Any) -> Rows[Coding]:
        """What people found of themes, newest first. Filters: framework, theme, review, document, target, value. With
        `state` proposed, what a machine proposes, for those who code."""
        return self._rows("/codings", Coding, flat.of_coding, flat.CODING, state=state, **filters)

    def coding(self, identifier: str) -> CodingWithDecisions:
        """One coding with what was decided of it."""
        return decoded(CodingWithDecisions, self._connection.get(f"{HERE}/codings/{safe(identifier)}"))

    def code(self, framework: str, theme: str, **said: Any) -> CodingWithDecisions:
        """Give something a theme: words (`document`, `at`), a review (`target="review"`, `review`), a child or adult
        reviewed (`target="subject"`, `review`, `subject`) or another adult (`target="adult"`, `review`, `adult`); with
        `value`, `note` and `certainty`."""
        said = {"framework": framework, "theme": theme, **said}
        return decoded(
            CodingWithDecisions, self._connection.send("POST", f"{HERE}/codings", said, again=True)
        )

    def decide_coding(self, identifier: str, state: str) -> CodingWithDecisions:
        """Say that a coding stands, or reject it."""
        path = f"{HERE}/codings/{safe(identifier)}/state"
        return decoded(CodingWithDecisions, self._connection.send("PUT", path, {"state": state}, again=True))
