from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction

from heeded.core.clock import now
from heeded.core.errors import NotAllowed, Refused
from heeded.core.services import record
from heeded.people.models import Account, EmergencyAccess, Message
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.people.viewer import Viewer

_LASTS = timedelta(hours=1)


@transaction.atomic
def open_in_emergency(
    *, thing: int, identifier: str, tell: Iterable[Account], reason: str, by: Viewer
) -> EmergencyAccess:
    """Let an administrator read one restricted document for an hour. It is recorded, and `tell` (its owner and the
    board staff) hear of it.

    Raises:
        NotAllowed: they may not, or their log-in used no second factor.
        Refused: no reason was given.
    """
    if not may(by, Permission.EMERGENCY_ACCESS) or not by.strong or by.account is None:
        raise NotAllowed("Emergency access needs an administrator who logged in with a second factor.")
    if len(reason.strip()) < 10:
        raise Refused("Say why, in a sentence.")
    access = EmergencyAccess.objects.create(
        account_id=by.account,
        thing_kind="document",
        thing=thing,
        reason=reason.strip(),
        at=now(),
        until=now() + _LASTS,
    )
    record("emergency.open", by=by, thing_kind="document", thing=identifier)
    for account in tell:
        Message.objects.create(
            account=account,
            to=account.email,
            subject="Heeded: a restricted document was opened in an emergency",
            body=f"An administrator opened document {identifier}, which you added or look after. Its record says "
            "when; ask them why.",
            written_at=now(),
        )
    return access
