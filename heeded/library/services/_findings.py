"""What a reading found becomes rows. What was there and is found again keeps its row, its identifier and
whatever a person decided; what is no longer found stays, marked so."""

from collections.abc import Sequence

from django.db import transaction

from heeded.core.services import ChangeKind, note_change
from heeded.engine.citation import cite
from heeded.engine.records import FactFound, LearningPointFound, Page, PassageFound, SectionFound, Span
from heeded.library._matching import match
from heeded.library.layout import pieces_to_row, spans_to_row
from heeded.library.models import (
    Document,
    Fact,
    LearningPoint,
    LearningPointPlace,
    Passage,
    Section,
    Subject,
)


@transaction.atomic
def save_sections(document: Document, sections: Sequence[SectionFound]) -> None:
    """Save the heading tree. A kind that a person decided stays."""
    old = list(document.sections.order_by("order"))
    same = match(
        old, sections, old_words=lambda s: f"{s.page} {s.title}", new_words=lambda s: f"{s.page} {s.title}"
    )
    rows = [
        _section_row(document, order, section, held)
        for order, (section, held) in enumerate(zip(sections, same, strict=True))
    ]
    fields = [
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
    ]
    Section.objects.bulk_create([row for row in rows if row.pk is None], batch_size=500)
    kept = [row for row in rows if row.pk is not None]
    Section.objects.bulk_update(kept, fields, batch_size=200)
    _mark_lost(Section, {row.pk for row in old} - {row.pk for row in rows})


def _section_row(document: Document, order: int, section: SectionFound, held: Section | None) -> Section:
    row = held or Section(document=document)
    row.order, row.number, row.title, row.level = (
        order,
        section.number[:30],
        section.title[:500],
        section.level,
    )
    if not row.kind_decided_by:
        row.kind = section.kind
    row.page, row.spans = section.page, spans_to_row(section.spans)
    row.first_block, row.last_block, row.found = section.first, section.last, True
    return row


@transaction.atomic
def save_learning_points(
    document: Document, pages: Sequence[Page], points: Sequence[LearningPointFound]
) -> None:
    """Save recommendations, findings and the like. Rows that a person decided keep their words."""
    old = list(document.learning_points.filter(entered_by="").order_by("order"))
    same = match(
        old, points, old_words=lambda p: f"{p.kind} {p.text}", new_words=lambda p: f"{p.kind} {p.text}"
    )
    kept: set[int] = set()
    for order, (point, held) in enumerate(zip(points, same, strict=True)):
        row = held or LearningPoint(work_id=document.work_id, document=document)
        _fill_learning_point(row, order, point)
        row.save()
        kept.add(row.pk)
        _save_places(row, pages, point.places)
    _mark_lost(LearningPoint, {row.pk for row in old} - kept)
    note_change(ChangeKind.LEARNING_POINTS, thing_kind="document", thing=document.pk)


def _fill_learning_point(row: LearningPoint, order: int, point: LearningPointFound) -> None:
    row.order, row.found = order, True
    if row.state == "proposed":
        row.kind, row.number, row.text = point.kind, point.number[:30], point.text
        row.addressees, row.agencies = list(point.addressees), list(point.agencies)
        row.confidence = point.confidence


def _save_places(row: LearningPoint, pages: Sequence[Page], places: Sequence[tuple[Span, ...]]) -> None:
    row.places.all().delete()
    made = []
    for order, spans in enumerate(places):
        citation = cite(pages, spans)
        made.append(
            LearningPointPlace(
                learning_point=row,
                order=order,
                page=spans[0].page,
                spans=spans_to_row(spans),
                quote=citation.quote,
                before=citation.before[:200],
                after=citation.after[:200],
            )
        )
    LearningPointPlace.objects.bulk_create(made)


@transaction.atomic
def save_facts(document: Document, pages: Sequence[Page], facts: Sequence[FactFound]) -> None:
    """Save proposals for facts. Decisions stand apart and are not touched."""
    old = list(document.facts.select_related("subject"))
    same = match(
        old, facts, old_words=_fact_words, new_words=lambda f: f"{f.name} {f.subject} {f.value} {f.quote}"
    )
    subjects = {0: None} | {
        number: _subject(document, number) for number in {f.subject for f in facts if f.subject}
    }
    kept: set[int] = set()
    for fact, held in zip(facts, same, strict=True):
        row = held or Fact(work_id=document.work_id, document=document)
        row.subject, row.name, row.value, row.confidence = (
            subjects[fact.subject],
            fact.name,
            fact.value[:300],
            fact.confidence,
        )
        citation = cite(pages, fact.spans)
        row.page, row.spans, row.quote = fact.spans[0].page, spans_to_row(fact.spans), fact.quote
        row.before, row.after, row.found = citation.before[:200], citation.after[:200], True
        row.save()
        kept.add(row.pk)
    _mark_lost(Fact, {row.pk for row in old} - kept)
    note_change(ChangeKind.FACTS, thing_kind="work", thing=document.work_id)


def _fact_words(fact: Fact) -> str:
    return f"{fact.name} {fact.subject.number if fact.subject else 0} {fact.value} {fact.quote}"


def _subject(document: Document, number: int) -> Subject:
    return Subject.objects.get_or_create(work_id=document.work_id, number=number)[0]


@transaction.atomic
def save_passages(document: Document, passages: Sequence[PassageFound], *, ocr_pages: frozenset[int]) -> None:
    """Save the units of search. A passage whose words are as before keeps its row."""
    old = {passage.text: passage for passage in document.passages.all()}
    sections = {s.order: s.pk for s in document.sections.filter(found=True)}
    rows = []
    for order, passage in enumerate(passages):
        held = old.pop(passage.text, None)
        row = held or Passage(document=document, text=passage.text)
        row.order, row.section_id, row.page = order, sections.get(passage.section), passage.pieces[0].page
        row.pieces, row.kind, row.speaker = pieces_to_row(passage.pieces), passage.kind, passage.speaker
        row.heading, row.ocr = passage.heading[:500], row.page in ocr_pages
        rows.append(row)
    Passage.objects.filter(pk__in=[row.pk for row in old.values()]).delete()
    Passage.objects.bulk_create([row for row in rows if row.pk is None], batch_size=500)
    kept = [row for row in rows if row.pk is not None]
    Passage.objects.bulk_update(
        kept, ["order", "section", "page", "pieces", "kind", "speaker", "heading", "ocr"], batch_size=200
    )
    note_change(ChangeKind.PASSAGES, thing_kind="document", thing=document.pk)


def _mark_lost(model: type[Section] | type[LearningPoint] | type[Fact], lost: set[int]) -> None:
    if lost:
        model.objects.filter(pk__in=lost).update(found=False)
