"""The phrases of `explains_cues.toml` and the words of `explains_subjects.toml`, written out."""

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

Phrases = dict[str, tuple[tuple[tuple[str, ...], str], ...]]


@cache
def phrases_by_first_word() -> Phrases:
    """Every wording written out, by its first word."""
    by_first: dict[str, set[tuple[tuple[str, ...], str]]] = {}
    for name, phrases in _listed("explains_cues.toml").items():
        for words in _written_out(phrases):
            by_first.setdefault(words[0], set()).add((words, name))
    return {first: tuple(sorted(found)) for first, found in by_first.items()}


@cache
def subjects_by_word() -> dict[str, str]:
    """Whom or what a word speaks of, figures as #."""
    listed = _listed("explains_subjects.toml")
    return {word: name for name, words in listed.items() for word in words.split()} | {"#": "figure"}


def _listed(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


def _written_out(phrases: Iterable[str]) -> Iterator[tuple[str, ...]]:
    for phrase in phrases:
        yield from product(*(word.split("|") for word in phrase.split()))
