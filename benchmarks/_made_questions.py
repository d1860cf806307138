"""What the made library is asked: words as people choose them, with and without filters, and questions in plain
English. The same names and the same random numbers make the same questions."""

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

from heeded.search.request import SearchRequest

QUESTIONS = Path(__file__).parent / "gold" / "meaning" / "samples.toml"


@cache
def questions() -> list[str]:
    """Questions in plain English, as people ask them."""
    rows = tomllib.loads(QUESTIONS.read_text(encoding="utf-8"))["pair"]
    return [row["question"] for row in rows]


def request(name: str, random: np.random.Generator, words: Sequence[str]) -> SearchRequest:
    """By words alone, for one of the sets that `benchmarks.search` names."""

    def some(count: int) -> list[str]:
        """Words as people choose them: half common, half not."""
        return [
            words[int(one)] for one in random.integers(15, [300, 5000] * (count // 2) + [2000] * (count % 2))
        ]

    if name == "one word":
        return SearchRequest(text=words[int(random.integers(15, 1000))], mode="words")
    if name == "three words":
        return SearchRequest(text=" ".join(some(3)), mode="words")
    if name == "phrase and words":
        first, second = words[int(random.integers(15, 40))], words[int(random.integers(15, 40))]
        return SearchRequest(text=f'"{first} {second}" ' + " ".join(some(2)), mode="words")
    if name == "no words, one filter":
        return SearchRequest(harms=("neglect",))
    filters = {}
    if name.endswith("four filters"):
        filters = {
            "year_from": 2010,
            "year_to": 2020,
            "regions": tuple(f"Region {number}" for number in range(6)),
            "nations": ("england", "wales"),
            "section_kinds": ("analysis", "findings", "recommendations"),
        }
    return SearchRequest(text=" ".join(some(6)), mode="words", **filters)


def asked(name: str, random: np.random.Generator, words: Sequence[str]) -> SearchRequest:
    """By words and meaning, or by meaning alone where the name says so."""
    by_words = request(name, random, words)
    if not name.startswith(("question", "by meaning")):
        return replace(by_words, mode="both")
    text = questions()[int(random.integers(0, len(questions())))]
    if name.endswith("two words"):
        text += " " + " ".join(words[int(one)] for one in random.integers(15, [300, 5000]))
    return replace(by_words, text=text, mode="meaning" if name.startswith("by meaning") else "both")
