"""What learning says no to.

NoSuchFramework, NoSuchTheme, NoSuchCoding, NoSuchRound, NoSuchLesson,
NoSuchLearningPoint   not there, or not for this person
FrameworkWrong        a framework cannot be as it is asked for; `problems` says everything that is wrong
NotToBeCoded          the words, the value or the theme cannot be coded so
RoundNotOpen          a round is not where this would be done
LessonMoved           a lesson was merged into another meanwhile
NotLearned            themes cannot be learned: too little to learn from, or too many of them
NotSuggested          what was learned cannot be used here
"""

from collections.abc import Sequence

from heeded.core.errors import NotFound, Refused


class NoSuchFramework(NotFound):
    """No such framework."""


class FrameworkWrong(Refused):
    """A framework cannot be as it is asked for. `problems` are plain sentences, in its order."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = tuple(problems)


class NoSuchTheme(NotFound):
    """No such theme in this framework."""


class NoSuchCoding(NotFound):
    """No such coding, or not one that this person may see."""


class NoSuchRound(NotFound):
    """No such round of coding, or not one that this person may see."""


class NoSuchLesson(NotFound):
    """No such lesson, or not one that this person may see."""


class NotToBeCoded(Refused):
    """The words, the value or the theme cannot be coded so."""


class RoundNotOpen(Refused):
    """The round is being coded, settled or closed, and this belongs to another time."""


class NoSuchLearningPoint(NotFound):
    """No such learning point, or not one that this person may see."""


class LessonMoved(Refused):
    """The lesson was merged into another, or is not there any more as it was."""


class NotLearned(Refused):
    """Themes cannot be learned: there is too little to learn from, or there are too many."""


class NotSuggested(Refused):
    """What was learned cannot be used here: the sentence model that it was learned with is missing."""
