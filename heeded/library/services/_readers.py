"""Who may read a restricted document: named one by one, from and until, by its adder or the staff of its board."""

from django.db import transaction
from django.db.models import Q, QuerySet

from heeded.core.clock import now
from heeded.core.errors import NotAllowed, NotFound, Refused
from heeded.core.services import ChangeKind, note_change, record
from heeded.core.transactions import one_at_a_time
from heeded.library.keeping import may_name_readers
from heeded.library.models import Document
from heeded.people.models import Account, Grant, Membership
from heeded.people.permissions import Permission
from heeded.people.queries import viewer_of
from heeded.people.roles import ROLES
from heeded.people.services import Named, end_grant, grant_reading
from heeded.people.services import open_in_emergency as let_in
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
    if _open(document).filter(**_who(named)).exists():
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
    grant = _open(document).filter(pk=number).first()
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


def _open(document: Document) -> QuerySet[Grant]:
    """Grants for this document that hold now or later."""
    rows = Grant.objects.filter(
        thing_kind="document", thing=document.pk, permission=Permission.READ_RESTRICTED
    )
    return rows.filter(Q(until__isnull=True) | Q(until__gt=now()))


def _lasting(document: Document) -> QuerySet[Grant]:
    return _open(document).filter(since__lte=now(), until__isnull=True)


def _who(named: Named) -> dict[str, object]:
    return {
        "account": named.account,
        "team": named.team,
        "organisation": named.organisation,
        "role": named.role,
    }


def open_in_emergency(identifier: str, *, reason: str, by: Viewer) -> Document:
    """Let an administrator read one document that is not public for an hour. Its adder and the board staff who look
    after it are told; where nobody does, the board staff of the whole library.

    Raises:
        NotAllowed: they may not, or their log-in used no second factor.
        NotFound: there is no such document.
        Refused: no reason was given.
    """
    document = Document.objects.select_related("work").filter(identifier=identifier).first()
    if document is None:
        raise NotFound("There is no such document.")
    let_in(
        thing=document.pk, identifier=document.identifier, tell=_to_tell(document, by), reason=reason, by=by
    )
    return document


def _to_tell(document: Document, by: Viewer) -> list[Account]:
    kind, _colon, number = document.added_by.partition(":")
    staff = Membership.objects.filter(role="board-staff", since__lte=now())
    staff = staff.filter(Q(until__isnull=True) | Q(until__gt=now()))
    boards = set(_open(document).filter(organisation__isnull=False).values_list("organisation", flat=True))
    boards |= {document.work.keeper_id} if document.work.keeper_id else set()
    theirs = staff.filter(organisation__in=boards)
    told = (theirs if theirs.exists() else staff).exclude(account=by.account).values("account")
    owner = Q(pk=number) if kind == "account" else Q(pk__in=[])
    return list(Account.objects.filter(Q(pk__in=told) | owner, is_active=True))
