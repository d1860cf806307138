"""Erasing: lines go with the document that they cite; what an editor wrote beside them goes too. A version that has
no line left goes as a whole, and with the last one the briefing: nothing empty stays issued."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from heeded.briefing.models import Briefing, Line, Question, Version
from heeded.core.actors import SYSTEM
from heeded.core.erasure import Erased
from heeded.core.models import Tombstone
from heeded.core.services import record


@transaction.atomic
def erase_words(erased: Erased) -> None:
    """In every version that drew on the erased document, empty what could repeat its words without citing it."""
    drew = Version.objects.exclude(sources=[]).only("pk", "sources", "parts", "briefing")
    versions = [version for version in drew if erased.identifier in version.sources]
    for version in versions:
        _empty(version)
    for briefing in Briefing.objects.filter(pk__in={version.briefing_id for version in versions}):
        if not briefing.versions.exists():
            _forget(briefing, erased)


def _empty(version: Version) -> None:
    Line.objects.filter(version=version, document=None).delete()
    if not Line.objects.filter(version=version).exists():
        version.delete()
        return
    Question.objects.filter(version=version).exclude(written_by="").delete()
    parts = [{**part, "note": ""} for part in version.parts]
    Version.objects.filter(pk=version.pk).update(
        note="", content_notes=[], parts=parts, revision=F("revision") + 1
    )


def _forget(briefing: Briefing, erased: Erased) -> None:
    identifier = briefing.identifier
    briefing.delete()
    Tombstone.objects.update_or_create(
        thing_kind="briefing",
        thing=identifier,
        defaults={"erased_at": datetime.fromisoformat(erased.at), "reason": erased.reason},
    )
    record("briefing.erase", by=SYSTEM, thing_kind="briefing", thing=identifier, reason=erased.reason)
