"""Reads of this room. The viewer comes first, always; what is somebody else's looks as if it did not exist, to
administrators and the operator too."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, QuerySet

from heeded.library.models import Document
from heeded.library.queries import is_public
from heeded.people.viewer import Viewer
from heeded.reach.errors import NoSuchSearch
from heeded.reach.models import Answer, KeptHistory, PastSearch, SavedSearch, request_of
from heeded.reach.owners import must_be_own, readable
from heeded.reach.showing import Shown, shown
from heeded.search.request import SearchRequest


@dataclass(frozen=True, slots=True)
class Kept:
    """A saved search, how many documents answered it since, and how many of these its owner has not seen. `looser`
    only touch on it and are counted nowhere else."""

    search: SavedSearch
    request: SearchRequest
    new: int
    answers: int
    looser: int


def saved_searches(viewer: Viewer) -> list[Kept]:
    """One's own saved searches, by name. Two queries."""
    own = list(SavedSearch.objects.filter(account=viewer.account or 0).order_by("name", "pk"))
    counts: dict[int, list[int]] = {search.pk: [0, 0, 0] for search in own}
    if own:
        may_see = Answer.objects.filter(search__in=counts, document__in=readable(viewer))
        for search, seen_at, is_loose in may_see.values_list("search", "seen_at", "is_loose"):
            counts[search][0] += seen_at is None and not is_loose
            counts[search][1] += not is_loose
            counts[search][2] += is_loose
    return [Kept(search, search.request(), *counts[search.pk]) for search in own]


def saved_search_for(viewer: Viewer, identifier: str) -> SavedSearch:
    """Fetch and check in one call.

    Raises:
        NoSuchSearch: there is none, or it is somebody else's.
    """
    own = SavedSearch.objects.select_related("account").filter(account=viewer.account or 0)
    found = own.filter(identifier=identifier).first()
    if found is None:
        raise NoSuchSearch("There is no such saved search.")
    return found


def answers_to(viewer: Viewer, search: SavedSearch) -> QuerySet[Answer]:
    """The documents that answered one's saved search and that one may see now: those that only touch on it last, then
    new ones first, newest first.

    Raises:
        NoSuchSearch: it is somebody else's.
    """
    must_be_own(search, viewer)
    may_see = search.answers.filter(document__in=readable(viewer)).select_related("document__work")
    return may_see.order_by("is_loose", F("seen_at").desc(nulls_first=True), "-found_at", "-pk")


def shown_answers(viewer: Viewer, search: SavedSearch, answers: Sequence[Answer]) -> list[Shown]:
    """These answers with their words, as this viewer may see them; ones that they may no longer see are left out."""
    keys = [answer.document_id for answer in answers]
    may_see = set(readable(viewer).filter(pk__in=keys).values_list("pk", flat=True))
    public = set(Document.objects.filter(is_public(), pk__in=keys).values_list("pk", flat=True))
    return shown(viewer, search.request(), [a for a in answers if a.document_id in may_see], public)


def keeps_history(viewer: Viewer) -> bool:
    """Whether Heeded remembers this viewer's searches."""
    return KeptHistory.objects.filter(account=viewer.account or 0).exists()


def past_searches(viewer: Viewer, *, most: int = 50) -> list[tuple[PastSearch, SearchRequest]]:
    """One's own past searches, the newest first."""
    own = PastSearch.objects.filter(account=viewer.account or 0).order_by("-asked_at", "-pk")[:most]
    return [(past, request_of(past.parameters)) for past in own]
