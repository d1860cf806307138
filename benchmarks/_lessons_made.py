"""Twenty thousand recommendations that nobody wrote, with vectors, always the same.

Each is a learning point of the gold put in another way: addressed to another agency, some words left out, sometimes
with a clause of another. Its vector is that of the learning point, moved by chance so far that two made from one come
to a cosine of about .7, as two wordings of one lesson do.
"""

import random
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks import _lessons_gold as gold
from benchmarks._lessons_compared import said
from heeded.engine.lessons import Said
from heeded.engine.meaning import SHARED_FOLDER, Model, open_model, packed, unit
from heeded.engine.vocabulary import Agency

_MOVED = 0.6
_LEFT_OUT, _WITH_ANOTHER = 0.15, 0.2  # of the words; of the recommendations


class Made(NamedTuple):
    """The recommendations, their vectors as bytes, and from which learning point each was made."""

    said: list[Said]
    vectors: NDArray[np.int8]
    source: NDArray[np.intp]


def made(count: int, model: Model | None) -> Made:
    """So many; without the model with vectors taken by chance."""
    chance, numbers = random.Random(5), np.random.default_rng(5)
    points = sorted({point for pair in (*gold.pairs(), *gold.unseen()) for point in (pair.one, pair.other)})
    asked = [said(point) for point in points]
    source = numbers.integers(len(points), size=count)
    texts = [_in_other_words(chance, points[at].text, chance.choice(points).text) for at in source]
    agencies = [agency.value for agency in Agency]
    every = [
        Said(
            place,
            text,
            f"review {place // 12}",
            2005 + place % 20,
            (chance.choice(agencies),),
            asked[at].kinds,
        )
        for place, (at, text) in enumerate(zip(source, texts, strict=True))
    ]
    around = (
        model.embed([point.text for point in points])
        if model
        else unit(numbers.normal(size=(len(points), 384)).astype(np.float32))
    )
    moved = unit(numbers.normal(size=(count, 384)).astype(np.float32)) * np.float32(_MOVED)
    return Made(every, packed(unit(around[source] + moved)), source)


def _in_other_words(chance: random.Random, text: str, another: str) -> str:
    words = [word for word in text.split() if chance.random() > _LEFT_OUT]
    if chance.random() < _WITH_ANOTHER:
        begin = chance.randrange(max(len(another.split()) - 8, 1))
        words += ["and", *another.split()[begin : begin + 8]]
    return " ".join(words)


def model_here() -> Model | None:
    """The sentence model, where this machine has it."""
    return open_model(SHARED_FOLDER) if (SHARED_FOLDER / "model.onnx").is_file() else None
