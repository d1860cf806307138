from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "heeded.library"
    label = "library"

    def ready(self) -> None:
        """Answer for every field that holds words of a report: their rows go with the document."""
        from heeded.core.erasure import register
        from heeded.library.services import erase_files

        register("library", *FIELDS_WITH_REPORT_TEXT, run=erase_files)


FIELDS_WITH_REPORT_TEXT = (
    "library.Work.title",
    "library.Document.name",
    "library.Document.kind",
    "library.Document.notes",
    "library.Document.fingerprint",
    "library.Page.label",
    "library.Page.text",
    "library.Page.blocks",
    "library.Page.lines",
    "library.Page.words",
    "library.Section.number",
    "library.Section.title",
    "library.Passage.text",
    "library.Passage.heading",
    "library.LearningPoint.number",
    "library.LearningPoint.text",
    "library.LearningPoint.addressees",
    "library.LearningPointPlace.quote",
    "library.LearningPointPlace.before",
    "library.LearningPointPlace.after",
    "library.Fact.value",
    "library.Fact.quote",
    "library.Fact.before",
    "library.Fact.after",
    "library.FactDecision.values",
    "library.FactDecision.note",
)
