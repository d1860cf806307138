"""Making vectors: which documents wait for theirs, and one document's done. A worker that is stopped loses one."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.db import transaction

from heeded.core.clock import now
from heeded.core.services import ChangeKind, note_change
from heeded.engine.meaning import DIMENSIONS, Model, PassageVectors, packed
from heeded.library.models import LearningPoint, Passage
from heeded.search.models import DocumentVectors
from heeded.search.vectors._rows import KEY

_AT_ONCE = 64  # passages handed to the model together


@dataclass(frozen=True, slots=True)
class _Words:
    """What a document says now: keys and texts in order."""

    passages: tuple[int, ...]
    texts: tuple[str, ...]
    points: tuple[int, ...]
    point_texts: tuple[str, ...]


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
