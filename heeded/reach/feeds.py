"""What stands in a feed: only what everybody may see at this moment, whoever asks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import F, Max
from django.db.models.functions import Coalesce, Greatest

from heeded.library.filing import filed
from heeded.library.models import Document, Work
from heeded.library.naming import board_of, year_of
from heeded.library.queries import is_public
from heeded.people.viewer import ANONYMOUS
from heeded.reach.strength import Bar, tells_strong_only, weigh
from heeded.search.queries import chooses_a_child, find
from heeded.search.request import SearchRequest
from heeded.search.results import PassageHit, ReviewHit, SearchResults

ENTRIES = 50
LOOKED_AT = 500  # reviews that a search lists, before the latest of them are taken
_STRONG_ONLY = "Only reviews that answer well: most of the words, or much the same in meaning."


@dataclass(frozen=True, slots=True)
class Told:
    """A review in a feed: when the newest of its public documents became public, what is known of it, and where a
    search found it. `board` is empty beside a choice of a child's features, which together could point to one."""

    work: Work
    since: datetime
    board: str
    year: str
    passages: tuple[PassageHit, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """The entries of the feed of a search, latest first; `notes` say in plain words what was left out."""

    told: tuple[Told, ...]
    notes: tuple[str, ...]


def newest_public(*, most: int = ENTRIES) -> list[Told]:
    """The reviews that became public last, latest first."""
    since = _became_public(None)[:most]
    return _told(dict(since), hides_board=False)


def answers_in_public(request: SearchRequest, *, most: int = ENTRIES) -> Answered:
    """The reviews that answer a search well and became public last, as anybody would find them."""
    asked = replace(request, page=1, per_page=LOOKED_AT, per_review=1, sort="newest")
    results = find(ANONYMOUS, asked)
    hits = _strong(results, request)
    keys = [hit.work for hit in hits]
    passages = {hit.work: hit.passages for hit in hits}
    since = dict(_became_public(keys)[:most])
    notes = (*results.notes, _STRONG_ONLY) if tells_strong_only(request) else results.notes
    if results.works > LOOKED_AT:
        notes += (f"More than {LOOKED_AT} reviews answer: only the newest of them are followed.",)
    told = _told(since, hides_board=chooses_a_child(request), passages=passages)
    return Answered(tuple(told), notes)


def _strong(results: SearchResults, request: SearchRequest) -> list[ReviewHit]:
    """Those that a letter would tell of, and all where that cannot be told for want of vectors."""
    bar = Bar(ANONYMOUS, request)
    return [hit for hit in results.hits if bar.is_reached(weigh(results, request, hit.passages)) is not False]


def _became_public(works: Iterable[int] | None) -> Sequence[tuple[int, datetime]]:
    """Keys of works with the moment at which the newest of their public documents became public, latest first."""
    public = Document.objects.filter(is_public(), work__withdrawn_at__isnull=True)
    if works is not None:
        public = public.filter(work__in=list(works))
    begun = Greatest(F("published_at"), Coalesce(F("visible_from"), F("published_at")))
    rows = public.values("work").annotate(since=Max(begun)).order_by("-since", "-work")
    return rows.values_list("work", "since")  # type: ignore[return-value]  # a queryset can be cut like a list


def _told(
    since: dict[int, datetime],
    *,
    hides_board: bool,
    passages: dict[int, tuple[PassageHit, ...]] | None = None,
) -> list[Told]:
    works = Work.objects.in_bulk(since)
    facts = filed(ANONYMOUS, works.values())
    return [
        Told(
            work=works[key],
            since=moment,
            board="" if hides_board else board_of(works[key], facts.get(key, {})),
            year=year_of(works[key], facts.get(key, {})),
            passages=(passages or {}).get(key, ()),
        )
        for key, moment in since.items()
        if key in works
    ]
