"""Vectors for made passages: mixtures of real ones with noise of the same shape, because embedding half a million
passages one by one would take hours. Real ones are those of the sentences of our own samples."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from heeded.engine.meaning import packed

SOURCES = Path(__file__).resolve().parents[1] / "heeded" / "samples" / "sources"
REAL = 1_200  # sentences that go through the model
WINDOWS = 14  # of a passage of a hundred words: stretches of eight tokens
_OF_NOISE = 0.9
_AT_ONCE = 50


def real_vectors(model) -> np.ndarray:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """The vectors of sentences of the samples, some forty characters and more."""
    text = " ".join(path.read_text(encoding="utf-8") for path in sorted(SOURCES.glob("*.md")))
    sentences = [one.strip() for one in re.split(r"(?<=[.?!])\s+", text) if 40 < len(one) < 300]
    chosen = np.random.default_rng(5).permutation(len(sentences))[:REAL]
    return np.asarray(model.embed([sentences[at] for at in chosen]))


class Mixer:
    """Makes vectors that lie as real ones do: two of them mixed, and noise with their covariance."""

    def __init__(self, real: np.ndarray, *, seed: int = 13) -> None:
        self._real, self._random = real, np.random.default_rng(seed)
        spread = np.linalg.cholesky(np.cov(real.T) + 1e-6 * np.eye(real.shape[1]))
        self._noise = (self._random.normal(size=(20_000, real.shape[1])) @ spread.T).astype(np.float32)
        self._packed_noise = packed(1.2 * self._noise).astype(np.int16)

    def some(self, count: int) -> np.ndarray:
        """Vectors of passages."""
        share = self._random.uniform(0.3, 0.7, (count, 1)).astype(np.float32)
        first, second = (self._real[self._random.integers(0, len(self._real), count)] for _ in range(2))
        return self._long_one(share * first + (1 - share) * second, _OF_NOISE)

    def parts_of(self, whole: np.ndarray) -> np.ndarray:
        """Packed vectors of the windows of each packed passage, one after another; about of length one, as millions of
        them are not worth the time to make it exact."""
        count = len(whole) * WINDOWS
        first = int(self._random.integers(0, len(self._packed_noise)))
        noise = self._packed_noise[(first + np.arange(count)) % len(self._packed_noise)]
        mixed = (np.repeat(whole, WINDOWS, axis=0) + noise) * 2 // 3
        return np.clip(mixed, -127, 127).astype(np.int8)

    def _long_one(self, vectors: np.ndarray, noise: float) -> np.ndarray:
        vectors = vectors + noise * self._noise[self._random.integers(0, len(self._noise), len(vectors))]
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def fill_vectors(documents: Sequence[int], *, seed: int = 13) -> int:
    """Vectors for the passages of documents that `benchmarks._made_library.fill` made; how many passages.

    Needs the model, for the real ones. Without it: 0, and search stays by word only.
    """
    from heeded.search._model import the_model

    model = the_model()
    if model is None:
        return 0
    mixer = Mixer(real_vectors(model), seed=seed)
    batches = (documents[first : first + _AT_ONCE] for first in range(0, len(documents), _AT_ONCE))
    return sum(_fill(batch, mixer, model.identifier) for batch in batches)


def _fill(documents: Sequence[int], mixer: Mixer, model: str) -> int:
    from django.db import transaction

    from heeded.core.clock import now
    from heeded.core.services import ChangeKind, note_change
    from heeded.search.models import DocumentVectors

    rows = list(_rows(documents, mixer))
    with transaction.atomic():
        for document in documents:
            note_change(ChangeKind.VECTORS, thing_kind="document", thing=document)
        DocumentVectors.objects.bulk_create(
            DocumentVectors(model=model, made_at=now(), **row) for row, _ in rows
        )
    return sum(count for _, count in rows)


def _rows(documents: Sequence[int], mixer: Mixer) -> Iterator[tuple[dict[str, object], int]]:
    from heeded.library.models import Passage

    for document in documents:
        found = list(Passage.objects.filter(document=document).order_by("order").values_list("pk", "text"))
        whole = packed(mixer.some(len(found)))
        windows = [
            (at, len(text) * part // WINDOWS, len(text) * (part + 1) // WINDOWS)
            for at, (_, text) in enumerate(found)
            for part in range(WINDOWS)
        ]
        yield (
            {
                "document_id": document,
                "texts": hashlib.sha256(str(document).encode()).hexdigest(),
                "passages": np.array([key for key, _ in found], "<i8").tobytes(),
                "passage_vectors": whole.tobytes(),
                "windows": np.array(windows, "<i4").tobytes(),
                "window_vectors": mixer.parts_of(whole).tobytes(),
            },
            len(found),
        )
