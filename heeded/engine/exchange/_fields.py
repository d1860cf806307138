"""Fields of ours inside the one text that another program has room for, readable there and read back exactly.

    What the theme means, in as many lines as it takes.

    [Heeded]
    identifier: seen-alone
    terms: alone | on her own

Everything above the last `[Heeded]` is the text itself, so nothing in it needs a sign of its own.
"""

import re
from collections.abc import Mapping, Sequence

_MARKER = "[Heeded]"


def with_fields(text: str, fields: Mapping[str, str | Sequence[str]]) -> str:
    """The text with the fields that hold something below it. Values are single lines or lists of them."""
    lines = [f"{label}: {_written(value)}" for label, value in fields.items() if value]
    if not lines and _MARKER not in text:
        return text
    return "\n".join([*([text, ""] if text else []), _MARKER, *lines])


def parted(block: str) -> tuple[str, dict[str, str]]:
    """The text without blank space around it, and the fields below it as they are written; `items` reads a list."""
    text, marker, below = f"\n{block}\n".replace("\r\n", "\n").rpartition(f"\n{_MARKER}\n")
    if not marker:
        return block.replace("\r\n", "\n").strip(), {}
    fields: dict[str, str] = {}
    for line in below.split("\n"):
        label, colon, value = line.partition(": ")
        if colon:
            fields[label] = value
        elif line.strip():  # somebody went on writing below
            text += f"\n{line}"
    return text.strip(), fields


def items(value: str) -> tuple[str, ...]:
    """The items of a list as `with_fields` writes it."""
    if not value:
        return ()
    return tuple(re.sub(r"\\(.)", r"\1", part) for part in value.split(" | "))


def _written(value: str | Sequence[str]) -> str:
    if isinstance(value, str):
        return value
    return " | ".join(item.replace("\\", "\\\\").replace("|", "\\|") for item in value)
