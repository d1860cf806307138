from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from heeded.core.erasure import Erased


class LearningConfig(AppConfig):
    name = "heeded.learning"
    label = "learning"

    def ready(self) -> None:
        """Answer for every field that holds words of a report."""
        from heeded.core.erasure import register

        register("learning", *FIELDS_WITH_REPORT_TEXT, run=_erase_words)


def _erase_words(erased: "Erased") -> None:
    from heeded.learning.services import erase_words

    erase_words(erased)


FIELDS_WITH_REPORT_TEXT = (
    "learning.CodingPlace.quote",
    "learning.CodingPlace.before",
    "learning.CodingPlace.after",
    "learning.CodingPlace.note",
    "learning.CodingPlace.reason",
    "learning.TrainedModel.content",
    "learning.Why.note",
    "learning.Why.reason",
    "learning.Lesson.title",
    "learning.LessonMember.reason",
    "learning.LessonChange.title_before",
)
