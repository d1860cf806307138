"""Which learning points teach the same lesson, all pairs among 20,000, and what was said before, by
`python -m benchmarks.lessons`.

F1 of the pairs of gold/lessons that are said to be the same, beside runs of three words shared and beside the cosine of
the sentence model's vectors, each with the line that is best on the tuned pairs. "Unseen" are lessons of which nothing
else in the gold speaks. Times are by the clock, with what the machine does besides; memory is the greatest of a
process that does nothing else.
"""

import argparse
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import simsimd
from numpy.typing import NDArray

from benchmarks import _lessons_gold as gold
from benchmarks._lessons_compared import compared, said
from benchmarks._lessons_library import asked_of_the_room
from benchmarks._lessons_made import made, model_here
from benchmarks.lessons_weights import best_line
from heeded.engine.lessons import SAME, closest, groups, index_of
from heeded.engine.lessons._score import scores
from heeded.engine.words import plain_words

F1, SECONDS, MEGABYTES, MILLISECONDS = 0.85, 10.0, 1_000.0, 100.0  # what must be reached
COUNT, ASKED = 20_000, 200
Scores = NDArray[np.float32]


class Figures(NamedTuple):
    """Precision, recall and F1 of some pairs."""

    precision: float
    recall: float
    f1: float


def figures(said: NDArray[np.bool_], same: NDArray[np.bool_]) -> Figures:
    """Of pairs said to be the same."""
    hit = int((said & same).sum())
    precision, recall = hit / max(int(said.sum()), 1), hit / max(int(same.sum()), 1)
    return Figures(precision, recall, 2 * precision * recall / max(precision + recall, 1e-9))


def shared_runs(one: str, other: str) -> float:
    """The share of the runs of three words of the shorter that stand in the longer."""
    runs = [
        frozenset(zip(words, words[1:], words[2:], strict=False)) for words in map(plain_words, (one, other))
    ]
    return len(runs[0] & runs[1]) / max(min(map(len, runs)), 1)


def ways(pairs: Sequence[gold.Pair]) -> dict[str, Scores]:
    """The score of each pair by each way."""
    all_of_it = compared(pairs)
    words = {name: one for name, one in all_of_it.likenesses.items() if name != "meaning"}
    return {
        "shingles alone": np.array([shared_runs(pair.one.text, pair.other.text) for pair in pairs]),
        "embeddings alone": all_of_it.likenesses["meaning"],
        "Heeded, words alone": scores(words),
        "Heeded": scores(all_of_it.likenesses),
    }


def same_lesson() -> dict[str, float]:
    """Print the table of pairs; F1 of ours by part."""
    known, unseen = gold.pairs(), gold.unseen()
    parts = {
        "tuned": [pair for pair in known if not pair.aside],
        "set aside": [pair for pair in known if pair.aside],
        "all": list(known),
        "unseen": list(unseen),
    }
    same = {part: np.array([pair.same for pair in pairs]) for part, pairs in parts.items()}
    by_part = {part: ways(pairs) for part, pairs in parts.items()}
    ours = {}
    print("| precision / recall / F1 | " + " | ".join(parts) + " |\n| --- |" + " --- |" * len(parts))
    for way, tuned in by_part["tuned"].items():
        line = SAME if way.startswith("Heeded") else best_line(tuned, same["tuned"])
        found = {part: figures(by_part[part][way] >= line, same[part]) for part in parts}
        cells = (f"{one.precision:.2f} / {one.recall:.2f} / **{one.f1:.3f}**" for one in found.values())
        print(f"| {way} | " + " | ".join(cells) + " |")
        ours = {part: one.f1 for part, one in found.items()}
    return ours


def said_elsewhere() -> None:
    """Print how often the other of a true pair is among the closest five of all learning points of other reviews."""
    true = [pair for pair in (*gold.pairs(), *gold.unseen()) if pair.same]
    apart = {point for pair in gold.unseen() for point in (pair.one, pair.other)}
    points = sorted({point.text: point for point in (*gold.points().values(), *apart)}.values())
    texts = [point.text for point in points]
    model = model_here()
    assert model is not None
    vectors = model.embed(texts)
    index, by_words = (
        index_of([said(point) for point in points], vectors=vectors),
        index_of([said(point) for point in points]),
    )
    every = len(points)
    finders: dict[str, Callable[[int], Sequence[int]]] = {
        "embeddings alone": lambda at: np.argsort(-(vectors @ vectors[at]), kind="stable").tolist(),
        "Heeded, words alone": lambda at: [near.place for near in closest(texts[at], by_words, most=every)],
        "Heeded": lambda at: [
            near.place for near in closest(texts[at], index, most=every, vector=vectors[at])
        ],
    }
    parts = {
        "tuned": [pair for pair in true if not pair.aside],
        "set aside": [pair for pair in gold.pairs() if pair.same and pair.aside],
        "unseen": [pair for pair in gold.unseen() if pair.same],
    }
    print(
        f"\n| the other among the closest five of {every} | {' | '.join(parts)} |\n| --- | --: | --: | --: |"
    )
    for way, find in finders.items():
        shares = [
            np.mean([_among_five(points, find, pair) for pair in (*some, *(_turned(one) for one in some))])
            for some in parts.values()
        ]
        print(f"| {way} | " + " | ".join(f"{share:.2f}" for share in shares) + " |")


def _turned(pair: gold.Pair) -> gold.Pair:
    return pair._replace(one=pair.other, other=pair.one)


def _among_five(points: Sequence[gold.Point], find: Callable[[int], Sequence[int]], pair: gold.Pair) -> bool:
    at = next(place for place, point in enumerate(points) if point.text == pair.one.text)
    others = [points[place] for place in find(at) if points[place].review != pair.one.review]
    return pair.other.text in [point.text for point in others[:5]]


def grouped(count: int, by_meaning: bool) -> tuple[float, float, str]:
    """Seconds and megabytes for groups among so many, and what came out; in a process of its own."""
    some = made(count, model_here())
    before = _megabytes()
    began = time.perf_counter()
    found = groups(some.said, vectors=some.vectors if by_meaning else None)
    took = time.perf_counter() - began
    pure = sum(len(set(some.source[list(group.members)])) == 1 for group in found)
    members = sum(len(group.members) for group in found)
    told = f"{len(found)} groups of {members}, {pure} of one source; {before:.0f} MB before"
    return took, _megabytes(), told


def asked(count: int) -> list[tuple[str, list[float]]]:
    """Milliseconds of each question, by way of asking."""
    model = model_here()
    some = made(count, model)
    index = index_of(some.said, vectors=some.vectors)
    texts = [one.text for one in made(count + ASKED, model).said[-ASKED:]]

    def scan(place: int) -> None:
        simsimd.cdist(some.vectors[place : place + 1], some.vectors, metric="inner")

    found = [
        ("words alone", _times(lambda place: closest(texts[place], index))),
        ("the bare scan of the vectors", _times(scan)),
    ]
    if model is not None:
        embed = model.embed
        at_hand = embed(texts)
        found.insert(
            0, ("with a vector at hand", _times(lambda at: closest(texts[at], index, vector=at_hand[at])))
        )
        found.insert(
            0,
            (
                "with the model",
                _times(lambda at: closest(texts[at], index, vector=embed(texts[at : at + 1])[0])),
            ),
        )
    return found


def through_the_room(count: int) -> list[str]:
    """Print what the learning room's own questions take in a library of so many; which marks are missed."""
    answered = _apart(asked_of_the_room, count, ASKED)
    print(f"\n| asked of a library of {count:,} | p50 ms | p95 ms |\n| --- | --: | --: |")
    missed = []
    for what, each in answered.milliseconds.items():
        middle, late = np.percentile(each, (50, 95))
        print(f"| {what} | {middle:.1f} | {late:.1f} |")
        if what.startswith("said before") and late > MILLISECONDS:
            missed.append(f"{what}: {late:.0f} ms")
    print(f"\nheld ready in {answered.first:.1f} s; {answered.told} in {answered.found:.1f} s;", end=" ")
    print(f"{answered.megabytes:.0f} MB")
    return missed


def _times(work: Callable[[int], object]) -> list[float]:
    work(0)
    found = []
    for place in range(ASKED):
        began = time.perf_counter()
        work(place)
        found.append((time.perf_counter() - began) * 1e3)
    return found


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _apart(work: Callable, *given: object) -> tuple:
    """In a process of its own, so that its memory is its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, given)


def main() -> int:
    """Print the tables; 1 where a mark is missed."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--count", type=int, default=COUNT)
    count = arguments.parse_args().count
    short = []
    if model_here() is None:
        print("skipped: there is no sentence model here (heeded model add --for-all)")
    else:
        short += [
            f"F1 {part}: {one:.3f}" for part, one in same_lesson().items() if part != "unseen" and one < F1
        ]
        said_elsewhere()
    print(f"\n| groups among {count:,} | seconds | MB | found |\n| --- | --: | --: | --- |")
    for way, by_meaning in (("with vectors", True), ("words alone", False)):
        took, memory, told = _apart(grouped, count, by_meaning)
        print(f"| {way} | {took:.1f} | {memory:.0f} | {told} |")
        short += [f"{way}: {took:.1f} s"] if took > SECONDS else []
        short += [f"{way}: {memory:.0f} MB"] if memory > MEGABYTES else []
    print(f"\n| said before, among {count:,} | p50 ms | p95 ms |\n| --- | --: | --: |")
    for way, each in asked(count):
        middle, late = np.percentile(each, (50, 95))
        print(f"| {way} | {middle:.1f} | {late:.1f} |")
        short += [f"{way}: {late:.0f} ms"] if late > MILLISECONDS else []
    short += through_the_room(count)
    print("\n" + "\n".join(f"missed: {mark}" for mark in short) if short else "\nall marks reached")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
