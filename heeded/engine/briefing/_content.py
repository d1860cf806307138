"""What a reader is told before distressing detail: the matters that the lines of a briefing speak of."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path


def content_notes(lines: Iterable[str]) -> tuple[str, ...]:
    """One sentence that names the distressing matters of the lines, none where there are none."""
    text = " ".join(lines).replace("’", "'")
    found = [name for name, cues in _matters() if cues.search(text)]
    if not found:
        return ()
    return (f"This briefing speaks {_joined([f'of {name}' for name in found])}.",)


def _joined(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


@cache
def _matters() -> list[tuple[str, re.Pattern[str]]]:
    table = tomllib.loads(Path(__file__).with_name("content_notes.toml").read_text(encoding="utf-8"))[
        "matters"
    ]
    return [(name, re.compile(rf"\b(?:{'|'.join(cues)})\b", re.IGNORECASE)) for name, cues in table.items()]
