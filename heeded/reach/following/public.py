"""What is public at this moment, for everything that a follower is told."""

from django.db.models import QuerySet

from heeded.library.errors import NoSuchDocument
from heeded.library.models import Document
from heeded.library.queries import visible_documents
from heeded.people.viewer import ANONYMOUS

FORM = 1  # of every record: goes up when a node of the version before could not read it


def public_documents() -> QuerySet[Document]:
    """Every document that the anonymous viewer may see, in a review that is shown at all."""
    return visible_documents(ANONYMOUS).filter(work__withdrawn_at__isnull=True)


def public_document(identifier: str) -> Document:
    """Fetch and check in one call.

    Raises:
        NoSuchDocument: there is none, or it is not public.
    """
    found = public_documents().select_related("work").filter(identifier=identifier).first()
    if found is None:
        raise NoSuchDocument("There is no such document.")
    return found
