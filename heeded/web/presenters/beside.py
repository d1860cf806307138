"""The page beside an editor's desk: its picture, its words, and its sentences to choose a line from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse

from heeded.briefing.models import Version
from heeded.engine.citation import as_text
from heeded.engine.flow import sentences
from heeded.engine.records import Block
from heeded.library.layout import block_from_row
from heeded.library.models import Document
from heeded.library.queries import visible_documents
from heeded.people.viewer import Viewer
from heeded.web.presenters.addresses import page_words

_HANDFUL = 40  # sentences shown at once: a file without pages is one long page
_RUNNING = frozenset({"paragraph", "item", "row"})


@dataclass(frozen=True, slots=True)
class Place:
    """Which page of which document is wanted beside the desk; `handful` counts from 0 within its sentences."""

    document: str = ""
    page: int = 1
    handful: int = 0


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the page. `place` is the address of its words in the document."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A page as it lies beside the desk. `earlier` and `later` are the places to turn to, empty at either end."""

    document: Document
    page: int
    handful: int
    words: str  # "p. 12"
    address: str
    picture: str
    sentences: tuple[Sentence, ...]
    earlier: str
    later: str
    documents: tuple[Document, ...]

    @property
    def place(self) -> str:
        return f"{self.page}.{self.handful}"


def documents_beside(viewer: Viewer, version: Version) -> list[Document]:
    """The documents that can be laid beside a draft: those of its review, or those that a digest draws on."""
    seen = visible_documents(viewer).filter(read_state="read")
    work = version.briefing.work
    held = seen.filter(work=work) if work else seen.filter(identifier__in=version.sources)
    return list(held.order_by("-page_count", "pk"))


def beside(documents: Sequence[Document], wanted: Place) -> Beside | None:
    """The page wanted, or the first page of the fullest document; nothing where no document can be seen."""
    if not documents:
        return None
    document = next((one for one in documents if one.identifier == wanted.document), documents[0])
    page = max(1, min(wanted.page, document.page_count or 1))
    found = list(_sentences_of(document, page))
    handful = max(0, min(wanted.handful, (len(found) - 1) // _HANDFUL))
    turns = _turns(document, page, handful, len(found))
    return Beside(
        document=document,
        page=page,
        handful=handful,
        words=page_words(page, "", paged=document.paged),
        address=f"{reverse('document', args=[document.identifier])}?page={page}",
        picture=reverse("picture", args=[document.identifier, page]) if document.paged else "",
        sentences=tuple(found[handful * _HANDFUL : (handful + 1) * _HANDFUL]),
        earlier=turns[0],
        later=turns[1],
        documents=tuple(documents),
    )


def handful_of(document: Document, page: int, place: str) -> int:
    """In which handful of a page's sentences the one at `place` stands."""
    places = [sentence.place for sentence in _sentences_of(document, page)]
    return places.index(place) // _HANDFUL if place in places else 0


def _turns(document: Document, page: int, handful: int, count: int) -> tuple[str, str]:
    earlier = f"{page}.{handful - 1}" if handful else f"{page - 1}.0" if page > 1 else ""
    if (handful + 1) * _HANDFUL < count:
        return earlier, f"{page}.{handful + 1}"
    return earlier, f"{page + 1}.0" if page < document.page_count else ""


def _sentences_of(document: Document, page: int) -> Iterator[Sentence]:
    """The sentences that begin on a page: a paragraph may have begun on the one before."""
    rows = (
        document.pages.filter(number__in=(page - 1, page)).order_by("number").values_list("blocks", flat=True)
    )
    for row in (row for rows_of_page in rows for row in rows_of_page):
        block = block_from_row(row)
        if block.kind in _RUNNING:
            yield from _of_block(block, page)


def _of_block(block: Block, page: int) -> Iterator[Sentence]:
    for start, end in sentences(block.text):
        spans = tuple(block.spans(start, end))
        if spans and spans[0].page == page:
            yield Sentence(as_text(spans), block.text[start:end])
