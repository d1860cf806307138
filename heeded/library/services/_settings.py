"""What board staff can set for their library: its name, the line for danger now, its own synonyms."""

from django.db import transaction

from heeded.core.errors import NotAllowed
from heeded.core.services import record
from heeded.library.models import LibrarySettings
from heeded.library.queries import library_settings
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.people.viewer import Viewer

LARGEST_SMALL_NUMBER = 100  # nobody calls more than that small


@transaction.atomic
def save_settings(
    *,
    name: str,
    danger_line: str,
    own_synonyms: str,
    by: Viewer,
    hides_below: int | None = None,
    support: str | None = None,
) -> LibrarySettings:
    """Keep the settings; without a number below which counts are hidden, or words on where to find
    support, those there are stay. The audit says which of them changed, never the words.

    Raises:
        NotAllowed: they do not look after this library.
    """
    if not may(by, Permission.MANAGE_LIBRARY):
        raise NotAllowed("You do not look after the settings of this library.")
    kept = library_settings()
    least = kept.hides_below if hides_below is None else min(max(hides_below, 1), LARGEST_SMALL_NUMBER)
    wanted = {
        "name": name[:120],
        "danger_line": danger_line[:300],
        "own_synonyms": own_synonyms,
        "hides_below": least,
        "support": kept.support if support is None else support[:1000],
    }
    changed = [field for field, words in wanted.items() if getattr(kept, field) != words]
    for field in changed:
        setattr(kept, field, wanted[field])
    kept.save()
    record("library.settings", by=by, thing_kind="library", thing=str(kept.pk), changed=",".join(changed))
    return kept
