"""A briefing that a person wrote outside the editor's page: its lines tied to the places that they quote."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db import transaction

from heeded.briefing.drafting import cited, parts_of_this_library
from heeded.briefing.models import Briefing, Line, Question, Version
from heeded.briefing.services._permission import must_of_review
from heeded.core.clock import now
from heeded.core.errors import Refused
from heeded.core.services import record
from heeded.engine.citation import find_again
from heeded.engine.records import Block, Citation, Page, Span
from heeded.intake.workpiece import stored_pages
from heeded.library.layout import block_from_row, spans_to_row
from heeded.library.models import Document
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class LineWritten:
    """A line in the writer's words, or where `text` is empty in those of `quote`, which is the report's, word for
    word. Without a quote it is the editor's own. `name` is what a question calls it."""

    role: str
    quote: str = ""
    text: str = ""
    why: str = ""
    pattern: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class BriefingWritten:
    """A briefing as written. `notes` say by role what the report lacks; `questions` are (words, name of a line)."""

    lines: tuple[LineWritten, ...]
    questions: tuple[tuple[str, str], ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    content_notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Held:
    """The document that is quoted, as it was laid down."""

    document: Document
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]

    @cached_property
    def words(self) -> str:
        return " ".join(block.text for block in self.blocks)


@transaction.atomic
def write_briefing(document: Document, written: BriefingWritten, *, by: Viewer) -> Version:
    """Lay down a briefing that somebody wrote, as the first draft of a new briefing, edited by a person.

    Raises:
        NotAllowed: they may not work on briefings, or not of this review.
        Refused: a quote does not stand in the document.
    """
    must_of_review(by, Permission.EDIT_BRIEFINGS, document.work, otherwise="You cannot write briefings.")
    made = now()
    briefing = Briefing.objects.create(kind="review", work=document.work, made_at=made, made_by=by.audit_name)
    version = Version.objects.create(
        briefing=briefing,
        number=1,
        by_machine=False,
        note=written.note,
        parts=_parts(written.notes),
        sources=[document.identifier],
        content_notes=list(written.content_notes),
        made_at=made,
        made_by=by.audit_name,
        edited_at=made,
        edited_by=by.audit_name,
    )
    lines = _lines(version, document, written.lines)
    Line.objects.bulk_create(lines)
    names = {one.name: line.key for one, line in zip(written.lines, lines, strict=True) if one.name}
    Question.objects.bulk_create(
        Question(version=version, order=order, text=text, about=names[about], written_by=by.audit_name)
        for order, (text, about) in enumerate(written.questions)
    )
    record(
        "briefing.write",
        by=by,
        thing_kind="briefing",
        thing=briefing.identifier,
        document=document.identifier,
        lines=len(lines),
    )
    return version


def _parts(notes: Mapping[str, str]) -> list[dict[str, str]]:
    return [
        {"role": part.role.value, "title": part.title, "note": notes.get(part.role.value, "")}
        for part in parts_of_this_library()
    ]


def _lines(version: Version, document: Document, written: Sequence[LineWritten]) -> list[Line]:
    rows = document.pages.order_by("number").values_list("blocks", flat=True)
    blocks = tuple(block_from_row(row) for page in rows for row in page)
    held = _Held(document, stored_pages(document), blocks)
    points = [(point, _flat(point.text)) for point in document.learning_points.all()]
    lines = []
    for order, one in enumerate(written):
        line = Line(
            version=version,
            role=one.role,
            order=order,
            text=one.text or one.quote,
            origin="editor",
            written_by=version.made_by,
            written_at=version.made_at,
            why=one.why,
            why_decided_by=version.made_by if one.why else "",
            cause_pattern=one.pattern,
        )
        if one.quote:
            _rest(line, one, held)
            line.learning_point = next((p for p, text in points if _flat(one.quote) in text), None)
        lines.append(line)
    return lines


def _rest(line: Line, one: LineWritten, held: _Held) -> None:
    """Tie a line to the place that it quotes."""
    spans = _place_of(one.quote, held)
    citation = cited(held.pages, spans)
    line.document, line.page, line.spans = held.document, spans[0].page, spans_to_row(spans)
    line.quote, line.before, line.after = citation.quote, citation.before[:200], citation.after[:200]
    line.origin = "report" if not one.text or _left_out_only(one.text, one.quote) else "reworded"


def _place_of(quote: str, held: _Held) -> tuple[Span, ...]:
    """Where a quote stands: in the cleaned paragraphs, one after the other, or else anywhere on the pages."""
    wanted = _flat(quote)
    start = held.words.find(wanted)
    if start >= 0:
        return _spans(held, start, start + len(wanted))
    spans = find_again(Citation(spans=(), quote=wanted, before="", after=""), held.pages)
    if spans is None:
        raise Refused(
            f"These words are not in the document: “{quote[:80]}”.", advice="Quote them as they are printed."
        )
    return spans


def _spans(held: _Held, start: int, end: int) -> tuple[Span, ...]:
    """The places behind a stretch of `held.words`: a paragraph that a page parts is two blocks."""
    found: list[Span] = []
    at = 0
    for block in held.blocks:
        first, last = max(0, start - at), min(len(block.text), end - at)
        if first < last:
            found += block.spans(first, last)
        at += len(block.text) + 1
    return tuple(found)


def _left_out_only(text: str, quote: str) -> bool:
    """Whether every word of a line stands in the quote, in the same order."""
    rest = iter(_words(quote))
    return all(word in rest for word in _words(text))


def _words(text: str) -> list[str]:
    return [bare for word in text.casefold().split() if (bare := word.strip("“”‘’.,:;!?()"))]


def _flat(text: str) -> str:
    return " ".join(text.split())
