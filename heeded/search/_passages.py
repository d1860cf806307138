"""The passages on the page, read from the database: text, marks and why. Only for those shown, in few queries."""

from collections.abc import Iterable

from heeded.engine.records import Span, spans_of
from heeded.engine.words import Question, mark
from heeded.search._meant import Meant
from heeded.search._ranking import Scored
from heeded.search._shown import Row, Shown
from heeded.search._why import why
from heeded.search.results import PassageHit


def hit_of(
    scored: Scored, shown: Shown, question: Question, *, predates: bool, meant: Meant | None = None
) -> PassageHit | None:
    """One passage as it is shown; None where it has gone since the index was written."""
    row, document = shown.rows.get(scored.passage), shown.documents.get(scored.document)
    if row is None or document is None or row.document != scored.document:
        return None
    found = mark(row.text, question.wanted)
    spans = spans_of(row.pieces, 0, len(row.text))
    on_page = [span for span in spans if span.page == row.page] or [Span(row.page, 0, 0)]
    return PassageHit(
        rank=scored.rank,
        passage=row.pk,
        document=document.identifier,
        file=document.name,
        page=row.page,
        label=row.label,
        paged=document.paged,
        start=on_page[0].start,
        end=on_page[-1].end,
        text=row.text,
        marks=found.marks,
        spans=spans,
        mark_spans=_spans(row, found.marks),
        why=why(found.ways, row.heading, row.kind, question, close=meant is not None),
        score=round(scored.score, 4),
        heading=row.heading,
        kind=row.kind,
        speaker=row.speaker,
        ocr=row.ocr,
        fictional=document.fictional,
        predates_guidance=predates,
        found_by=meant.found_by if meant else "words",
        meaning_marks=meant.marks if meant else (),
        meaning_spans=_spans(row, meant.marks) if meant else (),
        closeness=meant.closeness if meant else None,
    )


def _spans(row: Row, marks: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """Marks in a passage's text as they stand in raw text."""
    return tuple(span for start, end in marks for span in spans_of(row.pieces, start, end))
