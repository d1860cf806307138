"""An editor keeps, drops, orders, rewords and adds. Two editors at once: nobody's words are lost.

Each line knows its revision. Who saves a line that somebody else has changed since gets their own words beside it
as a further line, and is told; nothing is overwritten.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction

from heeded.briefing.errors import NotADraft
from heeded.briefing.models import Line, Question, Version
from heeded.briefing.services._permission import must
from heeded.core.clock import now
from heeded.core.errors import Refused
from heeded.core.services import record
from heeded.engine.briefing import Role
from heeded.engine.records import Span
from heeded.library.layout import spans_from_row, spans_to_row
from heeded.library.models import Document
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer

_LONGEST = 1_200  # characters of a line


@dataclass(frozen=True, slots=True)
class LineEdit:
    """What an editor made of one line. `revision` is the one that they were looking at."""

    key: str
    revision: int
    text: str
    kept: bool = True
    order: int = 0
    role: str = ""  # empty: stays in its part


@dataclass(frozen=True, slots=True)
class QuestionEdit:
    """What an editor made of one question."""

    pk: int
    text: str
    kept: bool = True
    order: int = 0


@dataclass(frozen=True, slots=True)
class Citing:
    """The words that a line added by hand rests on: a place in a document that the editor may see."""

    document: Document
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A line that two people changed: whose words stand, and the line that now holds the others."""

    key: str
    also: str


@dataclass(slots=True)
class Saved:
    """What a save did."""

    changed: int = 0
    conflicts: list[Conflict] = field(default_factory=list)


@transaction.atomic
def save_edits(
    version: Version, edits: Sequence[LineEdit], *, by: Viewer, questions: Sequence[QuestionEdit] = ()
) -> Saved:
    """Save what an editor did to lines and questions of a draft.

    Raises:
        NotAllowed: they may not work on briefings.
        NotADraft: somebody has checked or issued it meanwhile.
        Refused: a line is empty or too long, or there is no such part.
    """
    held = draft_for_update(version, by=by)
    lines = {line.key: line for line in held.lines.all()}
    saved = Saved()
    for edit in edits:
        if edit.key in lines:
            _save_line(held, lines[edit.key], edit, saved, by=by)
    asked = {question.pk: question for question in held.questions.all()}
    for change in questions:
        if change.pk in asked:
            saved.changed += _save_question(asked[change.pk], change, by=by)
    if saved.changed:
        touched(held, by=by)
        record(
            "briefing.edit", by=by, thing_kind="briefing", thing=held.briefing.identifier, lines=saved.changed
        )
    return saved


def _save_line(version: Version, line: Line, edit: LineEdit, saved: Saved, *, by: Viewer) -> None:
    text = _checked_text(edit.text)
    role = Role(_checked_role(edit.role or line.role)).value
    if (text, edit.kept, edit.order, role) == (line.text, line.kept, line.order, line.role):
        return
    saved.changed += 1
    if edit.revision != line.revision and text != line.text:
        saved.conflicts.append(Conflict(line.key, _beside(version, line, text, by=by).key))
        return
    if text != line.text:
        line.origin = "editor" if line.origin == "editor" else "reworded"
        line.written_by, line.written_at = by.audit_name, now()
    line.text, line.kept, line.order, line.role = text, edit.kept, edit.order, role
    line.revision += 1
    line.save(
        update_fields=["text", "kept", "order", "role", "origin", "revision", "written_by", "written_at"]
    )


def _beside(version: Version, line: Line, text: str, *, by: Viewer) -> Line:
    """The second editor's words as a line of their own, right after the first's, with the same citation."""
    copy = Line.objects.get(pk=line.pk)
    copy.pk, copy.key = None, Line().key
    copy._state.adding = True
    copy.text, copy.origin = text, "editor" if line.origin == "editor" else "reworded"
    copy.written_by, copy.written_at, copy.revision, copy.kept = by.audit_name, now(), 0, True
    copy.save(force_insert=True)
    return copy


def _save_question(question: Question, edit: QuestionEdit, *, by: Viewer) -> bool:
    text = _checked_text(edit.text)[:400]
    if (text, edit.kept, edit.order) == (question.text, question.kept, question.order):
        return False
    if text != question.text:
        question.written_by = by.audit_name
    question.text, question.kept, question.order = text, edit.kept, edit.order
    question.save(update_fields=["text", "kept", "order", "written_by"])
    return True


@transaction.atomic
def add_line(version: Version, *, role: str, text: str, by: Viewer, citing: Citing | None = None) -> Line:
    """Add a line by hand. Without a citation it is marked as the editor's words.

    Raises:
        NotAllowed: they may not work on briefings.
        NotADraft: somebody has checked or issued it meanwhile.
        Refused: no words, no such part, or a citation that is not there.
    """
    held = draft_for_update(version, by=by)
    line = Line(
        version=held,
        role=Role(_checked_role(role)).value,
        order=held.lines.filter(role=role).count(),
        text=_checked_text(text),
        origin="editor",
        written_by=by.audit_name,
        written_at=now(),
    )
    if citing is not None:
        _cite(line, citing)
        held.sources = sorted({*held.sources, citing.document.identifier})
    line.save()
    touched(held, by=by)
    record("briefing.add-line", by=by, thing_kind="briefing", thing=held.briefing.identifier, line=line.key)
    return line


def _cite(line: Line, citing: Citing) -> None:
    from heeded.briefing.drafting import cited
    from heeded.intake.workpiece import stored_pages

    try:
        citation = cited(stored_pages(citing.document), citing.spans)
    except ValueError:
        raise Refused("Those words are not in the document.", advice="Mark them on the page again.") from None
    line.document, line.page, line.spans = citing.document, citing.spans[0].page, spans_to_row(citing.spans)
    line.quote, line.before, line.after = citation.quote, citation.before[:200], citation.after[:200]
    line.origin = "report" if _same_words(line.text, citation.quote) else "reworded"


def _same_words(text: str, quote: str) -> bool:
    return " ".join(text.split()).casefold() == " ".join(quote.split()).casefold()


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
        text=_checked_text(text)[:400],
        about=about if held.lines.filter(key=about).exists() else "",
        written_by=by.audit_name,
    )
    touched(held, by=by)
    record("briefing.add-question", by=by, thing_kind="briefing", thing=held.briefing.identifier)
    return question


def draft_for_update(version: Version, *, by: Viewer) -> Version:
    """The version as it stands now, locked until the transaction ends.

    Raises:
        NotAllowed: they may not work on briefings.
        NotADraft: it is no draft any more.
    """
    must(by, Permission.EDIT_BRIEFINGS, "You cannot change briefings.")
    held = Version.objects.select_for_update().select_related("briefing").get(pk=version.pk)
    if held.state != "draft":
        raise NotADraft("This version has been checked or issued.", advice="Make a new version to change it.")
    return held


def touched(version: Version, *, by: Viewer) -> None:
    """Somebody changed the version: it is no longer the machine's alone."""
    version.by_machine, version.revision = False, version.revision + 1
    version.edited_at, version.edited_by = now(), by.audit_name
    version.save(update_fields=["by_machine", "revision", "edited_at", "edited_by", "sources"])


def spans_of_line(line: Line) -> tuple[Span, ...]:
    """Where the words stand that a line rests on; none for the editor's own."""
    return spans_from_row(line.spans)


def _checked_text(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise Refused("A line needs words.", advice="To leave it out, drop the line instead.")
    if len(words) > _LONGEST:
        raise Refused("A line is at most 1,200 characters long.", advice="Make two lines of it.")
    return words


def _checked_role(role: str) -> str:
    if role not in set(Role):
        raise Refused("There is no such part.")
    return role
