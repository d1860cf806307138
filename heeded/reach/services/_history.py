"""One's own past searches: kept only for those who asked for it, told to nobody else. The audit hears of none of
this, on purpose: that somebody keeps a history is nobody's business either."""

from datetime import timedelta

from django.db import transaction

from heeded.core.clock import now
from heeded.core.errors import NotAllowed
from heeded.engine.words.private import asks_first
from heeded.people.viewer import Viewer
from heeded.reach.models import KeptHistory, PastSearch, parameters_of
from heeded.search.request import SearchRequest

KEPT_FOR = timedelta(days=90)
MOST = 500  # of one account


@transaction.atomic
def set_history(*, on: bool, by: Viewer) -> None:
    """Begin to remember one's own searches, or stop and forget them all.

    Raises:
        NotAllowed: nobody is logged in.
    """
    if by.account is None:
        raise NotAllowed("Log in first.")
    if on:
        KeptHistory.objects.get_or_create(account_id=by.account, defaults={"since": now()})
        return
    KeptHistory.objects.filter(account=by.account).delete()
    forget_searches(by=by)


def forget_searches(*, by: Viewer) -> int:
    """Forget every past search of one's own; how many there were."""
    return PastSearch.objects.filter(account=by.account or 0).delete()[0]


def remember_search(request: SearchRequest, *, by: Viewer) -> None:
    """Remember a search for its owner, if they keep a history; the same one again only moves up. What looks like a
    real person's data is not kept."""
    if by.account is None or request.page > 1 or not (request.text.strip() or request.chosen()):
        return
    if asks_first(request.text) or not KeptHistory.objects.filter(account=by.account).exists():
        return
    parameters = parameters_of(request, sort=True)
    with transaction.atomic():
        own = PastSearch.objects.filter(account=by.account)
        if not own.filter(parameters=parameters).update(asked_at=now()):
            PastSearch.objects.create(account_id=by.account, parameters=parameters, asked_at=now())
        too_many = own.order_by("-asked_at", "-pk").values_list("pk", flat=True)[MOST:]
        own.filter(pk__in=list(too_many)).delete()
