"""Whose a saved search is, and what its owner may see while nobody is logged in."""

from dataclasses import replace

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.db.models import QuerySet

from heeded.library.models import Document
from heeded.library.queries import visible_documents
from heeded.people.models import Account
from heeded.people.queries import viewer_of
from heeded.people.viewer import Viewer
from heeded.reach.errors import NoSuchSearch
from heeded.reach.models import SavedSearch


def owner_of(account: Account) -> Viewer:
    """The owner as they are once logged in: with a second factor only where they have one. What was opened in an
    emergency does not count: it is no business of an alert."""
    strong = not settings.SECOND_FACTOR_FOR_RESTRICTED or is_mfa_enabled(account)
    return replace(viewer_of(account, strong=strong), emergency=frozenset())


def readable(viewer: Viewer) -> QuerySet[Document]:
    """The documents that can answer somebody: theirs to see, read to the end, not of a withdrawn review."""
    return visible_documents(viewer).filter(read_state="read", work__withdrawn_at__isnull=True)


def must_be_own(search: SavedSearch, by: Viewer) -> None:
    """Raises:
    NoSuchSearch: it is somebody else's.
    """
    if by.account is None or search.account_id != by.account:
        raise NoSuchSearch("There is no such saved search.")
