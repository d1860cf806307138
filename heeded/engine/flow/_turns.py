"""Paragraphs that run on over the end of a page or a column."""

from collections.abc import Sequence

from heeded.engine.flow._draft import Draft

_RUNS_ON = ("paragraph", "item")


def join_over_pages(by_page: Sequence[Sequence[Draft]]) -> list[Draft]:
    """All drafts in order, those joined that a page break parted. Footnotes between the two parts come after."""
    result: list[Draft] = []
    open_draft: Draft | None = None
    for page in by_page:
        drafts = list(page)
        if open_draft is not None and drafts and _goes_on(open_draft, drafts[0]):
            open_draft.gaps += [" ", *drafts[0].gaps]
            open_draft.rows += drafts[0].rows
            del drafts[0]
        result += drafts
        text = [draft for draft in drafts if draft.kind != "note"]
        if text:
            open_draft = text[-1] if text[-1].kind in _RUNS_ON else None
    return result


def _goes_on(before: Draft, after: Draft) -> bool:
    """Whether `after`, the first block of a page, carries on `before`, the last one of the page before."""
    if (
        after.kind not in _RUNS_ON
        or abs(before.last.size - after.first.size) > 0.6
        or bool(before.first.box) != bool(after.first.box)
    ):
        return False
    end = before.last.text[-1]
    if end in "-\ufffe\x02\u00ad":
        return True
    if after.mark is not None and after.mark.kind == "bullet":
        return False
    starts = after.first.text[0]
    if starts.islower():
        return end not in ".?!" or starts in ")"
    if end in '.?!:;”"’' or (after.mark is not None and after.mark.kind != "bare"):
        return False
    return before.last.right > before.right - 6 * before.last.size
