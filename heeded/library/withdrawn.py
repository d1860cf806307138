"""Documents that were withdrawn: gone for everybody but those who may bring them back."""

from heeded.library.models import Document
from heeded.people.permissions import Permission
from heeded.people.queries import granted
from heeded.people.viewer import Viewer


def withdrawn_for(viewer: Viewer, identifier: str) -> Document | None:
    """A withdrawn document, for whoever withdrew it and for those named for it who may withdraw."""
    if Permission.WITHDRAW not in viewer.permissions or not (viewer.strong or viewer.is_operator):
        return None
    rows = Document.objects.filter(identifier=identifier, state="withdrawn").select_related("work")
    found = rows.first()
    if found is None or viewer.is_operator or found.withdrawn_by == viewer.audit_name:
        return found
    named = granted(viewer, "document").filter(thing=found.pk).exists()
    return found if named or granted(viewer, "work").filter(thing=found.work_id).exists() else None
