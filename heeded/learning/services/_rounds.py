"""Rounds of blind coding: two people code the same documents, say that they are done, and settle where they differ."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from heeded.core.clock import now
from heeded.core.errors import Refused
from heeded.core.services import record
from heeded.core.transactions import one_at_a_time
from heeded.learning.errors import NoSuchRound, RoundNotOpen
from heeded.learning.models import CodingRound, Framework, RoundCoder, RoundDocument, Theme
from heeded.learning.queries import visible_rounds
from heeded.learning.services._permission import must
from heeded.learning.services._round_units import freeze
from heeded.library.models import Document
from heeded.library.queries import visible_documents
from heeded.people.models import Account
from heeded.people.permissions import Permission
from heeded.people.queries import may, viewer_of
from heeded.people.viewer import Viewer

_CODERS = 2
_MOST_DOCUMENTS = 500


@dataclass(frozen=True, slots=True)
class RoundAsked:
    """What is to be coded and by whom. No themes: all of the framework. `unit` is one of `CodingRound.UNITS`."""

    name: str
    framework: Framework
    coders: tuple[Account, ...]
    documents: tuple[Document, ...]
    themes: tuple[Theme, ...] = ()
    unit: str = "document"


@transaction.atomic
def begin_round(asked: RoundAsked, *, by: Viewer) -> CodingRound:
    """Begin a round. From now on what either of the two codes in these documents with this framework is theirs alone
    until both are done. Asked twice for the same it is one round.

    Raises:
        NotAllowed: they may not code.
        Refused: not two people who may code and see all the documents, no name or documents, themes of another
            framework, or one of the two codes one of these documents in another round.
    """
    must(by, Permission.CODE)
    _check(asked, by=by)
    one_at_a_time("coding-rounds")
    running = _running(asked)
    same = next((one for one in running if _is_the_same(one, asked, by=by)), None)
    if same is not None:
        return same
    if running:
        seen = visible_rounds(by).filter(pk__in=[one.pk for one in running]).first()
        which = f"the round “{seen.name}”" if seen else "another round"
        raise Refused(
            f"One of them codes one of these documents in {which} already.",
            advice="Settle that one first, or choose other documents.",
        )
    made = CodingRound.objects.create(
        name=asked.name.strip(),
        framework=asked.framework,
        unit=asked.unit,
        made_by=by.audit_name,
        made_at=now(),
    )
    made.themes.set(asked.themes)
    for place, account in enumerate(asked.coders, 1):
        RoundCoder.objects.create(round=made, account=account, place=place)
    RoundDocument.objects.bulk_create(RoundDocument(round=made, document=one) for one in asked.documents)
    _record("begin", made, by=by)
    return made


@transaction.atomic
def say_done(held_round: CodingRound, *, by: Viewer) -> CodingRound:
    """Say that one has coded everything. When both have, each sees what the other coded and the differences are
    settled. Said twice it is said once.

    Raises:
        NoSuchRound: there is none in which they code.
    """
    held, mine = _mine(held_round, by=by)
    if held.state != "open" or mine.done_at is not None:
        return held
    mine.done_at = now()
    mine.save(update_fields=["done_at"])
    _record("done", held, by=by)
    if not held.coders.filter(done_at__isnull=True).exists():
        held.state = "settling"
        held.save(update_fields=["state"])
        freeze(held)
        _record("settling", held, by=by)
    return held


@transaction.atomic
def go_on_coding(held_round: CodingRound, *, by: Viewer) -> CodingRound:
    """Take back that one is done, while the other is not.

    Raises:
        NoSuchRound: there is none in which they code.
        RoundNotOpen: both were done, and have seen what the other coded.
    """
    held, mine = _mine(held_round, by=by)
    if held.state != "open":
        raise RoundNotOpen("Both were done, so it is not blind any more.", advice="Settle the differences.")
    if mine.done_at is not None:
        mine.done_at = None
        mine.save(update_fields=["done_at"])
        _record("go-on", held, by=by)
    return held


def held_round_for(held_round: CodingRound) -> CodingRound:
    """The round as it is now; nobody else changes it until this transaction ends.

    Raises:
        NoSuchRound: it is gone.
    """
    held = CodingRound.objects.select_for_update().filter(pk=held_round.pk).first()
    if held is None:
        raise NoSuchRound("There is no such round.")
    return held


def _mine(held_round: CodingRound, *, by: Viewer) -> tuple[CodingRound, RoundCoder]:
    held = held_round_for(held_round)
    mine = held.coders.filter(account=by.account or 0).first()
    if mine is None:
        raise NoSuchRound("There is no such round.")
    return held, mine


def _check(asked: RoundAsked, *, by: Viewer) -> None:
    if not asked.name.strip() or len(asked.name.strip()) > 120:
        raise Refused("Give the round a name of at most 120 characters.")
    if asked.unit not in dict(CodingRound.UNITS):
        raise Refused("Say whether agreement is counted for each document or for each passage.")
    if asked.framework.retired_at is not None:
        raise Refused("This framework is not used any more.")
    if any(theme.framework_id != asked.framework.pk or theme.state != "in-use" for theme in asked.themes):
        raise Refused("Choose themes of this framework that are in use.")
    if not 1 <= len({document.pk for document in asked.documents}) <= _MOST_DOCUMENTS:
        raise Refused(f"Choose between 1 and {_MOST_DOCUMENTS} documents.")
    if len({account.pk for account in asked.coders}) != _CODERS:
        raise Refused("A round is coded by two different people.")
    _must_see(by, asked.documents, otherwise="You may not see all of these documents.")
    for account in asked.coders:
        coder = viewer_of(account, strong=True)
        if not may(coder, Permission.CODE):
            raise Refused(f"{account.name} may not code.", advice="A researcher or the staff of a board can.")
        _must_see(coder, asked.documents, otherwise=f"{account.name} may not see all of these documents.")


def _must_see(viewer: Viewer, documents: Sequence[Document], *, otherwise: str) -> None:
    keys = {document.pk for document in documents}
    if visible_documents(viewer).filter(pk__in=keys, read_state="read").count() < len(keys):
        raise Refused(otherwise, advice="Name them as readers first, or leave those documents out.")


def _running(asked: RoundAsked) -> list[CodingRound]:
    """Open rounds with this framework in which one of these people codes one of these documents."""
    rounds: QuerySet[CodingRound] = CodingRound.objects.filter(
        state="open",
        framework=asked.framework,
        coders__account__in=asked.coders,
        documents__document__in=asked.documents,
    )
    return list(rounds.distinct().order_by("pk"))


def _is_the_same(held: CodingRound, asked: RoundAsked, *, by: Viewer) -> bool:
    return (
        (held.name, held.unit, held.made_by) == (asked.name.strip(), asked.unit, by.audit_name)
        and set(held.themes.all()) == set(asked.themes)
        and set(held.coders.values_list("account", flat=True)) == {one.pk for one in asked.coders}
        and set(held.documents.values_list("document", flat=True)) == {one.pk for one in asked.documents}
    )


def _record(what: str, held: CodingRound, *, by: Viewer) -> None:
    record(f"coding-round.{what}", by=by, thing_kind="coding-round", thing=held.identifier)
