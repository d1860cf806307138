"""Opening a restricted document in an emergency: at once, with a reason, and told to those who answer for it."""

from django.db.models import Q

from heeded.core.clock import now
from heeded.core.errors import NotFound
from heeded.library.models import Document
from heeded.library.services._readers import open_readings
from heeded.people.models import Account, Membership
from heeded.people.services import open_in_emergency as let_in
from heeded.people.viewer import Viewer


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
    boards = set(
        open_readings(document).filter(organisation__isnull=False).values_list("organisation", flat=True)
    )
    boards |= {document.work.keeper_id} if document.work.keeper_id else set()
    theirs = staff.filter(organisation__in=boards)
    told = (theirs if theirs.exists() else staff).exclude(account=by.account).values("account")
    owner = Q(pk=number) if kind == "account" else Q(pk__in=[])
    return list(Account.objects.filter(Q(pk__in=told) | owner, is_active=True))
