from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from heeded.core.erasure import Erased


class BriefingConfig(AppConfig):
    name = "heeded.briefing"
    label = "briefing"

    def ready(self) -> None:
        """Answer for every field that holds words of a report, and for the files of the library's own look."""
        from heeded.briefing.own_look import own_files
        from heeded.core.erasure import register
        from heeded.library.files import also_named_by

        also_named_by(own_files)

        register("briefing", *FIELDS_WITH_REPORT_TEXT, run=_erase_words)


def _erase_words(erased: "Erased") -> None:
    from heeded.briefing.services import erase_words  # with all that drafts: too much for every start

    erase_words(erased)


FIELDS_WITH_REPORT_TEXT = (
    "briefing.Version.note",
    "briefing.Version.parts",
    "briefing.Version.content_notes",
    "briefing.Line.text",
    "briefing.Line.quote",
    "briefing.Line.before",
    "briefing.Line.after",
    "briefing.Question.text",
    "briefing.RecommendationDecision.by_when",
)
