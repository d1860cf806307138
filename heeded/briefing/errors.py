"""What briefings say no to."""

from collections.abc import Sequence
from dataclasses import dataclass

from heeded.core.errors import NotFound, Refused


class NoSuchBriefing(NotFound):
    """No such briefing, or not one that this person may see."""


class NothingToBrief(Refused):
    """The review holds no document that can be briefed from."""


class NotADraft(Refused):
    """It has been checked or issued: a change makes a new version."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one thing on an editor's desk: a line (by its key), a question (by its number), the note of
    a part (by its role), the note on the whole or the content notes."""

    of: str  # line | question | part | note | content
    key: str
    words: str


class EditsRefused(Refused):
    """Something on the desk cannot be saved as it stands. Nothing of it was saved; `problems` says what is wrong."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems[0].words)
        self.problems = tuple(problems)
