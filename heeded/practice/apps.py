from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from heeded.core.erasure import Erased
    from heeded.people.models import Message
    from heeded.people.services import Letter


class PracticeConfig(AppConfig):
    name = "heeded.practice"
    label = "practice"

    def ready(self) -> None:
        """Answer for every field that can repeat a report, and for the files kept as evidence; write letters to boards
        and to those who ask them when they are sent."""
        from heeded.core.erasure import register
        from heeded.library.files import also_named_by
        from heeded.people.services import write_when_sent
        from heeded.practice.evidence_files import own_files

        also_named_by(own_files)
        register("practice", *FIELDS_WITH_REPORT_TEXT, run=_erase_words)
        write_when_sent(_letter_to_board)
        write_when_sent(_letter_to_asker)


def _erase_words(erased: "Erased") -> None:
    from heeded.practice.services import erase_words

    erase_words(erased)


def _letter_to_board(message: "Message") -> "Letter | None":
    from heeded.practice.letters_to_boards import letter_for

    return letter_for(message)


def _letter_to_asker(message: "Message") -> "Letter | None":
    from heeded.practice.letters_to_askers import letter_for

    return letter_for(message)


FIELDS_WITH_REPORT_TEXT = (
    "practice.Point.text",
    "practice.Point.source",
    "practice.Response.reasons",
    "practice.Action.what",
    "practice.Action.intended_change",
    "practice.Action.how_known",
    "practice.ActionChange.before",
    "practice.ActionChange.after",
    "practice.ActionChange.reason",
    "practice.Evidence.title",
    "practice.Evidence.shows",
    "practice.Evidence.file_name",
    "practice.PracticeCheck.found",
    "practice.Closing.reason",
    "practice.Closing.reopened_reason",
    "practice.CameBack.note",
    "practice.TakenUp.reason",
    "practice.Submission.content",
    "practice.OutsideQuestion.text",
    "practice.OutsideQuestion.answer",
    "practice.TakenRow.said",
    "practice.TakenRow.notes",
    "practice.TakenRow.fingerprint",
    "practice.Decision.words",
    "practice.Decision.struck_reason",
    "practice.TrackerRecord.key",
    "practice.TrackerRecord.said",
)
