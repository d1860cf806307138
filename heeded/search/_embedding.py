"""Making vectors: which documents wait for theirs, and one document's done. A worker that is stopped loses one."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from django.db import IntegrityError, transaction
from django.db.models import Count, Max, Q, QuerySet

from heeded.core.clock import now
from heeded.core.models import Change
from heeded.core.services import ChangeKind, note_change
from heeded.engine.meaning import DIMENSIONS, Model, PassageVectors, packed
from heeded.library.models import Document, LearningPoint, Passage
from heeded.search.models import DocumentVectors
from heeded.search.vectors._rows import KEY

_CLAIM = timedelta(minutes=10)  # far more than one document takes: after that its worker is dead
_AT_ONCE = 64  # passages handed to the model together
_ALL = "library"  # in the place of a document, in the change log


@dataclass(frozen=True, slots=True)
class _Words:
    """What a document says now: keys and texts in order."""

    passages: tuple[int, ...]
    texts: tuple[str, ...]
    points: tuple[int, ...]
    point_texts: tuple[str, ...]


def with_passages() -> QuerySet[Document]:
    """Documents that have something to compare."""
    return Document.objects.filter(pk__in=Passage.objects.values("document"))


def waiting(model: str, *, among: Iterable[int] | None = None) -> list[int]:
    """Documents that have no vectors of this model or whose passages or learning points were made anew, oldest first.
    A glance: it compares keys and numbers; `embed_document` compares words."""
    chosen = Document.objects.all() if among is None else Document.objects.filter(pk__in=list(among))
    passages = dict(_counted(Passage, chosen))
    points = dict(_counted(LearningPoint, chosen))
    made = {
        row.document_id: (_last(row.passages), _last(row.points))
        for row in DocumentVectors.objects.filter(document__in=chosen, model=model).only(
            "document", "passages", "points"
        )
    }
    nothing = (0, 0)
    return [
        document
        for document, seen in sorted(passages.items())
        if made.get(document) != (seen, points.get(document, nothing))
    ]


@transaction.atomic
def disown_all() -> None:
    """Have all vectors made anew, by whichever workers are free: they hear of it, should this one be stopped."""
    DocumentVectors.objects.update(model="")
    note_change(ChangeKind.VECTORS, thing_kind=_ALL, thing=0)


def is_of_all(change: Change) -> bool:
    """Does it say that all vectors are to be made anew?"""
    return change.kind == ChangeKind.VECTORS and change.thing_kind == _ALL


def _counted(
    kind: type[Passage | LearningPoint], documents: QuerySet[Document]
) -> list[tuple[int, tuple[int, int]]]:
    rows = kind.objects.filter(document__in=documents).values("document").order_by()
    counted = rows.annotate(number=Count("pk"), newest=Max("pk")).values_list("document", "number", "newest")
    return [(document, (number, newest)) for document, number, newest in counted]


def _last(keys: bytes | memoryview) -> tuple[int, int]:
    found = np.frombuffer(bytes(keys), KEY)
    return (len(found), int(found.max())) if len(found) else (0, 0)


def claim(document: int) -> bool:
    """Take a document, unless another worker has it: two that are asked at once cannot both have it."""
    try:
        with transaction.atomic():
            DocumentVectors.objects.get_or_create(document_id=document)
    except IntegrityError:  # it went this moment
        return False
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=now())
    taken = DocumentVectors.objects.filter(free, document=document).update(claimed_until=now() + _CLAIM)
    return taken == 1


def release(document: int) -> None:
    """Give a document back."""
    DocumentVectors.objects.filter(document=document).update(claimed_until=None)


@dataclass(frozen=True, slots=True)
class Done:
    """What was made for one document: passages that went through the model; nothing where none had changed."""

    passages: int
    changed: bool


def embed_document(document: int, model: Model) -> Done:
    """Make what is missing of one document. What says the same as before keeps its vectors and gets new keys."""
    words = _words_of(document)
    held = DocumentVectors.objects.filter(document=document).first()
    if held is None:  # it was erased meanwhile
        return Done(0, changed=False)
    values: dict[str, object] = {"model": model.identifier, "made_at": now()}
    same_model, made = held.model == model.identifier, 0
    texts, points = _hash(words.texts), _hash(words.point_texts)
    values |= {"texts": texts, "passages": _keys(words.passages)}
    values |= {"point_texts": points, "points": _keys(words.points)}
    if not (same_model and held.texts == texts):
        values |= _passage_values(_embedded(words.texts, model))
        made = len(words.texts)
    if not (same_model and held.point_texts == points):
        values["point_vectors"] = _packed(model.embed(words.point_texts))
    if same_model and all(
        _bytes(getattr(held, name)) == value for name, value in values.items() if name != "made_at"
    ):
        return Done(0, changed=False)
    return Done(made, changed=_keep(document, words, values))


@transaction.atomic
def _keep(document: int, words: _Words, values: dict[str, object]) -> bool:
    """Write it down and tell the followers, unless the document went or changed meanwhile."""
    if _words_of(document).passages != words.passages:
        return False
    if not DocumentVectors.objects.filter(document=document).update(**values):
        return False
    note_change(ChangeKind.VECTORS, thing_kind="document", thing=document)
    return True


def _words_of(document: int) -> _Words:
    passages = list(
        Passage.objects.filter(document=document).order_by("order", "pk").values_list("pk", "text")
    )
    points = list(LearningPoint.objects.filter(document=document).order_by("pk").values_list("pk", "text"))
    return _Words(
        tuple(key for key, _ in passages),
        tuple(text for _, text in passages),
        tuple(key for key, _ in points),
        tuple(text for _, text in points),
    )


def _embedded(texts: Sequence[str], model: Model) -> list[PassageVectors]:
    return [
        one
        for first in range(0, len(texts), _AT_ONCE)
        for one in model.embed_passages(texts[first : first + _AT_ONCE])
    ]


def _passage_values(made: Sequence[PassageVectors]) -> dict[str, object]:
    whole = np.array([one.whole for one in made], np.float32).reshape(-1, DIMENSIONS)
    windows = [(number, start, end) for number, one in enumerate(made) for start, end in one.windows]
    parts = [one.parts for one in made if len(one.parts)]
    return {
        "passage_vectors": _packed(whole),
        "windows": np.array(windows, np.int32).reshape(-1, 3).astype("<i4").tobytes(),
        "window_vectors": _packed(np.concatenate(parts) if parts else np.zeros((0, DIMENSIONS), np.float32)),
    }


def _packed(vectors: np.ndarray) -> bytes:
    return packed(vectors).tobytes()


def _keys(keys: Sequence[int]) -> bytes:
    return np.array(keys, KEY).tobytes()


def _bytes(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


def _hash(texts: Sequence[str]) -> str:
    """Of all texts in order, each with its length, so that where one ends makes a difference."""
    found = hashlib.sha256()
    for text in texts:
        content = text.encode("utf-8", "surrogatepass")
        found.update(f"{len(content)}:".encode() + content)
    return found.hexdigest()
