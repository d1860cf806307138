"""Erasing. A coding's words, and what was written beside them, go with their document; a coding that rested on nothing
else goes as a whole. Lessons lose the learning points of the document, and whatever could repeat its words: a name
given while they were members, unless whoever gave it said that it repeats no single report. What a machine learned
from the document among others is forgotten, and learned again from the others."""

from datetime import datetime

from django.db import transaction

from heeded.core.actors import SYSTEM
from heeded.core.erasure import Erased
from heeded.core.models import Tombstone
from heeded.core.services import ChangeKind, note_change, record
from heeded.learning.learned import forget_opened
from heeded.learning.models import AdultInReview, Coding, Lesson, TrainedModel


@transaction.atomic
def erase_words(erased: Erased) -> None:
    """After a document went: remove what rested on it alone, and empty what could repeat its words."""
    going = Coding.objects.filter(places=None)
    adults = list(going.filter(adult__isnull=False).values_list("adult", flat=True))
    going.delete()
    AdultInReview.objects.filter(pk__in=adults, codings=None).delete()
    drew = Lesson.objects.exclude(sources=[]).order_by("pk")
    for lesson in [one for one in drew.iterator() if erased.identifier in one.sources]:
        _empty(lesson, erased)
    for model in TrainedModel.objects.exclude(documents=[]).defer("content").order_by("pk"):
        if erased.identifier in model.documents:
            _unlearn(model, erased)


def _unlearn(model: TrainedModel, erased: Erased) -> None:
    forget_opened()
    model.content, model.bytes, model.texts, model.reviews = b"", 0, 0, 0
    model.name, model.figures, model.documents, model.acts = "", {}, [], 0
    model.save()
    identifier = model.framework.identifier[:64]
    record("themes.unlearn", by=SYSTEM, thing_kind="framework", thing=identifier, reason=erased.reason)


def _empty(lesson: Lesson, erased: Erased) -> None:
    lesson.members.exclude(reason="").update(reason="")
    lesson.changes.exclude(title_before="").update(title_before="")
    if lesson.state != "merged" and not lesson.members.exists():
        _forget(lesson, erased)
        return
    if erased.identifier in lesson.title_sources and not lesson.title_is_open:
        lesson.title, lesson.title_sources = "", []
    lesson.sources = [one for one in lesson.sources if one != erased.identifier]
    lesson.title_sources = [one for one in lesson.title_sources if one != erased.identifier]
    lesson.save(update_fields=["title", "title_sources", "sources"])
    note_change(ChangeKind.LESSONS, thing_kind="lesson", thing=lesson.pk)


def _forget(lesson: Lesson, erased: Erased) -> None:
    """A lesson that nothing teaches any more is none."""
    identifier, key = lesson.identifier, lesson.pk
    lesson.delete()
    Tombstone.objects.update_or_create(
        thing_kind="lesson",
        thing=identifier,
        defaults={"erased_at": datetime.fromisoformat(erased.at), "reason": erased.reason},
    )
    record("lesson.erase", by=SYSTEM, thing_kind="lesson", thing=identifier, reason=erased.reason)
    note_change(ChangeKind.LESSONS, thing_kind="lesson", thing=key)
