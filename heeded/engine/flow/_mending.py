"""What a printed line may not keep as it is (ligatures, soft hyphens, s p a c e d words), taken out and mapped."""

import re
from collections.abc import Iterator

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
# Soft hyphens, zero-width marks, private-use bullets in mid-line, runs of blanks: what a row may not keep as it is.
_ODD = re.compile(r" {2,}|[\u00ad\u200b-\u200f\u2060\ufeff\ufffd\x00-\x08\x0e-\x1f]|[ﬀ-ﬆ]")
_SPACED = re.compile(r"(?<!\S)(?:[^\W_] ){4,}[^\W_](?![^\s.,:;?!])")
LINE_END_HYPHENS = "\ufffe\x02\u00ad"

Cut = tuple[int, int, int]  # place in the row's text, place in the page's raw text, length


def _looks_spaced(text: str) -> bool:
    """True where nearly every second character is a blank, as in 's p a c e d' words."""
    return text.count(" ") * 5 > len(text) * 2


def mended(text: str, start: int) -> tuple[str, tuple[Cut, ...] | None]:
    """`text` without odd characters, and where its stretches stand from `start` on."""
    edits = sorted(_edits(text))
    return edited(text, start, edits) if edits else (text, None)


def edited(text: str, start: int, edits: list[tuple[int, int, str]]) -> tuple[str, tuple[Cut, ...] | None]:
    """`text` with each edit made: what stands from its first to its second number replaced by its third part."""
    parts: list[str] = []
    cuts: list[Cut] = []
    at = done = 0
    for first, last, instead in [*edits, (len(text), len(text), "")]:
        if first > done:
            parts.append(text[done:first])
            cuts.append((at, start + done, first - done))
            at += first - done
        parts.append(instead)
        at += len(instead)
        done = max(done, last)
    if not cuts and "".join(parts).strip():
        return text, None  # nothing but letters to be replaced: they stay, so that the text keeps its place
    return _trimmed("".join(parts), cuts)


def _trimmed(text: str, cuts: list[Cut]) -> tuple[str, tuple[Cut, ...]]:
    """Blanks at the ends cut off, with the cuts moved to fit."""
    ahead = len(text) - len(text.lstrip())
    text = text.strip()
    fitted = []
    for at, start, length in cuts:
        first, last = max(at - ahead, 0), min(at - ahead + length, len(text))
        if first < last:
            fitted.append((first, start + first - (at - ahead), last - first))
    return text, tuple(fitted)


def _edits(text: str) -> Iterator[tuple[int, int, str]]:
    """What to take out of `text` and what to put there instead, none overlapping."""
    for match in _ODD.finditer(text):
        found = match[0]
        if found[0] == " ":
            yield match.start() + 1, match.end(), ""
        elif match.end() == len(text) and found in LINE_END_HYPHENS:
            continue  # the paragraph decides about a hyphen at the end of a line
        else:
            letters = _LIGATURES.get(found, "")
            between = (
                not letters
                and text[match.start() - 1 : match.start()] == " " == text[match.end() : match.end() + 1]
            )
            yield (
                match.start(),
                match.end() + between,
                letters,
            )  # of two blanks left side by side one goes too
    if _looks_spaced(text):
        yield from _closed_up(text)


def _closed_up(text: str) -> Iterator[tuple[int, int, str]]:
    """The blanks inside words printed 's p a c e d'; a plain list of letters (A B C D E) is left alone."""
    for match in _SPACED.finditer(text):
        letters = match[0][::2]
        if not letters.isalpha() or "".join(sorted(letters)) == letters:
            continue
        for place in range(match.start() + 1, match.end(), 2):
            yield place, place + 1, ""
