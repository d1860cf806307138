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
