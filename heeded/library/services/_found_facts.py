"""The facts that a reading proposes, saved as rows."""

from collections.abc import Sequence

from django.db import transaction

from heeded.core.rows import insert_rows, update_rows
from heeded.core.services import ChangeKind, note_change
from heeded.engine.records import (
    Citation,
    FactFound,
    Page,
)
from heeded.library._matching import match
from heeded.library.layout import spans_to_row
from heeded.library.models import (
    Document,
    Fact,
    Subject,
)
from heeded.library.services._kept_rows import cited_on, mark_lost

_FACT = ("subject", "name", "value", "confidence", "page", "spans", "quote", "before", "after", "found")


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
        _fill_fact(row, fact, cited_on(by_number, fact.spans))
    insert_rows([row for row in rows if row.pk is None])
    update_rows([row for row in rows if row.pk is not None], _FACT)
    mark_lost(Fact, old, rows)
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
