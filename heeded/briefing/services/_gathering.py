"""A digest: what reviews say of one thing, gathered by machine from what the gatherer may see, for staff to check."""

from django.db import transaction

from heeded.briefing.drafting import cited
from heeded.briefing.errors import NothingToBrief
from heeded.briefing.models import Briefing, Line, Version
from heeded.briefing.services._drafts import one_line
from heeded.briefing.services._permission import must
from heeded.core.clock import now
from heeded.core.errors import Refused
from heeded.core.services import record
from heeded.engine.briefing import FoundPassage, Gathered, Role, content_notes, gather, judged
from heeded.engine.records import spans_of
from heeded.engine.vocabulary import WorkKind
from heeded.engine.words.private import asks_first
from heeded.library.layout import pieces_from_row, spans_to_row
from heeded.library.models import Passage
from heeded.library.placing import cited_pages, numbers_in
from heeded.library.queries import visible_passages
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer
from heeded.search.queries import find
from heeded.search.request import SearchRequest
from heeded.search.results import PassageHit

_REVIEWS, _OF_EACH = 30, 8  # that are looked at
_KINDS_OF_REVIEW = (WorkKind.REVIEW, WorkKind.RAPID_REVIEW)
_TITLES = {
    Role.WENT_WRONG: "Why things went as they did",
    Role.LEARNING: "Learning",
    Role.WENT_WELL: "What went well",
    Role.DO_NOW: "What was recommended",
}


def gather_digest(asked: str, *, by: Viewer) -> Briefing:
    """Gather what reviews say of what is asked, each line cited. It is a draft that nobody has checked.

    Raises:
        NotAllowed: they may not work on briefings.
        Refused: nothing is asked for.
        NothingToBrief: no review that they may see says anything of it.
    """
    must(by, Permission.EDIT_BRIEFINGS, "You cannot gather what reviews say.")
    words = one_line(asked)[:400]
    if not words:
        raise Refused("Say what you want to know.", advice="A few words are enough.")
    if asks_first(words):
        raise Refused(
            "That looks like somebody’s details.", advice="Ask about the worry, without names or numbers."
        )
    hits = find(by, SearchRequest(text=words, per_page=_REVIEWS, per_review=_OF_EACH)).hits
    passages = [(number, passage) for number, hit in enumerate(hits) for passage in hit.passages]
    passages.sort(key=lambda pair: pair[1].rank)
    rows = _of_reviews([passage for _, passage in passages], by=by)
    passages = [pair for pair in passages if pair[1].passage in rows]
    chosen = gather([_found(number, passage) for number, passage in passages], judge=judged)
    if not chosen:
        raise NothingToBrief("No review here says anything of that.", advice="Try other words.")
    return _laid_down(words, [(one, rows[passages[one.passage][1].passage]) for one in chosen], by=by)


def _of_reviews(hits: list[PassageHit], *, by: Viewer) -> dict[int, Passage]:
    """By primary key the passages behind the hits that are a review's, word for word as they were found: what
    guidance and research say is not what reviews say."""
    held = visible_passages(by).filter(
        pk__in={hit.passage for hit in hits}, document__work__kind__in=_KINDS_OF_REVIEW
    )
    texts = {hit.passage: hit.text for hit in hits}
    rows = held.select_related("document").defer("document__fingerprint")
    return {row.pk: row for row in rows if row.text == texts[row.pk]}


def _found(number: int, passage: PassageHit) -> FoundPassage:
    return FoundPassage(passage.text, passage.kind, passage.speaker, number, passage.marks)


@transaction.atomic
def _laid_down(asked: str, chosen: list[tuple[Gathered, Passage]], *, by: Viewer) -> Briefing:
    briefing = Briefing.objects.create(kind="digest", asked=asked, made_at=now(), made_by=by.audit_name)
    version = Version.objects.create(
        briefing=briefing,
        number=1,
        parts=[{"role": role.value, "title": title, "note": ""} for role, title in _TITLES.items()],
        sources=sorted({row.document.identifier for _, row in chosen}),
        content_notes=list(content_notes(one.text for one, _ in chosen)),
        made_at=now(),
        made_by=by.audit_name,
    )
    lines = [_line(version, order, one, row) for order, (one, row) in enumerate(chosen)]
    Line.objects.bulk_create(lines)
    record("briefing.gather", by=by, thing_kind="briefing", thing=briefing.identifier, lines=len(lines))
    return briefing


def _line(version: Version, order: int, one: Gathered, row: Passage) -> Line:
    spans = spans_of(pieces_from_row(row.pieces), one.start, one.end)
    citation = cited(cited_pages(row.document_id, numbers_in(spans)), spans)
    return Line(
        version=version,
        role=one.role.value,
        order=order,
        text=one.text,
        written_at=version.made_at,
        why=one.why.value,
        document=row.document,
        page=spans[0].page,
        spans=spans_to_row(spans),
        quote=citation.quote,
        before=citation.before[:200],
        after=citation.after[:200],
    )
