"""Matching what is found now to what was found before, by the quoted words, so that identifiers last."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from rapidfuzz import fuzz, process

_ALIKE = 88.0  # of 100: a comma or a mended hyphen more, not another sentence
_Old = TypeVar("_Old")
_New = TypeVar("_New")


def match(
    old: Sequence[_Old],
    new: Sequence[_New],
    *,
    old_words: Callable[[_Old], str],
    new_words: Callable[[_New], str],
) -> list[_Old | None]:
    """For each new thing, the old one that says the same, or none. Each old one is given once: exact words
    first, in order, then the most alike."""
    left: dict[int, str] = {i: _plain(old_words(thing)) for i, thing in enumerate(old)}
    found: list[int | None] = [None] * len(new)
    words = [_plain(new_words(thing)) for thing in new]
    exact: dict[str, list[int]] = {}
    for i in sorted(left, reverse=True):
        exact.setdefault(left[i], []).append(i)
    for n, text in enumerate(words):
        if exact.get(text):
            found[n] = exact[text].pop()
            del left[found[n]]  # type: ignore[arg-type]
    for n, text in enumerate(words):
        if found[n] is None and left:
            found[n] = _most_alike(text, left)
    return [None if i is None else old[i] for i in found]


def _most_alike(text: str, left: dict[int, str]) -> int | None:
    best = process.extractOne(text, left, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    if best is None:
        return None
    del left[best[2]]
    return int(best[2])


def _plain(text: str) -> str:
    return " ".join(text.lower().split())
