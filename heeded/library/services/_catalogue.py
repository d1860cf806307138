from dataclasses import dataclass
from datetime import date

from django.db import transaction

from heeded.core.clock import now
from heeded.core.errors import NotAllowed, Refused
from heeded.core.services import ChangeKind, note_change, record
from heeded.library.models import Work
from heeded.library.queries import library_settings
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A review that is known: what somebody typed in or imported."""

    title: str
    board: str = ""
    area: str = ""
    year: int | None = None
    kind: str = "review"
    where: str = ""
    link: str = ""
    checked: date | None = None
    ask: str = ""


@transaction.atomic
def catalogue(entry: CatalogueEntry, *, by: Viewer, work: Work | None = None) -> Work:
    """Keep a record of a review that is known, or change one.

    Raises:
        NotAllowed: they do not keep the catalogue.
        Refused: no title, or a year that cannot be.
    """
    if not may(by, Permission.EDIT_CATALOGUE):
        raise NotAllowed("You cannot keep catalogue records.")
    if not entry.title.strip():
        raise Refused("A record needs a title.")
    if entry.year is not None and not 1945 <= entry.year <= now().year + 1:
        raise Refused(f"{entry.year} cannot be the year of a review.", advice="Give the year of publication.")
    work = work or Work(added_at=now(), fictional=library_settings().fictional)
    work.title, work.title_is_confirmed, work.catalogued = entry.title.strip()[:400], True, True
    work.kind = entry.kind
    work.catalogue_board, work.catalogue_area, work.catalogue_year = (
        entry.board[:200],
        entry.area[:120],
        entry.year,
    )
    work.catalogue_where, work.catalogue_link = entry.where[:400], entry.link[:600]
    work.catalogue_checked, work.catalogue_ask = entry.checked, entry.ask[:300]
    work.save()
    record("catalogue.save", by=by, thing_kind="work", thing=work.identifier)
    note_change(ChangeKind.FACTS, thing_kind="work", thing=work.pk)
    return work
