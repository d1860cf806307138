"""A set of keys as a short text: "1-430,432". Nearly all documents are seen by everybody, so the runs are long."""

from collections.abc import Iterable
from itertools import pairwise


def as_text(keys: Iterable[int]) -> str:
    """The keys as runs."""
    ordered = sorted(set(keys))
    if not ordered:
        return ""
    breaks = [at for at, (before, after) in enumerate(pairwise(ordered), start=1) if after != before + 1]
    starts, ends = [0, *breaks], [*breaks, len(ordered)]
    return ",".join(_run(ordered[first], ordered[last - 1]) for first, last in zip(starts, ends, strict=True))


def as_keys(text: str) -> set[int]:
    """The keys again."""
    found: set[int] = set()
    for run in text.split(",") if text else []:
        first, _, last = run.partition("-")
        found.update(range(int(first), int(last or first) + 1))
    return found


def _run(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"
