"""What a block is, told from its type and place: heading, paragraph, item, row, caption."""

import re

from heeded.engine.flow._paragraphs import Draft
from heeded.engine.flow._rows import Row

_CAPTION = re.compile(
    r"(?:table|figure|fig\.?|box|chart|map|diagram|graph)\s+\d+[a-z]?(?:\.\d+)*\s*[.:–-]?\s", re.I
)
_NUMBERED_HEADING = re.compile(
    r"(?:chapter|part|section|appendix|annex|annexe|recommendation|finding|theme|key finding|lesson|learning point|"
    r"learning theme|question|stage|phase|outcome|key practice episode|practice episode|standard|principle)\s+"
    r"(?:\d{1,3}(?:\.\d{1,2})?|[ivx]{1,5}|[a-z]|one|two|three|four|five|six|seven|eight|nine|ten)\b",
    re.I,
)
_SENTENCE_WITHIN = re.compile(r"[a-z]{3}[.?!] [A-Z]")
_NUMBER_AND_TAB = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s+[A-Z]")  # "1", a tab and a short title
_WORDS_AT_MOST = 28
_LETTERS_AT_MOST = 240


def settle_kind(draft: Draft, before: Draft | None, after: Draft | None, body: float) -> str:
    """The kind of `draft`, given the drafts round it and the usual size of type."""
    first = draft.first
    if first.style:
        styled = _by_style(first.style)
        if styled:
            return styled
    if first.cell is not None:
        return "row"
    text = _text(draft)
    if len(text) < 240 and _CAPTION.match(text):
        return "caption"
    if len(draft.rows) == 1 and _stretched(first):
        return "row"
    saying = not _NUMBER_AND_TAB.match(text) and _alone_in_box(draft, before, after)
    if is_heading(draft, text, after, body) and not saying:
        return "heading"
    if draft.mark is not None and draft.mark.kind in ("bullet", "letter", "inner"):
        return "item"
    if draft.mark is not None and draft.mark.kind == "number" and draft.first.left > 90 and len(text) < 400:
        return "item"
    return "paragraph"


def _alone_in_box(draft: Draft, before: Draft | None, after: Draft | None) -> bool:
    """A saying set in a box by itself heads nothing."""
    box = draft.first.box
    if not box or draft.size > 1.2 * (after.size if after else draft.size):
        return False
    return not any(other is not None and other.first.box == box for other in (before, after))


def _stretched(row: Row) -> bool:
    """Few letters over a wide line: the heads of table columns, which PDF readers run together."""
    if _NUMBER_AND_TAB.match(row.text) or " " not in row.text.strip():
        return False
    letters = len(row.text)
    wide = 1.0 if row.text.isupper() else 0.8  # of the size of type
    return 8 < letters < 60 and row.right - row.left > wide * row.size * letters


def _by_style(style: str) -> str:
    name = style.lower()
    if name.startswith(("heading", "title", "subtitle", "h1", "h2", "h3", "h4", "h5", "h6")):
        return "heading"
    if name.startswith("toc") and "heading" not in name:
        return "contents"
    if "list" in name or name == "li":
        return "item"
    if "caption" in name:
        return "caption"
    return "note" if "footnote" in name or "endnote" in name else ""


def _text(draft: Draft) -> str:
    return draft.first.text if len(draft.rows) == 1 else " ".join(row.text for row in draft.rows[:9])


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
