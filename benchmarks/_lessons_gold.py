"""The pairs of gold/lessons, each with its two learning points: `python -m benchmarks._lessons_gold` counts them."""

import json
import random
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "benchmarks" / "gold" / "lessons"
SAMPLES = ROOT / "heeded" / "samples" / "built" / "gold.json"
_KINDS = {"R": "recommendation", "F": "finding", "L": "learning", "Q": "question"}


class Point(NamedTuple):
    """A learning point as it is written in the gold. `review` is the sample's review, or the invented board's."""

    key: str
    kind: str
    text: str
    review: str
    addressees: tuple[str, ...]


class Pair(NamedTuple):
    """Two learning points, and whether they teach the same lesson."""

    one: Point
    other: Point
    same: bool
    aside: bool


def pairs() -> tuple[Pair, ...]:
    """All of them, the same before the near misses; every third of each is aside."""
    return (*_pairs("same"), *_pairs("near"))


def unseen() -> tuple[Pair, ...]:
    """Twenty true pairs and forty near misses of other lessons; all aside."""
    return tuple(_unseen())


def _unseen() -> Iterator[Pair]:
    rows = tomllib.loads((GOLD / "unseen.toml").read_text(encoding="utf-8"))["lesson"]
    for number, row in enumerate(rows, 1):
        one, other, near = (
            Point(f"U{number} {name}", "recommendation", row[name], f"unseen {number} {name}", ())
            for name in ("one", "other", "near")
        )
        yield Pair(one, other, True, True)
        yield Pair(one, near, False, True)
        yield Pair(other, near, False, True)


def at_random(count: int) -> list[Pair]:
    """Pairs from two reviews that stand in no file, by chance (always the same); nearly all are of two lessons."""
    chance = random.Random(20_261_122)
    listed = [frozenset((pair.one.key, pair.other.key)) for pair in pairs()]
    every = sorted(points().values())
    drawn = (Pair(*chance.sample(every, 2), False, False) for _ in range(2 * count))
    taken = [
        pair
        for pair in drawn
        if pair.one.review != pair.other.review and frozenset((pair.one.key, pair.other.key)) not in listed
    ]
    return taken[:count]


def _pairs(name: str) -> Iterator[Pair]:
    rows = tomllib.loads((GOLD / f"{name}.toml").read_text(encoding="utf-8"))["pairs"]
    for place, (one, other, *_) in enumerate(rows, 1):
        yield Pair(point(one), point(other), name == "same", place % 3 == 0)


def point(key: str) -> Point:
    """A learning point by its name in the gold.

    Raises:
        KeyError: there is none of that name.
    """
    return points()[key]


@cache
def points() -> dict[str, Point]:
    """Every learning point of the samples that has a number, by document and number, and the invented ones."""
    return {one.key: one for one in (*_invented(), *_of_samples())}


def _invented() -> Iterator[Point]:
    for row in tomllib.loads((GOLD / "invented.toml").read_text(encoding="utf-8"))["point"]:
        review = f"{row['board']} {row['year']}"
        yield Point(row["id"], row["kind"], row["text"], review, tuple(row["addressees"]))


def _of_samples() -> Iterator[Point]:
    letters = {kind: letter for letter, kind in _KINDS.items()}
    for name, document in json.loads(SAMPLES.read_text(encoding="utf-8")).items():
        for row in document["records"]:
            if row["kind"] in letters and row["number"]:
                yield _of_sample(f"{name.partition('-')[0]} {letters[row['kind']]}", document["review"], row)


def _of_sample(opening: str, review: str, row: dict[str, Any]) -> Point:
    return Point(opening + row["number"], row["kind"], row["text"], review, tuple(row["addressees"]))


def main() -> None:
    """Print how many pairs there are of each."""
    for same, name in ((True, "same lesson"), (False, "near miss")):
        some = [pair for pair in pairs() if pair.same == same]
        print(f"{name}: {len(some)} pairs, {sum(pair.aside for pair in some)} aside")


if __name__ == "__main__":
    main()
