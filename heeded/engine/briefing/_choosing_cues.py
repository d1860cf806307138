"""Which of the wordings of choosing_cues.toml a sentence holds."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

_WORD = re.compile(r"[a-z0-9]+(?:['-][a-z0-9]+)*")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "‑": "-"})


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, apostrophes straight, signs left out."""
    return _WORD.findall(text.translate(_PLAIN).lower())


def cues_in(words: Sequence[str]) -> list[str]:
    """The names of the groups of wordings of which at least one stands among the words."""
    single, several = _cues()
    found: set[str] = set()
    for word in words:
        found.update(single.get(word, ()))
    running = f" {' '.join(words)} "
    found.update(name for name, wordings in several if any(wording in running for wording in wordings))
    return sorted(found)


@cache
def _cues() -> tuple[dict[str, list[str]], list[tuple[str, list[str]]]]:
    """Groups by single word, and each group with its wordings of several words."""
    table = tomllib.loads(Path(__file__).with_name("choosing_cues.toml").read_text(encoding="utf-8"))["cues"]
    single: dict[str, list[str]] = {}
    several: dict[str, list[str]] = {}
    for name, wordings in table.items():
        for wording in wordings:
            if " " in wording:
                several.setdefault(name, []).append(f" {wording} ")
            else:
                single.setdefault(wording, []).append(name)
    return single, list(several.items())
