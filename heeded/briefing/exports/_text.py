"""Plain text for an e-mail: lines of 76 characters, pages in brackets, addresses at the end."""

import textwrap

from heeded.briefing.exports._layout import (
    Addresses,
    file_name,
    place_of,
    source_line,
    state_line,
    time_line,
)
from heeded.briefing.shown import ShownBriefing, ShownPart
from heeded.library.exports import FICTIONAL, Export

_WIDTH = 76


def as_text(shown: ShownBriefing, address: Addresses) -> Export:
    """A briefing for an e-mail. Figures in brackets lead to the addresses at the end."""
    places: list[str] = []
    parts = [_head(shown)]
    for part in shown.parts:
        parts.append(_part(shown, part, address, places))
    parts.append("\n".join([state_line(shown), *places]))
    text = "\n\n".join(part for part in parts if part) + "\n"
    return Export(file_name(shown, "txt"), "text/plain; charset=utf-8", text.encode())


def _head(shown: ShownBriefing) -> str:
    lines = [FICTIONAL] if shown.fictional else []
    lines += [
        _filled(shown.title.upper()),
        source_line(shown),
        time_line(shown),
        *map(_filled, shown.content_notes),
    ]
    lines.append(_filled(shown.note))
    return "\n".join(line for line in lines if line)


def _part(shown: ShownBriefing, part: ShownPart, address: Addresses, places: list[str]) -> str:
    lines = [part.title.upper()]
    if part.note:
        lines.append(_filled(part.note))
    for line in part.lines:
        found = address(line)
        number = ""
        if found:
            places.append(f"[{len(places) + 1}] {found}")
            number = f" [{len(places)}]"
        lines.append(_item(f"{line.text} ({place_of(shown, line)}){number}"))
    if part.role == "talk":
        lines += [_item(question.text) for question in shown.questions]
    return "\n".join(lines) if len(lines) > 1 else ""


def _item(words: str) -> str:
    return textwrap.fill(words, _WIDTH, initial_indent="- ", subsequent_indent="  ", break_long_words=False)


def _filled(words: str) -> str:
    return textwrap.fill(words, _WIDTH, break_long_words=False)
