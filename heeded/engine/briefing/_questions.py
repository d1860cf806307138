"""Questions to talk about, from a stock list: each goes with a line of the briefing that it asks about."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from heeded.engine.briefing._records import LineDrafted, QuestionDrafted

_MOST, _FEWEST = 6, 3
_FAMILY = re.compile(
    r"\b(?:child|children|baby|bab(?:y|ies)|families|family|parents|fathers?|mothers?|young people|at home)\b"
)


@dataclass(frozen=True, slots=True)
class _Stock:
    text: str
    cues: re.Pattern[str]


def questions_about(lines: Sequence[LineDrafted]) -> tuple[QuestionDrafted, ...]:
    """Three to six questions, each about another line and each asked once; fewer where there are fewer lines.

    A question is asked where a line holds its cues, most cues first; the general ones fill up to three.
    """
    family = any(_FAMILY.search(line.text) for line in lines)
    pairs = [
        (len(set(one.cues.findall(line.text.lower()))), -number, -at)
        for number, one in enumerate(_stock())
        for at, line in enumerate(lines)
        if family or not _FAMILY.search(one.text)
    ]
    found: dict[int, int] = {}
    for hits, number, at in sorted(pairs, reverse=True):
        if hits and len(found) < _MOST and -number not in found and -at not in found.values():
            found[-number] = -at
    asked = [QuestionDrafted(_stock()[number].text, lines[at].text) for number, at in _in_order(found)]
    return tuple(asked + _general(lines, set(found.values()), _FEWEST - len(asked)))


def _in_order(found: dict[int, int]) -> list[tuple[int, int]]:
    return sorted(found.items(), key=lambda pair: pair[1])


def _general(lines: Sequence[LineDrafted], taken: set[int], wanted: int) -> list[QuestionDrafted]:
    """Questions that may be asked of any line, about the weightiest that have none yet."""
    free = sorted((at for at in range(len(lines)) if at not in taken), key=lambda at: -lines[at].weight)
    return [
        QuestionDrafted(text, lines[at].text)
        for text, at in zip(_anything(), free[: max(0, wanted)], strict=False)
    ]


@cache
def _table() -> dict[str, list[dict[str, str | list[str]]]]:
    return tomllib.loads(Path(__file__).with_name("questions.toml").read_text(encoding="utf-8"))


@cache
def _stock() -> tuple[_Stock, ...]:
    rows = _table()["questions"]
    return tuple(_Stock(str(row["text"]), re.compile(rf"\b(?:{'|'.join(row['cues'])})\b")) for row in rows)


@cache
def _anything() -> tuple[str, ...]:
    return tuple(str(row["text"]) for row in _table()["anything"])
