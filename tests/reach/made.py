"""Somebody with a question, and reviews that come later. Invented and fictional."""

from dataclasses import dataclass
from typing import Any

from heeded.library.models import Document
from heeded.people.models import Account, Message
from heeded.people.viewer import Viewer
from heeded.reach.models import Answer, SavedSearch
from heeded.reach.services import Wish, look, save_search
from heeded.search.request import SearchRequest
from heeded.search.services import follow
from tests.people import made as people
from tests.search import factories

BRUISE = "The health visitor wrote down a bruise on the cheek and nobody asked how it came about."
OTHER = "The school moved its records to a new building during the summer."


@dataclass(slots=True)
class Desk:
    """An account, its viewer, and what a test does with both."""

    account: Account
    viewer: Viewer

    def save(
        self,
        text: str = "bruise",
        *,
        by_mail: bool = True,
        often: str = "daily",
        mode: str = "words",
        **filters: Any,
    ) -> SavedSearch:
        """Keep a search."""
        follow()
        request = SearchRequest(text=text, mode=mode, **filters)
        return save_search(request, Wish("", often, by_mail), by=self.viewer)

    def due(self, search: SavedSearch) -> SavedSearch:
        """The look that the schedule asks for, now."""
        follow()
        search = SavedSearch.objects.select_related("account").get(pk=search.pk)
        look(search, telling=True)
        return SavedSearch.objects.select_related("account").get(pk=search.pk)

    def found(self, search: SavedSearch) -> list[str]:
        """The names of the files that answered."""
        return list(
            Answer.objects.filter(search=search).order_by("pk").values_list("document__name", flat=True)
        )

    def letters(self) -> int:
        """How many letters wait."""
        return Message.objects.filter(account=self.account, sent_at__isnull=True).count()


def desk_of(*roles: str) -> Desk:
    """Somebody with these roles, in a library with one review about a bruise and one about a school."""
    account = people.account(*(roles or ("practitioner",)))
    report("Old review", BRUISE)
    report("Old review of a school", OTHER)
    return Desk(account, people.seen_as(account))


def report(title: str, *passages: str, **said: Any) -> Document:
    """A review with one document, public unless it is said otherwise."""
    work = factories.make_work(title, title_is_confirmed=True)
    made = factories.make_document(work, passages=passages, **said)
    made.name = f"{title}.pdf"
    made.save(update_fields=["name"])
    return made
