"""A document open at a page: its words and its picture marked, and the ways from there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Sum
from django.db.models.functions import Length
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heeded.engine.citation import as_text
from heeded.engine.records import Span
from heeded.library.models import Document, Page
from heeded.people.viewer import Viewer
from heeded.search.queries import find
from heeded.search.request import SearchRequest
from heeded.search.showing import wishes_to_mark
from heeded.web.presenters.addresses import more_like_address, page_address
from heeded.web.presenters.code_marks import number_parts
from heeded.web.presenters.code_page import coding_address, decided_on_page
from heeded.web.presenters.coding import may_code
from heeded.web.presenters.documents import Targets, citation_of, plain, runs_of, section_rows, words_of
from heeded.web.presenters.marks import Marked, mark_cited, mark_meant, mark_wishes, picture_marks
from heeded.web.presenters.meaning import meaning_is_here, passages_on

_HITS = 50  # passages with a hit that the keys can step through
_LONG = 95  # minutes: from there on hours are said
_LETTERS_A_MINUTE = 1_300  # some 220 words: how fast people read a report


@dataclass(frozen=True, slots=True)
class Opening:
    """What was asked to be shown: a page, the question whose words are marked, the passage cited, the sentences in
    it that are close in meaning to the question."""

    question: str
    cited: tuple[Span, ...]
    whole: bool  # without a page being asked for: the list of all pages stands below
    meant: tuple[Span, ...] = ()


def opened(viewer: Viewer, document: Document, page: Page, opening: Opening) -> dict[str, Any]:
    """What `read/document.html` shows."""
    words = words_of(document, page)
    pages, corrections = _pages_with_hits(viewer, document, opening.question)
    found = mark_wishes(words, wishes_to_mark(opening.question, corrections)) if opening.question else []
    here = [span for span in opening.cited if span.page == page.number]
    cited_here = mark_cited(words, here)
    meant = [span for span in opening.meant if span.page == page.number]
    sections = section_rows(document.sections.filter(found=True, level__lte=3).order_by("order"))
    is_contents = any(part.kind == "contents" for part in words)
    coder = may_code(viewer)
    if coder:
        number_parts(words)
    return {
        "document": document,
        "page": page,
        "codes_here": coder,
        "themes": decided_on_page(viewer, document, page.number),
        "coding_address": coding_address(document, page.number),
        "question": opening.question,
        "place": as_text(opening.cited),
        "runs": runs_of(words, _targets(document, sections) if is_contents else lambda words, printed: ""),
        "found": len(found),
        "cited_here": cited_here,
        "cited_pages": _cited_elsewhere(document, page, opening),
        "means": as_text(opening.meant),
        "meant_here": mark_meant(words, meant),
        "marks": picture_marks(document, page, Marked(found, here, meant)),
        "like_cited": _like(document, page, here) if cited_here else "",
        "like_passages": passages_on(document, page),
        "citation": citation_of(document, page, here),
        "sections": sections,
        "all_pages": list(document.pages.order_by("number").values("number", "label"))
        if opening.whole
        else [],
        "time": reading_times([document]).get(document.pk, "") if opening.whole else "",
        **_neighbours(document, page, opening, pages),
    }


def _like(document: Document, page: Page, cited: Sequence[Span]) -> str:
    return more_like_address(document.identifier, page.number, cited[0].start) if meaning_is_here() else ""


def _targets(document: Document, sections: Sequence[dict[str, Any]]) -> Targets:
    """Where an entry of contents leads: to the section of that title on the page of that printed number, or to the
    only section of that title."""
    labels = dict(document.pages.exclude(label="").order_by("-number").values_list("label", "number"))
    pages: dict[str, list[int]] = {}
    for row in sections:
        pages.setdefault(plain(row["title"]), []).append(row["page"])

    def target(words: str, printed: str) -> str:
        found, number = pages.get(plain(words), []), labels.get(printed)
        page = number if number in found else found[0] if len(found) == 1 else None
        return page_address(document.identifier, page) if page else ""

    return target


def reading_times(documents: Sequence[Document]) -> dict[int, str]:
    """About how long it takes to read each document, in words, by key; none for one without words."""
    pages = Page.objects.filter(document__in=documents).values("document")
    letters = pages.annotate(letters=Sum(Length("text"))).values_list("document", "letters")
    return {pk: _about(count / _LETTERS_A_MINUTE) for pk, count in letters if count}


def _about(minutes: float) -> str:
    """To the minute up to ten, then to five minutes, then to the hour."""
    if minutes >= _LONG:
        return _("about %s hours to read") % round(minutes / 60)
    near = max(1, round(minutes)) if minutes < 10 else 5 * round(minutes / 5)
    return ngettext("about %s minute to read", "about %s minutes to read", near) % near


def _pages_with_hits(
    viewer: Viewer, document: Document, question: str
) -> tuple[set[int], tuple[tuple[str, str], ...]]:
    if not question.strip():
        return set(), ()
    asked = SearchRequest(
        text=question, document=document.identifier, mode="words", per_page=1, per_review=_HITS
    )
    results = find(viewer, asked)
    passages = (passage for hit in results.hits for passage in hit.passages)
    return {span.page for passage in passages for span in passage.mark_spans}, results.corrections


def _cited_elsewhere(document: Document, page: Page, opening: Opening) -> list[dict[str, Any]]:
    """The other pages on which the passage cited stands."""
    numbers = sorted({span.page for span in opening.cited} - {page.number})
    return [
        {"number": n, "address": _address(document, n, opening)} for n in numbers if n <= document.page_count
    ]


def _neighbours(document: Document, page: Page, opening: Opening, pages: set[int]) -> dict[str, str]:
    """The addresses of the pages before and after, and of those with a hit."""
    before, after = [p for p in pages if p < page.number], [p for p in pages if p > page.number]
    near = {
        "previous_page": (page.number - 1 if page.number > 1 else None, ""),
        "next_page": (page.number + 1 if page.number < document.page_count else None, ""),
        "previous_hit": (max(before, default=None), "last-hit"),
        "next_hit": (min(after, default=None), "hit-1"),
    }
    return {
        name: _address(document, number, opening, place) if number else ""
        for name, (number, place) in near.items()
    }


def _address(document: Document, number: int, opening: Opening, place: str = "") -> str:
    return page_address(
        document.identifier,
        number,
        question=opening.question,
        spans=opening.cited,
        meant=opening.meant,
        place=place,
    )
