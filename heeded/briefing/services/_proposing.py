"""The machine proposes: a new briefing whose first version is the draft, marked as nobody's decision."""

from collections.abc import Sequence

from django.db import transaction

from heeded.briefing.drafting import Proposal, cited, main_document, propose
from heeded.briefing.errors import NothingToBrief
from heeded.briefing.models import Briefing, Line, Question, Version
from heeded.briefing.services._permission import must_of_review
from heeded.core.clock import now
from heeded.core.services import record
from heeded.engine.briefing import LineDrafted, PartDrafted, QuestionDrafted
from heeded.library.layout import spans_to_row
from heeded.library.models import Document, Work
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer


def propose_briefing(work: Work, *, by: Viewer, document: Document | None = None) -> Briefing:
    """Draft a briefing on a review, from its fullest document unless one is named.

    Raises:
        NotAllowed: they may not work on briefings, or not of this review.
        NothingToBrief: no document of the review has been read, or none that they may see.
    """
    must_of_review(by, Permission.EDIT_BRIEFINGS, work, otherwise="You cannot draft briefings.")
    source = document or main_document(by, work)
    if source is None:
        raise NothingToBrief("There is no report to brief from.", advice="Add the report first.")
    proposal = propose(by, source)
    with transaction.atomic():
        briefing = Briefing.objects.create(kind="review", work=work, made_at=now(), made_by=by.audit_name)
        version = _version(briefing, proposal, by=by)
        record(
            "briefing.propose",
            by=by,
            thing_kind="briefing",
            thing=briefing.identifier,
            document=source.identifier,
            version=version.number,
        )
    return briefing


def _version(briefing: Briefing, proposal: Proposal, *, by: Viewer) -> Version:
    draft = proposal.draft
    version = Version.objects.create(
        briefing=briefing,
        number=1,
        note=draft.note,
        parts=[{"role": p.role.value, "title": p.title, "note": p.note} for p in draft.parts],
        sources=[proposal.stored.document.identifier],
        content_notes=list(draft.content_notes),
        made_at=now(),
        made_by=by.audit_name,
    )
    lines = [line for part in draft.parts for line in _lines(version, part, proposal)]
    Line.objects.bulk_create(lines)
    Question.objects.bulk_create(_questions(version, draft.questions, lines))
    return version


def _lines(version: Version, part: PartDrafted, proposal: Proposal) -> list[Line]:
    return [_line(version, part, order, one, proposal) for order, one in enumerate(part.lines)]


def _line(version: Version, part: PartDrafted, order: int, one: LineDrafted, proposal: Proposal) -> Line:
    stored = proposal.stored
    citation = cited(stored.report.reading.pages, one.spans)
    return Line(
        version=version,
        role=part.role.value,
        order=order,
        text=one.text,
        written_at=version.made_at,
        agencies=list(one.agencies),
        why=one.why.value,
        learning_point=stored.points[one.learning_point] if one.learning_point >= 0 else None,
        document=stored.document,
        page=one.page,
        spans=spans_to_row(one.spans),
        quote=citation.quote,
        before=citation.before[:200],
        after=citation.after[:200],
    )


def _questions(version: Version, questions: Sequence[QuestionDrafted], lines: list[Line]) -> list[Question]:
    keys = {line.text: line.key for line in lines}
    return [
        Question(version=version, order=order, text=one.text, about=keys.get(one.about, ""))
        for order, one in enumerate(questions)
    ]
