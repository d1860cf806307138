from django.apps import AppConfig


class BriefingConfig(AppConfig):
    name = "heeded.briefing"
    label = "briefing"

    def ready(self) -> None:
        """Answer for every field that holds words of a report."""
        from heeded.briefing.services import erase_words
        from heeded.core.erasure import register

        register("briefing", *FIELDS_WITH_REPORT_TEXT, run=erase_words)


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
