from django.db import transaction

from heeded.core.actors import Actor
from heeded.core.clock import now
from heeded.core.services import record
from heeded.library.errors import SamplesApart
from heeded.library.files import Kept
from heeded.library.models import Document, LibrarySettings, Work
from heeded.people.permissions import Permission
from heeded.people.roles import ROLES
from heeded.people.services import Named, grant_reading
from heeded.people.viewer import Viewer


@transaction.atomic
def add_work(*, title: str, by: Actor, kind: str = "review", fictional: bool = False) -> Work:
    """Add a work without a document yet. Its title is the machine's until somebody confirms it."""
    work = Work.objects.create(title=title[:400], kind=kind, fictional=fictional, added_at=now())
    record("work.add", by=by, thing_kind="work", thing=work.identifier)
    return work


@transaction.atomic
def add_document(
    *,
    work: Work,
    kept: Kept,
    name: str,
    by: Viewer,
    organisation: int | None = None,
    replaces: Document | None = None,
) -> Document:
    """Add a stored file to a work: restricted to its adder and, where an organisation is named, its board staff."""
    document = Document.objects.create(
        work=work,
        sha256=kept.sha256,
        bytes=kept.size,
        name=name[:255],
        added_at=now(),
        added_by=by.audit_name,
        replaces=replaces,
        version=replaces.version + 1 if replaces else 1,
    )
    _name_keeper(work, organisation, by=by)
    if by.account:
        grant_reading(Named(account=by.account), thing_kind="document", thing=document.pk, by=by)
    if organisation:
        staff = Named(organisation=organisation, role="board-staff")
        grant_reading(staff, thing_kind="document", thing=document.pk, by=by)
    record("document.add", by=by, thing_kind="document", thing=document.identifier, sha256=kept.sha256)
    return document


def _name_keeper(work: Work, organisation: int | None, *, by: Viewer) -> None:
    """The board that is named looks after a new review, or else the only one that its adder works for."""
    if work.keeper_id or work.documents.count() > 1:
        return
    theirs = {board for role, board in by.roles_in if Permission.ADD_REPORTS in ROLES[role].permissions}
    keeper = organisation or (theirs.pop() if len(theirs) == 1 else None)
    if keeper:
        work.keeper_id = keeper
        work.save(update_fields=["keeper"])


@transaction.atomic
def name_library_fictional(*, by: Actor) -> LibrarySettings:
    """Mark an empty library as one of samples.

    Raises:
        SamplesApart: it already holds real reviews.
    """
    if Work.objects.filter(fictional=False).exists():
        raise SamplesApart(
            "This library holds real reviews, so samples are not loaded into it.",
            advice="Load the samples into a library of their own: --data FOLDER.",
        )
    settings, _ = LibrarySettings.objects.get_or_create(pk=1)
    settings.fictional = True
    settings.save()
    record("library.fictional", by=by, thing_kind="library", thing="1")
    return settings
