"""What a block is, told from its type and place: heading, paragraph, item, row, caption."""

import re

from heeded.engine.flow._draft import Draft
from heeded.engine.flow._headings import is_heading
from heeded.engine.flow._row import Row

_CAPTION = re.compile(
    r"(?:table|figure|fig\.?|box|chart|map|diagram|graph)\s+\d+[a-z]?(?:\.\d+)*\s*[.:–-]?\s", re.I
)
_NUMBER_AND_TAB = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s+[A-Z]")  # "1", a tab and a short title


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
