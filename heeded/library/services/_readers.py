"""Who may read a restricted document: named one by one, from and until, by its adder or the staff of its board."""

from django.db import transaction
from django.db.models import Q, QuerySet

from heeded.core.clock import now
from heeded.core.errors import NotAllowed, NotFound, Refused
from heeded.core.services import ChangeKind, note_change, record
from heeded.core.transactions import one_at_a_time
from heeded.library.keeping import may_name_readers
from heeded.library.models import Document
from heeded.people.models import Account, Grant
from heeded.people.permissions import Permission
from heeded.people.queries import viewer_of
from heeded.people.roles import ROLES
from heeded.people.services import Named, end_grant, grant_reading
from heeded.people.viewer import Viewer


@transaction.atomic
def name_reader(document: Document, named: Named, *, by: Viewer) -> Grant:
    """Let a person, a team or a role in an organisation read a document that is not public.

    Raises:
        NotAllowed: they neither added it nor look after it.
        Refused: whoever is named could not read it for all that, is named already, or the time ends before it begins.
    """
    if not may_name_readers(by, document):
        raise NotAllowed("You cannot say who reads this document.")
    if not (named.account or named.team or named.organisation):
        raise Refused("Say who may read it: a person, a team or a role.")
    if named.until and named.until <= (named.since or now()):
        raise Refused("The last day lies before the first, or has gone by.")
    _must_be_able(named)
    one_at_a_time("readers", document.pk)
    if open_readings(document).filter(**_who(named)).exists():
        raise Refused("They are named already.", advice="Take that back first to give them other dates.")
    grant = grant_reading(named, thing_kind="document", thing=document.pk, by=by)
    record("document.readers", by=by, thing_kind="document", thing=document.identifier, grant=grant.pk)
    note_change(ChangeKind.VISIBILITY, thing_kind="document", thing=document.pk)
    return grant


@transaction.atomic
def take_back_reading(document: Document, number: int, *, by: Viewer) -> Grant:
    """Take back what one grant allows, from now on. Somebody stays named: a document that nobody can reach is lost.

    Raises:
        NotAllowed: they neither added it nor look after it.
        NotFound: no such grant for this document.
        Refused: nobody would be left.
    """
    if not may_name_readers(by, document):
        raise NotAllowed("You cannot say who reads this document.")
    one_at_a_time("readers", document.pk)
    grant = open_readings(document).filter(pk=number).first()
    if grant is None:
        raise NotFound("There is no such reader.")
    if not _lasting(document).exclude(pk=grant.pk).exists():
        raise Refused("Nobody would be left who can read it.", advice="Name somebody else first.")
    end_grant(grant, by=by)
    record("document.readers", by=by, thing_kind="document", thing=document.identifier, ended=grant.pk)
    note_change(ChangeKind.VISIBILITY, thing_kind="document", thing=document.pk)
    return grant


def _must_be_able(named: Named) -> None:
    if named.account:
        viewer = viewer_of(Account.objects.get(pk=named.account), strong=True)
        able = Permission.READ_RESTRICTED in viewer.permissions
    else:
        able = not named.role or Permission.READ_RESTRICTED in ROLES[named.role].permissions
    if not able:
        raise Refused(
            "They hold no role that reads restricted documents.",
            advice="An administrator can give them one, for example practitioner.",
        )


def open_readings(document: Document) -> QuerySet[Grant]:
    """Grants for this document that hold now or later."""
    rows = Grant.objects.filter(
        thing_kind="document", thing=document.pk, permission=Permission.READ_RESTRICTED
    )
    return rows.filter(Q(until__isnull=True) | Q(until__gt=now()))


def _lasting(document: Document) -> QuerySet[Grant]:
    return open_readings(document).filter(since__lte=now(), until__isnull=True)


def _who(named: Named) -> dict[str, object]:
    return {
        "account": named.account,
        "team": named.team,
        "organisation": named.organisation,
        "role": named.role,
    }
