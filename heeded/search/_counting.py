"""Which works a query finds under the filters, how many passages, and the counts beside each filter."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import numpy as np
from tantivy import Query

from heeded.search import _filing
from heeded.search._filing import Eyes
from heeded.search._narrowing import narrowed
from heeded.search._near import Near
from heeded.search._shelf import FACT_OF, Shelf
from heeded.search.index import KINDS, SPEAKERS, Reader, kind_of, split_places
from heeded.search.request import CLOSED, NOT_YET_CONFIRMED, SearchRequest
from heeded.search.results import Facet, FacetValue

_NONE = np.zeros(0, np.int64)
NOT_YET_CONFIRMED_LABEL = "Not yet confirmed"


@dataclass(frozen=True, slots=True)
class Tally:
    """Matching passages counted by document (its place on the shelf), under the filters that choose passages."""

    document: np.ndarray
    count: np.ndarray


@dataclass(frozen=True, slots=True)
class Pairs:
    """Documents (places on the shelf) with the section kinds, or the speakers, of their matching passages."""

    document: np.ndarray
    number: np.ndarray


class Counted:
    """What stands under the filters. `works` masks the shelf's works, `documents` those to be searched."""

    def __init__(
        self, shelf: Shelf, eyes: Eyes, request: SearchRequest, tally: Tally, masks: Mapping[str, np.ndarray]
    ) -> None:
        self.shelf, self.eyes, self.request, self.tally = shelf, eyes, request, tally
        self._masks = masks
        self._work = shelf.work_of[tally.document]
        self.matching = np.zeros(len(shelf.works), bool)  # works with a matching passage of the chosen kinds
        self.matching[self._work] = True
        self.works = self.matching & self.under(None)
        rows = self.works[self._work]
        self.documents = np.zeros(len(shelf.documents), bool)
        self.documents[tally.document[rows]] = True
        self.passages_of = np.bincount(self._work[rows], tally.count[rows], len(shelf.works)).astype(int)
        self.passages = int(tally.count[rows].sum())

    def under(self, left_out: str | None) -> np.ndarray:
        """Works that the filters on facts leave, one of them left out."""
        found = np.ones(len(self.shelf.works), bool)
        for name, mask in self._masks.items():
            if name != left_out:
                found &= mask
        return found


@dataclass(frozen=True, slots=True)
class Asked:
    """A query of the index, and the documents (a mask of the shelf's) in which it may find anything. `key` tells
    its words from all others, so that counts can be remembered while somebody tries one filter after another."""

    reader: Reader
    query: Query
    key: Hashable
    usable: np.ndarray
    counted: Query  # matches the same, and is counted sooner
    # the same asked of parts of reports, where that is possible
    parts: tuple[Query, Query | None] | None = None
    near: Near | None = None  # what is found by meaning
    by_words: bool = True  # false: by meaning alone

    def also_near(self, request: SearchRequest, *, but: str = "") -> Near | None:
        """What the words do not find, under the filters on passages, one of them left out."""
        if self.near is None:
            return None
        kinds = () if but == "section_kinds" else request.section_kinds
        speakers = () if but == "speakers" else request.speakers
        return self.near.among(self.near.counted).under(kinds=kinds, speakers=speakers)


def count(shelf: Shelf, eyes: Eyes, request: SearchRequest, asked: Asked) -> Counted:
    """Count once; filters and their counts come from the same figures."""
    tally = _tally(shelf, asked, request)
    masks = {
        name: _filing.mask_of(shelf, eyes, name, getattr(request, name))
        for name in FACT_OF
        if getattr(request, name)
    }
    if "years" in request.chosen():
        masks["years"] = _filing.year_mask(shelf, eyes, request)
    return Counted(shelf, eyes, request, tally, masks)


def facets_of(counted: Counted, names: list[str], asked: Asked) -> tuple[Facet, ...]:
    """The filters by name with their counts."""
    found = []
    for name in names:
        counts = _counts(counted, name, asked)
        if name == "years":
            found.append(_year_facet(counted.request, counts))
        else:
            found.append(_facet(name, counts, getattr(counted.request, name)))
    return tuple(facet for facet in found if facet.values)


def _counts(counted: Counted, name: str, asked: Asked) -> dict[str, int]:
    if name == "section_kinds":
        return _by_number(counted, _kinds(counted, asked), KINDS)
    if name == "speakers":
        return _by_number(counted, _speakers(counted, asked), SPEAKERS)
    works = counted.matching & counted.under(name)
    if name == "years":
        return _filing.year_counts(counted.shelf, counted.eyes, works)
    return _filing.counts_of(counted.shelf, counted.eyes, name, works)


def _by_number(counted: Counted, pairs: Pairs, names: tuple[str, ...]) -> dict[str, int]:
    """Works by the kind (or speaker) of their matching passages, under all filters on facts."""
    work = counted.shelf.work_of[pairs.document]
    there = np.zeros((len(counted.shelf.works), len(names)), bool)
    there[work, pairs.number] = True
    counts = there[counted.under(None)].sum(axis=0)
    return {name: int(counts[number]) for number, name in enumerate(names) if counts[number]}


def _kinds(counted: Counted, asked: Asked) -> Pairs:
    """Which kinds of section matching passages stand in, whatever kinds are chosen."""
    places = _kind_places(counted.request, asked) if asked.by_words else _NONE
    pairs = _pairs(counted.shelf, asked, places, by="place")
    return _with_near(pairs, asked.also_near(counted.request, but="section_kinds"), "kind")


def _kind_places(request: SearchRequest, asked: Asked) -> np.ndarray:
    if request.speakers or asked.parts is None:
        return _by_place(asked, request.speakers)[0]
    words, phrases = asked.parts
    places = asked.reader.parts(words)
    if phrases is not None:
        places = np.concatenate([places, asked.reader.counts(phrases, by="place")[0]])
    return places


def _speakers(counted: Counted, asked: Asked) -> Pairs:
    """Who speaks where passages match, whoever is chosen."""
    kinds, places = counted.request.section_kinds, _NONE
    if asked.by_words:
        query = narrowed(asked.counted, kinds=kinds)
        places, _ = asked.reader.counts(query, by="voice", key=(asked.key, kinds, ()))
    pairs = _pairs(counted.shelf, asked, places, by="voice")
    return _with_near(pairs, asked.also_near(counted.request, but="speakers"), "speaker")


def _with_near(pairs: Pairs, near: Near | None, name: str) -> Pairs:
    if near is None:
        return pairs
    documents = np.concatenate([pairs.document, near.places])
    return Pairs(documents, np.concatenate([pairs.number, near.numbers(name)]))


def _by_place(asked: Asked, speakers: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Documents with section kinds and their counts: slower than by document alone, but it answers both."""
    query = narrowed(asked.counted, speakers=speakers)
    return asked.reader.counts(query, by="place", key=(asked.key, (), speakers))


def _pairs(shelf: Shelf, asked: Asked, places: np.ndarray, *, by: str) -> Pairs:
    documents, numbers = split_places(places, by=by)
    at = shelf.places_of(documents)
    known = among(at, asked.usable)
    return Pairs(at[known], numbers[known])


def _tally(shelf: Shelf, asked: Asked, request: SearchRequest) -> Tally:
    documents, counts = _by_document(asked, request) if asked.by_words else (_NONE, _NONE)
    at = shelf.places_of(documents)
    known = among(at, asked.usable)
    at, counts = at[known], counts[known]
    if near := asked.also_near(request):
        at = np.concatenate([at, near.places])
        counts = np.concatenate([counts, np.ones(len(near.places), np.int64)])
    return Tally(at, counts)


def _by_document(asked: Asked, request: SearchRequest) -> tuple[np.ndarray, np.ndarray]:
    """Documents and how many of their passages match, inside the chosen kinds of section and speakers."""
    if asked.parts is None and asked.key:  # kinds will be counted by place: then once is enough
        places, counts = _by_place(asked, request.speakers)
        documents, kinds = split_places(places, by="place")
        if request.section_kinds:
            chosen = np.isin(kinds, [kind_of(kind) for kind in request.section_kinds])
            documents, counts = documents[chosen], counts[chosen]
        found, at = np.unique(documents, return_inverse=True)
        return found, np.bincount(at, counts, len(found)).astype(np.int64)
    query = narrowed(asked.counted, kinds=request.section_kinds, speakers=request.speakers)
    key = (asked.key, request.section_kinds, request.speakers)
    return asked.reader.counts(query, by="document", key=key)


def among(places: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Which of these places on the shelf a mask of its documents holds; -1 is none."""
    found = places >= 0
    found[found] = mask[places[found]]
    return found


def _facet(name: str, counts: Mapping[str, int], chosen: tuple[str, ...]) -> Facet:
    shown = {**dict.fromkeys(chosen, 0), **counts}
    values = [
        FacetValue(value, label_of(name, value), count, value in chosen) for value, count in shown.items()
    ]
    return Facet(
        name, tuple(sorted(values, key=lambda value: (_last(value.value), -value.reviews, value.label)))
    )


def _year_facet(request: SearchRequest, counts: Mapping[str, int]) -> Facet:
    def chosen(value: str) -> bool:
        if value == NOT_YET_CONFIRMED:
            return request.year_not_confirmed
        limits = request.year_from, request.year_to
        return any(limits) and (limits[0] or 1) <= int(value) <= (limits[1] or 9999)

    values = [
        FacetValue(value, label_of("years", value), count, chosen(value)) for value, count in counts.items()
    ]
    numbers = sorted(
        (value for value in values if not _last(value.value)), key=lambda value: -int(value.value)
    )
    return Facet("years", tuple(numbers + [value for value in values if _last(value.value)]))


def _last(value: str) -> bool:
    return value == NOT_YET_CONFIRMED


def label_of(name: str, value: str) -> str:
    """What a reader sees for a value of a filter."""
    if value == NOT_YET_CONFIRMED:
        return NOT_YET_CONFIRMED_LABEL
    return _LABELS.get(name, {}).get(value, value)


_LABELS = {name: {str(choice): choice.label for choice in choices} for name, choices in CLOSED.items()}
