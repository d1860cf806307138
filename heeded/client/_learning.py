"""What reviews teach again and again, and what was said before."""

from collections.abc import Sequence

from heeded.client import _flat as flat
from heeded.client._addresses import HERE, safe
from heeded.client._asking import Asking
from heeded.client._decoding import decoded
from heeded.client._rows import Rows
from heeded.client.shapes import Lesson, LessonRow, SaidBefore, Throughline


class Learning(Asking):
    """Lessons."""

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
