"""Printed tables of contents and footnotes: set apart before lines are joined to paragraphs."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from heeded.engine.flow._draft import Draft
from heeded.engine.flow._row import Row
from heeded.engine.flow._rows import without

# A page number at the end: figures (even glued to the title), or a small Roman number standing by itself.
_END = re.compile(r"(?:^|[\s.…·_]|(?<=[a-z)’])(?=\d))(\d{1,3}|(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3}))$")
_LEADERS = re.compile(r" ?(?:(?:[.·_] ?){4,}+|(?:… ?){2,}+)")
_TITLE = re.compile(
    r"(?:table of |list of )?(?:contents|tables|figures|boxes|index)(?: page)?", re.IGNORECASE
)
_NOTE = re.compile(r"(?:\d{1,3}|[ivxl]{1,5}|[a-z])(?=[\s.:)]|[A-Z‘“])|[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]|\[\d{1,3}\]")
_EDGE = 9.0  # points by which page numbers of one table of contents may differ in their right edge


class ContentsFinder:
    """Goes through the pages in order; remembers whether the page before was one of contents."""

    def __init__(self, pages: int) -> None:
        self._early = max(12, pages // 6)
        self._running = False

    def part(self, rows: Sequence[Row]) -> tuple[int, int]:
        """Where the entries of a table of contents begin and end among `rows` of the next page (0, 0: none)."""
        page = rows[0].page if rows else 0
        if page > self._early and not self._running and not _titled(rows[:6]):
            return 0, 0
        found = self._part(rows)
        self._running = found[1] > 0
        return found

    def _part(self, rows: Sequence[Row]) -> tuple[int, int]:
        ends = _entry_ends(rows)
        heading = _heading_before(rows, ends)
        leaders = sum(_LEADERS.search(rows[index].text) is not None for index in ends)
        needed = 2 if self._running or heading is not None or leaders >= 2 else 4
        if len(ends) < needed:
            return 0, 0
        first = heading + 1 if heading is not None else 0 if self._running else _first_line(rows, ends[0])
        last = ends[-1] + 1
        if _counts_alike([rows[index].text for index in ends]):
            return 0, 0
        if len(ends) < 0.34 * (last - first) or not _rising([rows[index].text for index in ends]):
            return 0, 0
        return first, last


def _titled(rows: Sequence[Row]) -> bool:
    return any(_TITLE.fullmatch(row.text.strip(" .:")) for row in rows)


def _entry_ends(rows: Sequence[Row]) -> list[int]:
    """The rows that end in a page number at the edge where most such numbers stand."""
    numbered = [index for index, row in enumerate(rows) if _END.search(row.text)]
    edges = Counter(round(rows[index].right / 4) for index in numbered)
    if not edges:
        return []
    edge = 4 * edges.most_common(1)[0][0]
    return [i for i in numbered if abs(rows[i].right - edge) < _EDGE or _LEADERS.search(rows[i].text)]


def _heading_before(rows: Sequence[Row], ends: Sequence[int]) -> int | None:
    before = [
        i
        for i, row in enumerate(rows)
        if _TITLE.fullmatch(row.text.strip(" .:")) and (not ends or i < ends[0])
    ]
    return before[-1] if before else None


def _first_line(rows: Sequence[Row], index: int) -> int:
    """The row at which the entry that ends at `index` begins."""
    while (
        index
        and rows[index - 1].size == rows[index].size
        and abs(rows[index - 1].left - rows[index].left) < 2
    ):
        index -= 1
    return index


def _counts_alike(texts: Sequence[str]) -> bool:
    """Whether the numbers count one thing over and over ("Recommendation 1", "Recommendation 2"): no pages."""
    before = Counter(text[: match.start(1)].strip().lower() for text in texts if (match := _END.search(text)))
    words, often = before.most_common(1)[0]
    return bool(words) and often > 1 and 2 * often >= len(texts)


def _rising(texts: Sequence[str]) -> bool:
    """Page numbers of a table of contents hardly ever fall."""
    values = [int(match[1]) for text in texts if (match := _END.search(text)) and match[1].isdigit()]
    falls = sum(later < earlier for earlier, later in pairwise(values))
    if 2 * len(values) < len(texts) and len(texts) > 6:
        return False
    return falls <= 0.15 * len(values) and (len(values) < 4 or len(set(values)) > 2)


def contents_drafts(rows: Sequence[Row]) -> list[Draft]:
    """One draft for each entry: its lines up to the page number."""
    drafts: list[Draft] = []
    open_entry = False
    for row in rows:
        without(row, _LEADERS)
        heading = _TITLE.fullmatch(row.text.strip(" .:")) is not None
        if open_entry and not heading:
            drafts[-1].gaps.append(" ")
            drafts[-1].rows.append(row)
        else:
            drafts.append(Draft([row], kind="" if heading else "contents"))
        open_entry = not heading and not _END.search(row.text) and len(drafts[-1].rows) < 5
    return drafts


def notes_begin(rows: Sequence[Row], body: float) -> int:
    """Where footnotes begin among `rows` of a page: small type to the page's end, the first line marked."""
    index = len(rows)
    while index and rows[index - 1].size < 0.9 * body and rows[index - 1].cell is None:
        index -= 1
    while index < len(rows) and not _NOTE.match(rows[index].text):
        index += 1
    if index == 0 or index == len(rows) or rows[index].bottom > rows[index - 1].bottom:
        return len(rows)
    return index


def note_drafts(rows: Sequence[Row]) -> list[Draft]:
    """One draft for each footnote; a line opens one where its number is the next."""
    drafts: list[Draft] = []
    number = 0
    for row in rows:
        match = _NOTE.match(row.text)
        value = int(match[0]) if match and match[0].isdigit() else 0
        if not drafts or (match and (not value or not number or value == number + 1)):
            drafts.append(Draft([row], kind="note"))
            number = value or number
        else:
            drafts[-1].gaps.append(" ")
            drafts[-1].rows.append(row)
    return drafts
