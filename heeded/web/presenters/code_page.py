"""A page of a document to be coded: its words with their codings marked, the list of these beside it, its sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse

from heeded.engine.citation import as_text, cite
from heeded.engine.flow import sentences
from heeded.engine.records import Span
from heeded.learning.models import Framework
from heeded.learning.queries import Coded, codings_of, codings_on
from heeded.library.layout import block_from_row, spans_from_row
from heeded.library.models import Document, Page, Work
from heeded.library.placing import cited_pages, numbers_in
from heeded.people.viewer import Viewer
from heeded.web.presenters.beside import Sentence
from heeded.web.presenters.code_marks import mark_codes, number_parts
from heeded.web.presenters.coding import CodingShown, codings_shown, may_code
from heeded.web.presenters.documents import Run, Words, runs_of, words_of
from heeded.web.presenters.marks import mark_cited

_COUNTS = frozenset({"standing", "in-round", "proposed"})
_CODED_SENTENCES = frozenset({"paragraph", "item", "row", "heading", "caption", "note"})


@dataclass(frozen=True, slots=True)
class CodePage:
    """What the page of coding shows. `others` counts codings of this page with other frameworks, left out of it."""

    document: Document
    page: Page
    words: list[Words]
    runs: list[Run]
    codings: list[CodingShown]
    others: int
    sentences: list[Sentence]
    previous: str
    next: str
    quote: str  # of the words that are chosen, where they are on this document


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is being looked at: a framework (none: all of them), and words to be coded."""

    framework: Framework | None = None
    spans: tuple[Span, ...] = ()
    asked: dict[str, str] = field(default_factory=dict)  # what stays in the address from page to page


def code_page(viewer: Viewer, document: Document, page: Page, chosen: Chosen) -> CodePage:
    """The page with everything marked. A constant number of queries."""
    words = words_of(document, page)
    number_parts(words)
    rows = [row for row in on_page(viewer, document, page.number) if _may_be_shown(viewer, row)]
    mine = [row for row in rows if chosen.framework is None or _is_of(row, chosen.framework)]
    shown = codings_shown(viewer, mine)
    mark_codes(
        words,
        [
            (one.number, _here(row, page.number), row.is_proposal)
            for one, row in zip(shown, mine, strict=True)
        ],
    )
    mark_cited(words, [span for span in chosen.spans if span.page == page.number])
    return CodePage(
        document=document,
        page=page,
        words=words,
        runs=runs_of(words, lambda words, printed: ""),
        codings=shown,
        others=len(rows) - len(mine),
        sentences=list(sentences_of(document, page.number)) if may_code(viewer) else [],
        previous=_turned(document, page.number - 1, chosen),
        next=_turned(document, page.number + 1, chosen),
        quote=quote_of(document, chosen.spans),
    )


def on_page(viewer: Viewer, document: Document, number: int) -> list[Coded]:
    """The codings that count or wait and whose words stand on a page, in the order in which they are read."""
    rows = [row for row in codings_on(viewer, document) if row.coding.state in _COUNTS and _here(row, number)]
    return sorted(rows, key=lambda row: _as_read(row, number))


def _as_read(row: Coded, number: int) -> tuple[int, int, int]:
    """Where it begins on the page; of two that begin together the one that ends later comes first, so that the other
    is nested in it."""
    here = _here(row, number)
    return here[0].start, -here[-1].end, row.coding.pk


def _may_be_shown(viewer: Viewer, row: Coded) -> bool:
    """Codings of children and adults only for those who code: in a list they would tell of a child in one place what
    its review says in many."""
    return row.coding.target in {"passage", "review"} or may_code(viewer)


def decided_on_page(viewer: Viewer, document: Document, number: int) -> list[CodingShown]:
    """What a person decided of the words of a page, for all."""
    rows = on_page(viewer, document, number)
    return codings_shown(
        viewer, [row for row in rows if row.coding.state == "standing" and _may_be_shown(viewer, row)]
    )


def decided_of_review(viewer: Viewer, work: Work) -> list[CodingShown]:
    """What a person decided of a review as a whole, for all."""
    rows = codings_of(viewer, work)
    held = [row for row in rows if row.coding.target == "review" and row.coding.state == "standing"]
    return codings_shown(viewer, held)


def _is_of(row: Coded, framework: Framework) -> bool:
    return row.coding.theme.framework_id == framework.pk


def _here(row: Coded, number: int) -> list[Span]:
    return [span for span in spans_from_row(row.place.spans) if span.page == number]


def quote_of(document: Document, spans: Sequence[Span]) -> str:
    """The words at a place, nothing where there are none."""
    if not spans:
        return ""
    try:
        return cite(cited_pages(document.pk, numbers_in(spans)), spans).quote
    except ValueError:
        return ""


def _turned(document: Document, number: int, chosen: Chosen) -> str:
    if not 1 <= number <= document.page_count:
        return ""
    return coding_address(document, number, **chosen.asked)


def coding_address(document: Document, number: int, **asked: str) -> str:
    """The address of the page of coding."""
    parts = {"page": str(number)} | {name: value for name, value in asked.items() if value}
    return f"{reverse('coding-page', args=[document.identifier])}?{urlencode(parts)}"


def sentences_of(document: Document, number: int) -> Iterator[Sentence]:
    """Every sentence of which a part stands on a page, with its place; of one that goes on elsewhere the whole."""
    rows = document.pages.filter(number__in=(number - 1, number)).order_by("number")
    for blocks in rows.values_list("blocks", flat=True):
        for block in map(block_from_row, blocks):
            if block.kind not in _CODED_SENTENCES:
                continue
            for start, end in sentences(block.text):
                spans = block.spans(start, end)
                if any(span.page == number for span in spans):
                    yield Sentence(as_text(spans), block.text[start:end])
