"""Who asks with a token, and whose tokens there are."""

from dataclasses import dataclass, replace

from django.db.models import QuerySet

from heeded.core.clock import now
from heeded.people import terms
from heeded.people.models import ApiToken
from heeded.people.queries import viewer_of
from heeded.people.scopes import Scope, permissions_of
from heeded.people.services import hash_of
from heeded.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Holder:
    """A token that is good at this moment: whom it speaks for, and what it is for."""

    token: ApiToken
    viewer: Viewer  # the owner, cut down to what the token is for
    owner: Viewer  # the owner as they are now: to see the library's state, which no permission names alone
    scopes: frozenset[Scope]
    terms_are_old: bool


def holder_of(secret: str) -> Holder | None:
    """Whoever holds this secret; None where it is unknown, ended, too old, or its owner's account is closed.
    Three queries."""
    rows = ApiToken.objects.filter(secret_hash=hash_of(secret), ended_at__isnull=True, expires_at__gt=now())
    token = rows.select_related("account").first()
    if token is None or not token.account.is_active:
        return None
    scopes = frozenset(Scope(value) for value in token.scopes if value in set(Scope))
    owner = viewer_of(token.account, strong=token.strong and Scope.READ_RESTRICTED in scopes)
    # What was opened in an emergency was opened for a person at the page.
    viewer = replace(owner, permissions=owner.permissions & permissions_of(scopes), emergency=frozenset())
    return Holder(token, viewer, owner, scopes, token.terms_version != terms.VERSION)


def tokens_of(viewer: Viewer) -> QuerySet[ApiToken]:
    """One's own tokens, newest first, those that ended last."""
    return ApiToken.objects.filter(account=viewer.account or 0).order_by("-created_at", "-pk")
