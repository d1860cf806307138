"""Whether a line of running text is a heading: told from its type, its length and its wording."""

import re

from heeded.engine.flow._draft import Draft

_NUMBERED_HEADING = re.compile(
    r"(?:chapter|part|section|appendix|annex|annexe|recommendation|finding|theme|key finding|lesson|learning point|"
    r"learning theme|question|stage|phase|outcome|key practice episode|practice episode|standard|principle)\s+"
    r"(?:\d{1,3}(?:\.\d{1,2})?|[ivx]{1,5}|[a-z]|one|two|three|four|five|six|seven|eight|nine|ten)\b",
    re.I,
)
_SENTENCE_WITHIN = re.compile(r"[a-z]{3}[.?!] [A-Z]")
_WORDS_AT_MOST = 28
_LETTERS_AT_MOST = 240


def is_heading(draft: Draft, text: str, after: Draft | None, body: float) -> bool:
    """Whether type, length and place make `draft` a heading."""
    rows = draft.rows
    if len(rows) > 5 or len(text) > _LETTERS_AT_MOST or text[-1] in ";," or text[0] in '“‘"(':
        return False
    if draft.mark is not None and draft.mark.kind == "bullet":
        return False
    words = text.count(" ") + 1
    ratio = draft.size / body
    if words > _WORDS_AT_MOST or ratio < 0.9:
        return False
    if words > 10 and _SENTENCE_WITHIN.search(text):
        return False
    if ratio >= 1.12:
        return not (text[-1] == "." and words > 10) and _worded(text)
    if rows[0].bold and all(row.bold for row in rows):
        return _stands_out(draft, text, after, words) and _worded(text)
    if text.isupper():
        letters = sum(map(str.isalpha, text))
        return words <= 16 and text[-1] != "." and letters >= max(5, 0.6 * len(text))
    return _plain_heading(draft, text, after, words) and _worded(text)


def _worded(text: str) -> bool:
    return sum(map(str.isalpha, text[:40])) >= 3


def _stands_out(draft: Draft, text: str, after: Draft | None, words: int) -> bool:
    """Bold lines of the text's size: a heading is short, ends without a stop and is followed by something lighter."""
    if text[-1] == "." and not text[:-1].isdigit():
        return False
    if after is not None and after.first.bold and after.first.size <= draft.size and words > 12:
        return False
    return words <= 22 or len(draft.rows) <= 2


def _plain_heading(draft: Draft, text: str, after: Draft | None, words: int) -> bool:
    """Lines in the text's own type: headings only where number or slope says so."""
    if len(draft.rows) > 2 or words > 20 or text[-1] in ".;,?!" or after is None or after.kind == "contents":
        return False
    if _NUMBERED_HEADING.match(text):
        return not after.first.text[0].islower()
    if words > 12 or text[-1] == ":":
        return False
    if draft.mark is not None and draft.mark.kind == "point":
        return (
            text[draft.mark.length : draft.mark.length + 1].isupper()
            and words <= 10
            and draft.first.left < 150
        )
    slanted = draft.first.italic and draft.last.italic and ":" not in text and ";" not in text
    return (
        slanted and not after.first.italic and words <= 10 and text[0].isupper() and _lower_share(text) > 0.4
    )


def _lower_share(text: str) -> float:
    return sum(letter.islower() for letter in text) / len(text)
