"""What works are filed under, in arrays, so that counts need no rows. Kept in memory, as of a change.

Holds facts of every work, restricted ones too: whoever counts must mask it with what the viewer may see.
"""

import re
import threading
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

import numpy as np
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from heeded.core.clock import now
from heeded.core.models import Change
from heeded.core.queries import BEGINNING, Place, changes_after, newest_change, place_of
from heeded.core.services import ChangeKind
from heeded.engine.vocabulary import NOT_STATED, FactName
from heeded.library.models import Document, Fact, FactDecision, Work
from heeded.library.queries import is_public

# Filters of SearchRequest and the fact each reads.
FACT_OF = {
    "areas": FactName.AREA,
    "regions": FactName.REGION,
    "boards": FactName.BOARD,
    "review_types": FactName.REVIEW_TYPE,
    "nations": FactName.NATION,
    "harms": FactName.HARM,
    "age_bands": FactName.AGE_BAND,
    "outcomes": FactName.OUTCOME,
    "agencies": FactName.AGENCIES,
}
YEAR_FROM = (FactName.DATE_OF_PUBLICATION, FactName.DATE_OF_REPORT)  # the first that is known
_KEPT = {*FACT_OF.values(), *YEAR_FROM, FactName.GUIDANCE}
_TOO_MANY = 2000  # changes to be caught up with one by one
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d|21\d\d)\b")


@dataclass(slots=True)
class Filed:
    """One work: what people decided and, by document, what the machine proposes where nobody has."""

    work: int
    identifier: str
    title: str
    title_is_confirmed: bool
    kind: str
    fictional: bool
    catalogued: bool
    where: str = ""
    link: str = ""
    ask: str = ""
    withdrawn: bool = False
    decided: dict[str, tuple[str, ...]] = field(default_factory=dict)
    proposed: dict[str, dict[int, tuple[str, ...]]] = field(default_factory=dict)

    def values(self, name: str, seen: frozenset[int] | set[int] | None) -> tuple[tuple[str, ...], bool]:
        """The values of a fact and whether a person decided them. `seen`: documents whose proposals may be
        used, None for no proposals at all."""
        if name in self.decided:
            return self.decided[name], True
        if seen is None:
            return (), False
        found = [
            value
            for document, values in self.proposed.get(name, {}).items()
            if document in seen
            for value in values
        ]
        return tuple(dict.fromkeys(found)), False

    def year(self, seen: frozenset[int] | set[int] | None) -> tuple[int | None, bool]:
        """The year of publication, or else of the report; and whether a person decided it."""
        for name in YEAR_FROM:
            values, decided = self.values(name, None)
            if year := year_in(values):
                return year, decided
        for name in YEAR_FROM:
            values, _ = self.values(name, seen)
            if year := year_in(values):
                return year, False
        return None, False


class Newest(NamedTuple):
    """The newest change: its place and its instant, which tell it from that of another library."""

    place: Place
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """All works and documents as of one change, documents in order of their keys; right until a document becomes
    public by the clock alone."""

    newest: Newest
    works: tuple[Filed, ...]
    documents: np.ndarray  # keys, ascending
    work_of: np.ndarray  # for each document, the place of its work in `works`
    at: dict[int, int]  # work key → place in `works`
    until: datetime | None  # then an embargo ends

    def places_of(self, documents: Sequence[int] | np.ndarray) -> np.ndarray:
        """Where documents stand, by their keys; -1 for those that do not."""
        keys = np.asarray(documents, np.int64)
        if not len(self.documents):
            return np.full(len(keys), -1)
        at = np.searchsorted(self.documents, keys).clip(max=len(self.documents) - 1)
        return np.where(self.documents[at] == keys, at, -1)

    @property
    def is_in_time(self) -> bool:
        return self.until is None or now() < self.until


_lock = threading.Lock()
_held: dict[str, Shelf] = {}


def shelf(database: str) -> Shelf:
    """The shelf as the database stands now; only works that changed are read again."""
    newest = _newest()
    with _lock:
        held = _held.get(database)
        held = held if held is not None and held.is_in_time else None
        if held is not None and held.newest == newest and newest.at:
            return held
        grown = held is not None and held.newest.place < newest.place and _is_still_there(held.newest)
        _held[database] = _caught_up(held, newest) if held and grown else _made(newest, _read(None))
        return _held[database]


def shelf_now() -> Shelf:
    """The shelf of this process's library."""
    return shelf(library_name())


def library_name() -> str:
    """Which library this process serves: what is remembered of one must not serve another."""
    return str(settings.DATABASES["default"]["NAME"])


def _newest() -> Newest:
    change = newest_change()
    return Newest(place_of(change), change.at) if change else Newest(BEGINNING, None)


def _is_still_there(newest: Newest) -> bool:
    """Is the change that was seen last still the same? Else this is another library: a backup was restored."""
    if newest.at is None:
        return False
    transaction, key = newest.place
    return Change.objects.filter(transaction=transaction, pk=key, at=newest.at).exists()


def forget() -> None:
    """Read everything again next time."""
    with _lock:
        _held.clear()


def _caught_up(held: Shelf, newest: Newest) -> Shelf:
    changes = changes_after(held.newest.place, limit=_TOO_MANY)
    if len(changes) == _TOO_MANY or any(change.kind == ChangeKind.ERASED for change in changes):
        return _made(newest, _read(None))
    documents = {change.thing for change in changes if change.thing_kind == "document"}
    works = {change.thing for change in changes if change.thing_kind == "work"}
    works |= set(Document.objects.filter(pk__in=documents).values_list("work", flat=True))
    kept = {filed.work: filed for filed in held.works if filed.work not in works}
    return _made(newest, kept | _read(works))


def _made(newest: Newest, filed: dict[int, Filed]) -> Shelf:
    works = tuple(filed[key] for key in sorted(filed))
    at = {work.work: number for number, work in enumerate(works)}
    pairs = [(d, at[w]) for d, w in Document.objects.order_by("pk").values_list("pk", "work") if w in at]
    keys = np.fromiter((document for document, _ in pairs), np.int64, len(pairs))
    owners = np.fromiter((owner for _, owner in pairs), np.int64, len(pairs))
    return Shelf(newest, works, keys, owners, at, _end_of_embargo())


def _end_of_embargo() -> datetime | None:
    """The next one, of any document: what was confirmed on it becomes known, what was on an older version alone does
    not stay so."""
    waiting = Document.objects.filter(state="published", visible_from__gt=now()).order_by("visible_from")
    return waiting.values_list("visible_from", flat=True).first()


def _read(works: Iterable[int] | None) -> dict[int, Filed]:
    """Works by key: these, or all."""
    chosen = {} if works is None else {"pk__in": list(works)}
    of_work = {} if works is None else {"work__in": list(works)}
    found = {work.pk: _filed(work) for work in Work.objects.filter(**chosen)}
    decisions = FactDecision.objects.filter(
        _may_be_known(Document.objects.filter(**of_work)), current=True, name__in=_KEPT, **of_work
    ).order_by("pk")
    for work, name, values in decisions.values_list("work", "name", "values"):
        if work in found and values:
            _decide(found[work], name, values)
    proposals = Fact.objects.filter(found=True, name__in=_KEPT, **of_work).order_by("-confidence", "pk")
    for work, document, name, value in proposals.values_list("work", "document", "name", "value"):
        if work in found and name not in found[work].decided and value != NOT_STATED:
            by_document = found[work].proposed.setdefault(name, defaultdict(tuple))
            by_document[document] = (*by_document[document], value)
    return found


def _may_be_known(documents: QuerySet[Document]) -> Q:
    """Not what was confirmed on a hidden or replaced document alone, where another of the same review is public: the
    shelf serves everybody. Whoever may see that document still has the proposals."""
    public = documents.filter(is_public())
    rests = FactDecision.proposals.through.objects.filter(factdecision=OuterRef("pk"))
    known = Exists(rests.filter(fact__document__in=public))
    return Q(~Exists(rests) | known | ~Exists(public.filter(work=OuterRef("work"))))


def _decide(filed: Filed, name: str, values: Iterable[object]) -> None:
    said = [str(value) for value in values]
    filed.decided[name] = tuple(dict.fromkeys((*filed.decided.get(name, ()), *said)))


def _filed(work: Work) -> Filed:
    filed = Filed(
        work=work.pk,
        identifier=work.identifier,
        title=work.title,
        title_is_confirmed=work.title_is_confirmed or work.catalogued,
        kind=work.kind,
        fictional=work.fictional,
        catalogued=work.catalogued,
        where=work.catalogue_where,
        link=work.catalogue_link,
        ask=work.catalogue_ask,
        withdrawn=work.withdrawn_at is not None,
    )
    typed = {
        FactName.BOARD: work.catalogue_board,
        FactName.AREA: work.catalogue_area,
        FactName.DATE_OF_PUBLICATION: str(work.catalogue_year or ""),
    }
    filed.decided = {name: (value,) for name, value in typed.items() if value and work.catalogued}
    return filed


def year_in(values: Iterable[str]) -> int | None:
    for value in values:
        if found := _YEAR.search(value):
            return int(found[0])
    return None
