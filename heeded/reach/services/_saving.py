from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.db import transaction

from heeded.core.actors import SystemActor
from heeded.core.clock import now
from heeded.core.errors import NotAllowed, Refused
from heeded.core.services import record
from heeded.engine.words.private import asks_first
from heeded.people.models import Account, Message
from heeded.people.viewer import Viewer
from heeded.reach.models import Answer, SavedSearch, parameters_of
from heeded.reach.owners import must_be_own, owner_of, readable
from heeded.reach.ranges import as_text
from heeded.reach.schedule import next_look
from heeded.reach.unsubscribing import search_of_token
from heeded.search.request import SearchRequest

MOST_SEARCHES = 50  # of one account: each costs a search a day
_BY_LETTER = SystemActor("letter")  # whoever opens the link in a letter; no log-in


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants of a saved search. `often` is daily, weekly or never."""

    name: str = ""
    often: str = "daily"
    by_mail: bool = False


@transaction.atomic
def save_search(request: SearchRequest, wish: Wish, *, by: Viewer) -> SavedSearch:
    """Keep a search. What its owner can see already does not count as new.

    Raises:
        NotAllowed: nobody is logged in.
        Refused: it holds what looks like a real person's data, or they keep too many.
    """
    account = _account(by)
    if asks_first(request.text) or asks_first(wish.name):
        raise Refused(
            "A saved search must not hold what points to a living person.",
            advice="Ask it without numbers, postcodes or names with dates of birth.",
        )
    # Of two that are saved at once, the second waits here.
    kept = Account.objects.select_for_update().get(pk=account.pk).saved_searches.count()
    if kept >= MOST_SEARCHES:
        raise Refused(f"You keep {kept} searches already.", advice="Delete one first.")
    known = readable(owner_of(account)).values_list("pk", flat=True)
    often = _often(wish.often)
    search = SavedSearch.objects.create(
        account=account,
        name=_name(wish.name, request),
        parameters=parameters_of(request),
        often=often,
        by_mail=wish.by_mail and often != "never",
        made_at=now(),
        known=as_text(known),
        next_look_at=next_look(often, after=now(), hour=settings.ALERTS_HOUR),
    )
    record("search.save", by=by, thing_kind="saved-search", thing=search.identifier)
    return search


@transaction.atomic
def change_search(search: SavedSearch, wish: Wish, *, by: Viewer) -> SavedSearch:
    """Give it another name, or say anew how often and how to be told. Whoever asks for letters from now on gets none
    about what is on the page already.

    Raises:
        NoSuchSearch: it is somebody else's.
        Refused: the name holds what looks like a real person's data.
    """
    must_be_own(search, by)
    if asks_first(wish.name):
        raise Refused("A name here must not point to a living person.", advice="Choose another name.")
    often = _often(wish.often)
    by_mail = wish.by_mail and often != "never"
    if by_mail and not search.by_mail:
        search.answers.filter(told_at__isnull=True).update(told_at=now())
    if often != search.often:
        search.next_look_at = next_look(often, after=now(), hour=settings.ALERTS_HOUR)
    search.name, search.often, search.by_mail = _name(wish.name, search.request()), often, by_mail
    search.save(update_fields=["name", "often", "by_mail", "next_look_at"])
    record("search.change", by=by, thing_kind="saved-search", thing=search.identifier)
    return search


@transaction.atomic
def delete_search(search: SavedSearch, *, by: Viewer) -> None:
    """Forget a saved search, what answered it, and letters about it that have not gone yet.

    Raises:
        NoSuchSearch: it is somebody else's.
    """
    must_be_own(search, by)
    Message.objects.filter(pk__in=search.alerts.values("message"), sent_at__isnull=True).delete()
    search.delete()
    record("search.delete", by=by, thing_kind="saved-search", thing=search.identifier)


@transaction.atomic
def stop_mail(token: str) -> bool:
    """Write no more letters about the search that a link in a letter names: no log-in needed, safe to repeat. False
    where the link is not ours."""
    try:
        identifier = search_of_token(token)
    except signing.BadSignature:
        return False
    search = SavedSearch.objects.filter(identifier=identifier, by_mail=True).first()
    if search is not None:
        SavedSearch.objects.filter(pk=search.pk).update(by_mail=False)
        Message.objects.filter(pk__in=search.alerts.values("message"), sent_at__isnull=True).delete()
        record("search.stop-mail", by=_BY_LETTER, thing_kind="saved-search", thing=identifier)
    return True


def mark_seen(answers: Iterable[Answer], *, by: Viewer) -> None:
    """Their owner has seen these answers: they are no longer new. Those of others are passed over."""
    own = Answer.objects.filter(pk__in=[answer.pk for answer in answers], search__account=by.account or 0)
    own.filter(seen_at__isnull=True).update(seen_at=now())


def _account(by: Viewer) -> Account:
    if by.account is None:
        raise NotAllowed("Log in to keep a search.")
    return Account.objects.get(pk=by.account)


def _often(often: str) -> str:
    if often not in dict(SavedSearch.OFTEN):
        raise Refused(
            "That is not how often Heeded can look.", advice="Choose every day, every Monday or never."
        )
    return often


def _name(name: str, request: SearchRequest) -> str:
    plain = " ".join(name.split()) or " ".join(request.text.split()) or "New reviews"
    return plain if len(plain) <= 120 else plain[:119] + "…"
