from django.db import transaction

from heeded.core.actors import SYSTEM
from heeded.core.services import ChangeKind, note_change, record
from heeded.library.models import Document, Problem, Work
from heeded.library.models._works import UNREAD
from heeded.library.services._deciding import must_keep
from heeded.people.viewer import Viewer


def propose_title(document: Document, title: str) -> None:
    """Give a work the title that the machine took from the first page, unless a person gave it one."""
    work = document.work
    if work.title_is_confirmed or not title or not work.title.startswith(UNREAD):
        return
    work.title = title[:400]
    work.save(update_fields=["title"])


@transaction.atomic
def confirm_title(work: Work, title: str, *, by: Viewer) -> Work:
    """A person says what the review is called.

    Raises:
        NotAllowed: they do not look after this review.
    """
    must_keep(by, work)
    work.title, work.title_is_confirmed = title[:400], True
    work.save(update_fields=["title", "title_is_confirmed"])
    record("work.title", by=by, thing_kind="work", thing=work.identifier)
    note_change(ChangeKind.FACTS, thing_kind="work", thing=work.pk)
    return work


@transaction.atomic
def join_as_newer_version(document: Document, older: Document) -> None:
    """Move a document that turned out to be a newer version of one that is here into its review."""
    left = document.work
    document.work, document.replaces, document.version = older.work, older, older.version + 1
    document.save(update_fields=["work", "replaces", "version"])
    for rows in (document.facts, document.learning_points):
        rows.update(work=older.work)
    for fact in document.facts.filter(subject__isnull=False).select_related("subject"):
        fact.subject = older.work.subjects.get_or_create(number=fact.subject.number)[0]  # type: ignore[union-attr]
        fact.save(update_fields=["subject"])
    if not left.documents.exists():
        Problem.objects.filter(work=left).update(work=older.work)
        left.delete()
    record(
        "document.join", by=SYSTEM, thing_kind="document", thing=document.identifier, older=older.identifier
    )
    for changed in (document, older):
        note_change(ChangeKind.VISIBILITY, thing_kind="document", thing=changed.pk)


def tell_readable(document: Document) -> None:
    """Every step is done: followers hear of it."""
    note_change(ChangeKind.VISIBILITY, thing_kind="document", thing=document.pk)
