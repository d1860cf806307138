"""What board staff can set for their library: its name, the line for danger now, its own synonyms."""

from django.db import transaction

from heeded.core.errors import NotAllowed
from heeded.core.services import record
from heeded.library.models import LibrarySettings
from heeded.library.queries import library_settings
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.people.viewer import Viewer


@transaction.atomic
def save_settings(*, name: str, danger_line: str, own_synonyms: str, by: Viewer) -> LibrarySettings:
    """Keep the settings. The audit says which of them changed, never the words.

    Raises:
        NotAllowed: they do not look after this library.
    """
    if not may(by, Permission.MANAGE_LIBRARY):
        raise NotAllowed("You do not look after the settings of this library.")
    kept = library_settings()
    wanted = {"name": name[:120], "danger_line": danger_line[:300], "own_synonyms": own_synonyms}
    changed = [field for field, words in wanted.items() if getattr(kept, field) != words]
    for field in changed:
        setattr(kept, field, wanted[field])
    kept.save()
    record("library.settings", by=by, thing_kind="library", thing=str(kept.pk), changed=",".join(changed))
    return kept
