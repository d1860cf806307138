"""From a reading to blocks: the order of work."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from heeded.engine.flow._blocks import block_of
from heeded.engine.flow._contents import ContentsFinder, contents_drafts, note_drafts, notes_begin
from heeded.engine.flow._draft import Draft
from heeded.engine.flow._hyphens import Words
from heeded.engine.flow._joiner import Joiner
from heeded.engine.flow._kinds import settle_kind
from heeded.engine.flow._margins import without_furniture
from heeded.engine.flow._marks import mark_of
from heeded.engine.flow._order import in_reading_order
from heeded.engine.flow._paragraphs import drafts_of
from heeded.engine.flow._row import Row
from heeded.engine.flow._rows import rows_of
from heeded.engine.flow._spacing import usual_steps
from heeded.engine.flow._turns import join_over_pages
from heeded.engine.records import Block, Reading


def clean(reading: Reading) -> tuple[Block, ...]:
    """The blocks of `reading` in reading order; every character keeps its way back to the raw text."""
    rows = [rows_of(page) for page in reading.pages]
    body = body_size(rows)
    if reading.paged:
        rows = without_furniture(reading.pages, rows, body)
        rows = [in_reading_order(some, page.width) for some, page in zip(rows, reading.pages, strict=True)]
        by_page = _paged_drafts(rows, body)
    elif any("\n\n" in page.text for page in reading.pages):
        by_page = _paged_drafts(
            rows, body
        )  # plain text: lines are lines, with a blank one between paragraphs
    else:
        by_page = [_table_rows([_standing(row) for row in some]) for some in rows]
    _settle(by_page, body)
    drafts = join_over_pages(by_page) if reading.paged else [draft for page in by_page for draft in page]
    joiner = Joiner(Words([page.text for page in reading.pages]))
    return tuple(block_of(draft, joiner) for draft in drafts)


def body_size(rows: Iterable[Sequence[Row]]) -> float:
    """The size of type in which most letters are set."""
    exact: dict[float, int] = {}
    for page in rows:
        for row in page:
            exact[row.size] = exact.get(row.size, 0) + len(row.text)
    sizes: Counter[float] = Counter()
    for size, letters in exact.items():
        sizes[round(size * 2) / 2] += letters
    return sizes.most_common(1)[0][0] or 12.0 if sizes else 12.0


def _paged_drafts(rows: Sequence[list[Row]], body: float) -> list[list[Draft]]:
    steps = usual_steps(rows)
    finder = ContentsFinder(len(rows))
    return [list(_page_drafts(page, steps, finder, body)) for page in rows]


def _page_drafts(
    rows: Sequence[Row], steps: dict[int, float], finder: ContentsFinder, body: float
) -> Iterator[Draft]:
    first, last = finder.part(rows)
    if last:
        yield from drafts_of(rows[:first], steps)
        yield from contents_drafts(rows[first:last])
        rows = rows[last:]
    end = notes_begin(rows, body)
    yield from drafts_of(rows[:end], steps)
    yield from note_drafts(rows[end:])


def _standing(row: Row) -> Draft:
    """A paragraph of a file without pages, in a row of its own; its width was made up and says nothing."""
    row.right = row.left
    return Draft([row], mark_of(row.text))


def _table_rows(drafts: list[Draft]) -> list[Draft]:
    """Cells of one table row put together where the file has no pages and each line is a paragraph."""
    joined: list[Draft] = []
    for draft in drafts:
        cell, last = draft.first.cell, joined[-1].last if joined else None
        if (
            cell
            and last
            and last.cell
            and last.cell[0] == cell[0]
            and last.box == draft.first.box
            and cell >= last.cell
        ):
            joined[-1].rows.append(draft.first)
            joined[-1].gaps.append(" ")
        else:
            joined.append(draft)
    return joined


def _settle(by_page: Sequence[Sequence[Draft]], body: float) -> None:
    drafts = [draft for page in by_page for draft in page]
    before: Draft | None = None
    for draft, after in zip_longest(drafts, drafts[1:]):
        if not draft.kind:
            draft.kind = settle_kind(draft, before, after, body)
        before = draft
