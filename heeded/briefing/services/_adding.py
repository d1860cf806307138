"""An editor adds: a line with the words that it rests on, or in their own words; a question."""

from dataclasses import dataclass

from django.db import transaction

from heeded.briefing.drafting import cited
from heeded.briefing.models import Line, Question, Version
from heeded.briefing.services._drafts import (
    LONGEST_QUESTION,
    MOST_LINES,
    checked_role,
    checked_text,
    draft_for_update,
    last_place,
    one_line,
    touched,
)
from heeded.core.clock import now
from heeded.core.errors import Refused
from heeded.core.services import record
from heeded.engine.records import Span
from heeded.library.layout import spans_to_row
from heeded.library.models import Document
from heeded.library.placing import cited_pages, numbers_in
from heeded.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Citing:
    """The words that a line added by hand rests on: a place in a document that the editor may see."""

    document: Document
    spans: tuple[Span, ...]


@transaction.atomic
def add_line(version: Version, *, role: str, text: str, by: Viewer, citing: Citing | None = None) -> Line:
    """Add a line by hand. Without a citation it is marked as the editor's words; with one and no words of their own
    it says what the page says.

    Raises:
        NotAllowed: they may not work on briefings, or not of this review.
        NotADraft: somebody has checked or issued it meanwhile.
        Refused: no words, no such part, a citation that is not there, or too many lines already.
    """
    held = draft_for_update(version, by=by)
    if held.lines.count() >= MOST_LINES:
        raise Refused(f"A briefing has at most {MOST_LINES} lines.", advice="Reword one of them.")
    line = Line(
        version=held,
        role=checked_role(role, held),
        order=last_place(held, role),
        text=text,
        origin="editor",
        written_by=by.audit_name,
        written_at=now(),
    )
    if citing is not None:
        _cite(line, citing)
        held.sources = sorted({*held.sources, citing.document.identifier})
    line.text = checked_text(line.text)
    line.save()
    touched(held, by=by)
    record("briefing.add-line", by=by, thing_kind="briefing", thing=held.briefing.identifier, line=line.key)
    return line


def _cite(line: Line, citing: Citing) -> None:
    try:
        citation = cited(cited_pages(citing.document.pk, numbers_in(citing.spans)), citing.spans)
    except ValueError:
        raise Refused("Those words are not in the document.", advice="Mark them on the page again.") from None
    line.document, line.page, line.spans = citing.document, citing.spans[0].page, spans_to_row(citing.spans)
    line.quote, line.before, line.after = citation.quote, citation.before[:200], citation.after[:200]
    line.text = line.text.strip() or citation.quote
    line.origin = "report" if _same_words(line.text, citation.quote) else "reworded"


def _same_words(text: str, quote: str) -> bool:
    return one_line(text).casefold() == one_line(quote).casefold()


@transaction.atomic
def add_question(version: Version, *, text: str, about: str, by: Viewer) -> Question:
    """Add a question of the editor's own, about a line.

    Raises:
        NotAllowed, NotADraft, Refused: as `add_line`.
    """
    held = draft_for_update(version, by=by)
    question = Question.objects.create(
        version=held,
        order=held.questions.count(),
        text=checked_text(text, longest=LONGEST_QUESTION),
        about=about if held.lines.filter(key=about).exists() else "",
        written_by=by.audit_name,
    )
    touched(held, by=by)
    record("briefing.add-question", by=by, thing_kind="briefing", thing=held.briefing.identifier)
    return question
