"""The learning points of the library held ready to be compared, in the memory of this process, as of a change.

It holds no text, but rows of points that not everybody may see: whoever asks it looks up again, in the database and as
the viewer, whatever it names. Good practice is left out: it says what was done, not what to do.
"""

import hashlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from django.conf import settings
from django.db.models import Q, QuerySet

from heeded.core.models import Change
from heeded.core.queries import BEGINNING, Place, changes_after, newest_change, place_of
from heeded.core.services import ChangeKind
from heeded.engine.briefing import kinds_of
from heeded.engine.lessons import Index, Said, index_of, joined, some_of
from heeded.engine.meaning import DIMENSIONS, packed
from heeded.engine.vocabulary import LearningPointKind
from heeded.library.models import Document, LearningPoint
from heeded.search.lending import model_name, point_vectors

_TOO_MANY = 2000  # changes to be caught up with one by one
_HEARD = {ChangeKind.LEARNING_POINTS, ChangeKind.VECTORS, ChangeKind.PASSAGES, ChangeKind.ERASED}
_ANY = {"document", "work"}
Keys = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


class Newest(NamedTuple):
    """The newest change: its place and its instant, which tell it from that of another library."""

    place: Place
    at: datetime | None


class _Told(NamedTuple):
    """What is remembered of a text, so that it is not read again when its vector comes."""

    mark: int
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Points:
    """Learning points in the order of their keys. `mark` is the same for what one review prints twice alike;
    `has_vector` says of which the sentence model has made one."""

    newest: Newest
    model: str
    keys: Keys
    documents: Keys
    works: Keys
    marks: Keys
    asks: Mask  # recommendations
    has_vector: Mask
    index: Index
    told: Mapping[int, _Told] = field(repr=False)

    @property
    def count(self) -> int:
        return len(self.keys)

    def of(self, which: Mask | npt.NDArray[np.intp]) -> Index:
        """Some of them, to be compared."""
        return some_of(self.index, which)


_lock = threading.Lock()
_held: dict[str, Points] = {}


def points_now() -> Points:
    """As the database stands now. Only documents that changed are read again."""
    name = str(settings.DATABASES["default"]["NAME"])
    newest, model = _newest(), model_name()
    with _lock:
        held = _held.get(name)
        if held is not None and held.newest == newest and held.model == model and newest.at:
            return held
        grown = held is not None and held.model == model and held.newest.place < newest.place
        if held is not None and grown and _is_still_there(held.newest):
            _held[name] = _caught_up(held, newest)
        else:
            told = held.told if held is not None else {}
            _held[name] = _read(newest, model, LearningPoint.objects.all(), told)
        return _held[name]


def forget_points() -> None:
    """Read everything again next time."""
    with _lock:
        _held.clear()


def compared() -> QuerySet[LearningPoint]:
    """The learning points that are compared, of whatever document."""
    still = LearningPoint.objects.filter(Q(found=True) | Q(state="confirmed")).exclude(state="rejected")
    return still.exclude(kind=LearningPointKind.GOOD_PRACTICE)


def _newest() -> Newest:
    change = newest_change()
    return Newest(place_of(change), change.at) if change else Newest(BEGINNING, None)


def _is_still_there(newest: Newest) -> bool:
    """Is the change that was seen last still the same? Else this is another library: a backup was restored."""
    if newest.at is None:
        return False
    transaction, key = newest.place
    return Change.objects.filter(transaction=transaction, pk=key, at=newest.at).exists()


def _caught_up(held: Points, newest: Newest) -> Points:
    changes = changes_after(held.newest.place, limit=_TOO_MANY)
    heard = [change for change in changes if change.kind in _HEARD]
    if len(changes) == _TOO_MANY or any(one.thing_kind not in _ANY for one in heard):
        return _read(newest, held.model, LearningPoint.objects.all(), held.told)
    documents = {change.thing for change in heard if change.thing_kind == "document"}
    works = {change.thing for change in heard if change.thing_kind == "work"}
    if works:
        documents |= set(Document.objects.filter(work__in=works).values_list("pk", flat=True))
    kept = ~np.isin(held.documents, list(documents)) & ~np.isin(held.works, list(works))
    if any(change.kind == ChangeKind.ERASED for change in heard):
        there = np.fromiter(LearningPoint.objects.values_list("pk", flat=True), np.int64)
        kept &= np.isin(held.keys, there)
    new = _read(newest, held.model, LearningPoint.objects.filter(document__in=documents), held.told)
    return _joined(held, kept, new)


def _joined(held: Points, kept: Mask, new: Points) -> Points:
    keys = np.concatenate([held.keys[kept], new.keys])
    order = np.argsort(keys, kind="stable")
    both = {
        name: np.concatenate([getattr(held, name)[kept], getattr(new, name)])[order]
        for name in ("documents", "works", "marks", "asks", "has_vector")
    }
    index = joined(some_of(held.index, np.flatnonzero(kept)), new.index, order)
    told = held.told | new.told  # type: ignore[operator]
    told = {key: told[key] for key in keys.tolist()}
    return Points(new.newest, new.model, keys[order], **both, index=index, told=told)


def _read(newest: Newest, model: str, among: QuerySet[LearningPoint], told: Mapping[int, _Told]) -> Points:
    fields = ("pk", "document", "work", "kind", "number", "text")
    found = list(compared().filter(pk__in=among.values("pk")).order_by("pk").values_list(*fields))
    known: dict[int, _Told] = {}
    said: list[Said] = []
    marks: list[int] = []
    for key, _document, work, kind, number, text in found:
        marks.append(_mark(str(work), number.casefold(), " ".join(text.split()).casefold()))
        known[key] = _told(kind, text, told.get(key))
        said.append(Said(key, text, work, kinds=known[key].kinds))
    keys, documents, works = (np.array([row[at] for row in found], np.int64) for at in range(3))
    vectors, has_vector = _vectors(keys, documents, model)
    return Points(
        newest=newest,
        model=model,
        keys=keys,
        documents=documents,
        works=works,
        marks=np.array(marks, np.int64),
        asks=np.array([row[3] == LearningPointKind.RECOMMENDATION for row in found], bool),
        has_vector=has_vector,
        index=index_of(said, vectors=vectors),
        told=known,
    )


def _told(kind: str, text: str, before: _Told | None) -> _Told:
    mark = _mark(kind, text)
    if before is not None and before.mark == mark:
        return before
    kinds = tuple(kinds_of(text)) if kind == LearningPointKind.RECOMMENDATION else ()
    return _Told(mark, kinds)


def _mark(*words: str) -> int:
    """The same in every process."""
    digest = hashlib.blake2b("\0".join(words).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def _vectors(keys: Keys, documents: Keys, model: str) -> tuple[npt.NDArray[np.int8] | None, Mask]:
    """Of those that have none yet, nothing; without a model none at all."""
    has_vector = np.zeros(len(keys), bool)
    if not model:
        return None, has_vector
    found = np.zeros((len(keys), DIMENSIONS), np.int8)
    made = point_vectors(np.unique(documents).tolist()) if len(keys) else {}
    for place, key in enumerate(keys.tolist()):
        vector = made.get(key)
        if vector is not None:
            found[place], has_vector[place] = packed(vector), True
    return found, has_vector
