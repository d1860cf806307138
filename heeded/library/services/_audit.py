from django.db import transaction

from heeded.core.services import record
from heeded.library.models import Document
from heeded.people.viewer import Viewer


@transaction.atomic
def note_reading(document: Document, *, by: Viewer, door: str) -> None:
    """Record that somebody read a restricted document. Reading what is published leaves no trace."""
    if document.state != "published":
        record(f"document.read.{door}", by=by, thing_kind="document", thing=document.identifier)
