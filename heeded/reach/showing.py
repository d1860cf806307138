"""New answers with their words, read at the moment they are shown: never from a store of this room."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from heeded.engine.records import Piece, Span, spans_of
from heeded.engine.vocabulary import SectionKind, Speaker
from heeded.engine.words import Wish, mark
from heeded.library.filing import filed
from heeded.library.models import Document, Page, Passage, Work
from heeded.library.naming import Facts, board_of, document_title, year_of
from heeded.people.viewer import Viewer
from heeded.reach.models import Answer
from heeded.reach.places import Place
from heeded.search.request import SearchRequest
from heeded.search.results import PassageHit
from heeded.search.showing import wishes_to_mark

Key = tuple[int, int, int, int]  # document, page, start, end


@dataclass(frozen=True, slots=True)
class Shown:
    """One document that answers, with what this viewer may know of its review. `is_public`: everybody may see it."""

    answer: Answer
    document: Document
    work: Work
    title: str  # of the document
    board: str
    year: str
    is_public: bool
    passages: tuple[PassageHit, ...]

    @property
    def more(self) -> int:
        """Passages that answer and are not shown here."""
        return max(0, self.answer.matching - len(self.passages))


def shown(viewer: Viewer, request: SearchRequest, answers: Sequence[Answer], public: set[int]) -> list[Shown]:
    """Answers that the viewer may see, in their order, with words. `public` are the keys of the documents among them
    that everybody may see. Six queries, however many."""
    facts = filed(viewer, [answer.document.work for answer in answers])
    words = _Words(answers, wishes_to_mark(request.text))
    return [_shown(answer, facts.get(answer.document.work_id, {}), public, words) for answer in answers]


def _shown(answer: Answer, facts: Facts, public: set[int], words: "_Words") -> Shown:
    document, work = answer.document, answer.document.work
    hits = (words.hit_of(document, place, rank) for rank, place in enumerate(answer.places, start=1))
    return Shown(
        answer=answer,
        document=document,
        work=work,
        title=document_title(document),
        board=board_of(work, facts),
        year=year_of(work, facts),
        is_public=document.pk in public,
        passages=tuple(hit for hit in hits if hit),
    )


class _Words:
    """The passages of some answers, or where these were made anew since, the bare words of the page."""

    def __init__(self, answers: Iterable[Answer], wishes: Sequence[Wish]) -> None:
        self._wishes = wishes
        keys = {_key(answer.document_id, place) for answer in answers for place in answer.places}
        documents, pages = {key[0] for key in keys}, {key[1] for key in keys}
        rows = Passage.objects.filter(document__in=documents, page__in=pages)
        placed = ((_place_of(row), row) for row in rows)
        self._passages = {key: row for key, row in placed if key in keys}
        printed = Page.objects.filter(document__in=documents, number__in=pages).only(
            "document", "number", "label", "text"
        )
        self._pages = {(page.document_id, page.number): page for page in printed}

    def hit_of(self, document: Document, place: Place, rank: int) -> PassageHit | None:
        """One passage; None where its page has gone."""
        page = self._pages.get((document.pk, place["page"]))
        if page is None:
            return None
        row = self._passages.get(_key(document.pk, place)) or _bare(page, place)
        pieces = [Piece(*piece) for piece in row.pieces]
        sentences = tuple(Span(*sentence) for sentence in place["sentences"])
        marks = () if place["by"] == "meaning" else mark(row.text, self._wishes).marks
        return PassageHit(
            rank=rank,
            passage=row.pk or 0,
            document=document.identifier,
            file=document.name,
            page=page.number,
            label=page.label,
            paged=document.paged,
            start=place["start"],
            end=place["end"],
            text=row.text,
            marks=marks,
            spans=spans_of(pieces, 0, len(row.text)),
            mark_spans=tuple(span for first, last in marks for span in spans_of(pieces, first, last)),
            why=(),
            score=0.0,
            heading=row.heading,
            kind=row.kind,
            speaker=row.speaker,
            ocr=row.ocr,
            fictional=document.work.fictional,
            predates_guidance=False,
            found_by=place["by"],
            meaning_marks=_in_text(pieces, sentences),
            meaning_spans=sentences,
        )


def _key(document: int, place: Place) -> Key:
    return document, place["page"], place["start"], place["end"]


def _place_of(row: Passage) -> Key:
    spans = spans_of([Piece(*piece) for piece in row.pieces], 0, len(row.text))
    on_page = [span for span in spans if span.page == row.page] or [Span(row.page, 0, 0)]
    return row.document_id, row.page, on_page[0].start, on_page[-1].end


def _bare(page: Page, place: Place) -> Passage:
    """A passage as it stands on its page, not kept."""
    start, words = place["start"], page.text[place["start"] : place["end"]]
    return Passage(
        page=page.number,
        text=words.replace("\n", " "),
        pieces=[[0, page.number, start, len(words)]],
        kind=SectionKind.OTHER,
        speaker=Speaker.UNKNOWN,
    )


def _in_text(pieces: Sequence[Piece], spans: Iterable[Span]) -> tuple[tuple[int, int], ...]:
    """Stretches of raw text as stretches of the passage's text."""
    found = []
    for span in spans:
        cuts = [_cut(piece, span) for piece in pieces if piece.page == span.page]
        inside = [(start, end) for start, end in cuts if start < end]
        if inside:
            found.append((inside[0][0], inside[-1][1]))
    return tuple(found)


def _cut(piece: Piece, span: Span) -> tuple[int, int]:
    """What of a span stands in a piece, in characters of the text."""
    start, end = max(span.start, piece.start), min(span.end, piece.start + piece.length)
    return piece.at + start - piece.start, piece.at + end - piece.start
