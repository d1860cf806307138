"""The shelf's facts as pairs of value and work, so that a filter is a mask and its counts one pass over arrays."""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from heeded.engine.vocabulary import NOT_STATED, WorkKind
from heeded.search._shelf import FACT_OF, YEAR_FROM, Filed, Shelf, year_in
from heeded.search.request import NOT_YET_CONFIRMED, SearchRequest


@dataclass(frozen=True, slots=True)
class _Filing:
    """One fact of all works. `proposed` pairs also say which document the proposal comes from."""

    values: tuple[str, ...]
    codes: dict[str, int]
    decided: tuple[np.ndarray, np.ndarray]  # value, work
    proposed: tuple[np.ndarray, np.ndarray, np.ndarray]  # value, work, document
    undecided: np.ndarray  # for each work


@dataclass(frozen=True, slots=True)
class _Years:
    decided: np.ndarray  # for each work, 0 where nobody decided
    proposed: tuple[np.ndarray, np.ndarray, np.ndarray]  # year, work, document; the weightiest last


@dataclass(frozen=True, slots=True)
class Filings:
    """All facts of one shelf."""

    by_name: dict[str, _Filing]
    years: _Years
    reviews: np.ndarray  # mask: works that are reviews, not guidance or research


_lock = threading.Lock()
_current: list[tuple[Shelf, Filings]] = []


def filings(shelf: Shelf) -> Filings:
    """The filings of a shelf, made once for each."""
    with _lock:
        if not _current or _current[0][0] is not shelf:
            reviews = np.array([filed.kind == WorkKind.REVIEW for filed in shelf.works], bool)
            made = Filings({name: _filing(shelf, name) for name in FACT_OF}, _years(shelf), reviews)
            _current[:] = [(shelf, made)]
        return _current[0][1]


@dataclass(frozen=True, slots=True)
class Eyes:
    """Which documents count for this viewer, as a mask over the shelf's; and whether proposals count too."""

    documents: np.ndarray
    proposals: bool


def mask_of(shelf: Shelf, eyes: Eyes, name: str, values: Iterable[str]) -> np.ndarray:
    """The works that a filter leaves: those with any of these values."""
    filing = filings(shelf).by_name[name]
    found = np.zeros(len(shelf.works), bool)
    wanted = [filing.codes[value] for value in values if value in filing.codes]
    for code, work in _pairs(filing, eyes):
        found[work[np.isin(code, wanted)]] = True
    if NOT_YET_CONFIRMED in values:
        found |= filing.undecided
    return found


def counts_of(shelf: Shelf, eyes: Eyes, name: str, works: np.ndarray) -> dict[str, int]:
    """For each value of a filter, how many of the works (a mask) have it."""
    filing = filings(shelf).by_name[name]
    total = np.zeros(len(filing.values), np.int64)
    for code, work in _pairs(filing, eyes):
        total += np.bincount(code[works[work]], minlength=len(filing.values))
    found = {value: int(count) for value, count in zip(filing.values, total, strict=True) if count}
    if unconfirmed := int((filing.undecided & works).sum()):
        found[NOT_YET_CONFIRMED] = unconfirmed
    return found


def years_of(shelf: Shelf, eyes: Eyes) -> np.ndarray:
    """The year of each work, 0 where this viewer may not know it."""
    years = filings(shelf).years
    if not eyes.proposals:
        return years.decided
    found = years.decided.copy()
    year, work, document = years.proposed
    use = eyes.documents[document] & (years.decided[work] == 0)
    found[work[use]] = year[use]
    return found


def year_mask(shelf: Shelf, eyes: Eyes, request: SearchRequest) -> np.ndarray:
    """The works that the filter on years leaves."""
    years = years_of(shelf, eyes)
    found = np.zeros(len(shelf.works), bool)
    if request.year_from or request.year_to:
        found |= (years >= (request.year_from or 1)) & (years <= (request.year_to or 9999))
    if request.year_not_confirmed:
        found |= filings(shelf).years.decided == 0
    return found


def year_counts(shelf: Shelf, eyes: Eyes, works: np.ndarray) -> dict[str, int]:
    """How many of the works (a mask) fall in each year."""
    years, counts = np.unique(years_of(shelf, eyes)[works], return_counts=True)
    found = {str(year): int(count) for year, count in zip(years, counts, strict=True) if year}
    if unconfirmed := int(((filings(shelf).years.decided == 0) & works).sum()):
        found[NOT_YET_CONFIRMED] = unconfirmed
    return found


def _pairs(filing: _Filing, eyes: Eyes) -> list[tuple[np.ndarray, np.ndarray]]:
    """Values and works, each pair once."""
    if not eyes.proposals:
        return [filing.decided]
    code, work, document = filing.proposed
    use = eyes.documents[document]
    pairs = np.unique(np.stack([code[use], work[use]]), axis=1) if use.any() else np.zeros((2, 0), np.int64)
    return [filing.decided, (pairs[0], pairs[1])]


def _filing(shelf: Shelf, name: str) -> _Filing:
    fact = FACT_OF[name]
    at = {int(key): number for number, key in enumerate(shelf.documents)}
    codes: dict[str, int] = {}
    decided: list[tuple[int, int]] = []
    proposed: set[tuple[int, int, int]] = set()
    undecided = np.ones(len(shelf.works), bool)
    for number, filed in enumerate(shelf.works):
        if fact in filed.decided:
            undecided[number] = False
            stated = [value for value in filed.decided[fact] if value != NOT_STATED]
            decided += [(codes.setdefault(value, len(codes)), number) for value in stated]
        for document, values in _proposals(filed, fact):
            if document in at:
                proposed |= {(codes.setdefault(value, len(codes)), number, at[document]) for value in values}
    columns = _columns(decided, 2)
    wide = _columns(sorted(proposed), 3)
    return _Filing(tuple(codes), codes, (columns[0], columns[1]), (wide[0], wide[1], wide[2]), undecided)


def _proposals(filed: Filed, fact: str) -> Iterable[tuple[int, tuple[str, ...]]]:
    return () if fact in filed.decided else filed.proposed.get(fact, {}).items()


def _years(shelf: Shelf) -> _Years:
    at = {int(key): number for number, key in enumerate(shelf.documents)}
    decided = np.zeros(len(shelf.works), np.int64)
    proposed: list[tuple[int, int, int]] = []
    for number, filed in enumerate(shelf.works):
        decided[number] = filed.year(None)[0] or 0
        for fact in reversed(YEAR_FROM):
            # Listed by confidence, so in reverse: the last written is the one that stands.
            for document, values in reversed(list(_proposals(filed, fact))):
                if (year := year_in(values)) and document in at:
                    proposed.append((year, number, at[document]))
    columns = _columns(proposed, 3)
    return _Years(decided, (columns[0], columns[1], columns[2]))


def _columns(rows: Sequence[tuple[int, ...]], width: int) -> np.ndarray:
    return np.array(rows, np.int64).reshape(len(rows), width).T
