"""Erasing: lines go with the document that they cite; what an editor wrote beside them goes too."""

from heeded.briefing.models import Line, Question, Version
from heeded.core.erasure import Erased


def erase_words(erased: Erased) -> None:
    """In every version that drew on the erased document, empty what could repeat its words without citing it."""
    for version in Version.objects.exclude(sources=[]).only("pk", "sources", "parts"):
        if erased.identifier in version.sources:
            Line.objects.filter(version=version, document=None).delete()
            Question.objects.filter(version=version).exclude(written_by="").delete()
            parts = [{**part, "note": ""} for part in version.parts]
            Version.objects.filter(pk=version.pk).update(note="", content_notes=[], parts=parts)
