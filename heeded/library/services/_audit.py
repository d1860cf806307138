from collections.abc import Iterable

from django.db import transaction

from heeded.core.services import record
from heeded.library.models import Document
from heeded.library.queries import is_public
from heeded.people.viewer import Viewer


@transaction.atomic
def note_reading(document: Document, *, by: Viewer, door: str) -> None:
    """Record that somebody read what is not public: restricted, embargoed, replaced. Reading what everybody can
    read leaves no trace."""
    if document.state != "published" or not Document.objects.filter(is_public(), pk=document.pk).exists():
        record(f"document.read.{door}", by=by, thing_kind="document", thing=document.identifier)


@transaction.atomic
def note_readings(identifiers: Iterable[str], *, by: Viewer, door: str) -> None:
    """The same for documents whose words stood in one list: those of them that are not public, once each."""
    shown = Document.objects.filter(identifier__in=set(identifiers))
    for document in shown.exclude(pk__in=Document.objects.filter(is_public()).values("pk")):
        record(f"document.read.{door}", by=by, thing_kind="document", thing=document.identifier)
