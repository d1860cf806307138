"""What a reading found becomes rows. What was there and is found again keeps its row, its identifier and
whatever a person decided; what is no longer found stays, marked so."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from heeded.core.rows import insert_rows, insert_values, update_rows
from heeded.core.services import ChangeKind, note_change
from heeded.engine.citation import cite
from heeded.engine.records import (
    Citation,
    FactFound,
    LearningPointFound,
    Page,
    PassageFound,
    SectionFound,
    Span,
)
from heeded.library._matching import match
from heeded.library.layout import pieces_to_row, pieces_written, spans_to_row
from heeded.library.models import (
    Document,
    Fact,
    LearningPoint,
    LearningPointPlace,
    Passage,
    Section,
    Subject,
)

_SECTION = (
    "order",
    "number",
    "title",
    "level",
    "kind",
    "page",
    "spans",
    "first_block",
    "last_block",
    "found",
)
_POINT = ("order", "kind", "number", "text", "addressees", "agencies", "confidence", "found")
_FACT = ("subject", "name", "value", "confidence", "page", "spans", "quote", "before", "after", "found")
_PASSAGE = ("order", "section", "page", "pieces", "kind", "speaker", "heading", "ocr")
_NEW_PASSAGE = ("document", "text", *_PASSAGE)


@transaction.atomic
def save_sections(document: Document, sections: Sequence[SectionFound]) -> None:
    """Save the heading tree. A kind that a person decided stays."""
    old = list(document.sections.order_by("order"))
    same = match(old, sections, old_words=_section_words, new_words=_section_words)
    rows = [held or Section(document=document) for held in same]
    for order, (row, section) in enumerate(zip(rows, sections, strict=True)):
        _fill_section(row, order, section)
    insert_rows([row for row in rows if row.pk is None])
    update_rows([row for row in rows if row.pk is not None], _SECTION)
    _mark_lost(Section, old, rows)


def _section_words(section: Section | SectionFound) -> str:
    return f"{section.page} {section.title}"


def _fill_section(row: Section, order: int, section: SectionFound) -> None:
    row.order, row.number, row.title = order, section.number[:30], section.title[:500]
    row.level, row.page, row.spans = section.level, section.page, spans_to_row(section.spans)
    row.kind = row.kind if row.kind_decided_by else section.kind
    row.first_block, row.last_block, row.found = section.first, section.last, True


@transaction.atomic
def save_learning_points(
    document: Document, pages: Sequence[Page], points: Sequence[LearningPointFound]
) -> None:
    """Save recommendations, findings and the like. Rows that a person decided keep their words; they are known by
    the words printed in the report, which a person may have corrected."""
    old = list(document.learning_points.filter(entered_by="").order_by("order").prefetch_related("places"))
    by_number = {page.number: page for page in pages}
    places = [[_cited(by_number, spans) for spans in point.places] for point in points]
    printed = [cited[0].quote for cited in places]
    same = match(old, printed, old_words=_printed_words, new_words=str)
    rows = [held or LearningPoint(work_id=document.work_id, document=document) for held in same]
    for order, (row, point) in enumerate(zip(rows, points, strict=True)):
        _fill_learning_point(row, order, point)
    update_rows([row for row in rows if row.pk is not None], _POINT)
    LearningPoint.objects.bulk_create([row for row in rows if row.pk is None])
    LearningPointPlace.objects.filter(learning_point__in=[row.pk for row in rows]).delete()
    insert_rows(
        [_place_row(row, n, c) for row, cited in zip(rows, places, strict=True) for n, c in enumerate(cited)]
    )
    _mark_lost(LearningPoint, old, rows)
    note_change(ChangeKind.LEARNING_POINTS, thing_kind="document", thing=document.pk)


def _printed_words(point: LearningPoint) -> str:
    first = min(point.places.all(), key=lambda place: place.order, default=None)
    return first.quote if first else point.text


def _fill_learning_point(row: LearningPoint, order: int, point: LearningPointFound) -> None:
    row.order, row.found = order, True
    if row.state == "proposed":
        row.kind, row.number, row.text = point.kind, point.number[:30], point.text
        row.addressees, row.agencies = list(point.addressees), list(point.agencies)
        row.confidence = point.confidence


def _place_row(row: LearningPoint, order: int, citation: Citation) -> LearningPointPlace:
    return LearningPointPlace(
        learning_point=row,
        order=order,
        page=citation.spans[0].page,
        spans=spans_to_row(citation.spans),
        quote=citation.quote,
        before=citation.before[:200],
        after=citation.after[:200],
    )


def _cited(pages: Mapping[int, Page], spans: Sequence[Span]) -> Citation:
    return cite([pages[number] for number in {span.page for span in spans}], spans)


@transaction.atomic
def save_facts(document: Document, pages: Sequence[Page], facts: Sequence[FactFound]) -> None:
    """Save proposals for facts. Decisions stand apart and are not touched."""
    old = list(document.facts.select_related("subject"))
    by_number = {page.number: page for page in pages}
    same = match(old, facts, old_words=_held_words, new_words=_found_words)
    subjects = {number: _subject(document, number) for number in {fact.subject for fact in facts} - {0}}
    rows = [held or Fact(work_id=document.work_id, document=document) for held in same]
    for row, fact in zip(rows, facts, strict=True):
        row.subject = subjects.get(fact.subject)
        _fill_fact(row, fact, _cited(by_number, fact.spans))
    insert_rows([row for row in rows if row.pk is None])
    update_rows([row for row in rows if row.pk is not None], _FACT)
    _mark_lost(Fact, old, rows)
    note_change(ChangeKind.FACTS, thing_kind="work", thing=document.work_id)


def _fill_fact(row: Fact, fact: FactFound, citation: Citation) -> None:
    row.name, row.value, row.confidence = fact.name, fact.value[:300], fact.confidence
    row.page, row.spans, row.quote = fact.spans[0].page, spans_to_row(fact.spans), fact.quote
    row.before, row.after, row.found = citation.before[:200], citation.after[:200], True


def _held_words(fact: Fact) -> str:
    return f"{fact.name} {fact.subject.number if fact.subject else 0} {fact.value} {fact.quote}"


def _found_words(fact: FactFound) -> str:
    return f"{fact.name} {fact.subject} {fact.value} {fact.quote}"


def _subject(document: Document, number: int) -> Subject:
    return Subject.objects.get_or_create(work_id=document.work_id, number=number)[0]


@transaction.atomic
def save_passages(document: Document, passages: Sequence[PassageFound], *, ocr_pages: frozenset[int]) -> None:
    """Save the units of search. A passage whose words are as before keeps its row."""
    held: dict[str, list[Passage]] = defaultdict(list)
    for old in document.passages.order_by("-order"):
        held[old.text].append(old)
    sections = dict(document.sections.filter(found=True).values_list("order", "pk"))
    rows: list[Passage] = []
    fresh: list[tuple[Any, ...]] = []
    for order, passage in enumerate(passages):
        page, section, heading = passage.pieces[0].page, sections.get(passage.section), passage.heading[:500]
        kind, speaker, ocr = passage.kind, passage.speaker, page in ocr_pages
        if not (same := held.get(passage.text)):
            where = (document.pk, passage.text, order, section, page, pieces_written(passage.pieces))
            fresh.append((*where, kind, speaker, heading, ocr))
            continue
        row = same.pop()
        row.order, row.section_id, row.page, row.pieces = order, section, page, pieces_to_row(passage.pieces)
        row.kind, row.speaker, row.heading, row.ocr = kind, speaker, heading, ocr
        rows.append(row)
    Passage.objects.filter(pk__in=[old.pk for olds in held.values() for old in olds]).delete()
    update_rows(rows, _PASSAGE)
    insert_values(Passage, _NEW_PASSAGE, fresh)
    note_change(ChangeKind.PASSAGES, thing_kind="document", thing=document.pk)


def _mark_lost(
    model: type[Section] | type[LearningPoint] | type[Fact],
    old: Sequence[Section | LearningPoint | Fact],
    rows: Sequence[Section | LearningPoint | Fact],
) -> None:
    lost = {row.pk for row in old} - {row.pk for row in rows}
    if lost:
        model.objects.filter(pk__in=lost).update(found=False)
