"""An editor keeps, drops, orders and rewords. Two editors at once: nobody's words are lost.

What each of them did not touch stays as the other left it. Where both reworded the same line, the second's words
stand beside the first's as a further line, and they are told; nothing is overwritten. Where both changed the same
note or question, the second is shown the first's words and decides.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from django.db import transaction

from heeded.briefing.errors import EditsRefused, Problem
from heeded.briefing.models import Line, Question, Version
from heeded.briefing.services._drafts import (
    LONGEST_QUESTION,
    checked_role,
    checked_text,
    draft_for_update,
    last_place,
    one_line,
    touched,
)
from heeded.briefing.services._words import DraftWords, save_words
from heeded.core.clock import now
from heeded.core.errors import Refused
from heeded.core.services import record
from heeded.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class AsSeen:
    """A line as it stood on the desk that an editor had before them."""

    text: str
    kept: bool
    role: str


@dataclass(frozen=True, slots=True)
class LineEdit:
    """What an editor made of one line. `revision` and `was` are what they were looking at: what they did not touch
    is not theirs. Without `was`, all of it is."""

    key: str
    revision: int
    text: str
    kept: bool = True
    order: int | None = None  # none: stays in its place
    role: str = ""  # empty: stays in its part
    was: AsSeen | None = None


@dataclass(frozen=True, slots=True)
class QuestionEdit:
    """What an editor made of one question; `was` and `was_kept` as they had it before them."""

    pk: int
    text: str
    kept: bool = True
    order: int | None = None
    was: str | None = None
    was_kept: bool | None = None


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
    version: Version,
    edits: Sequence[LineEdit],
    *,
    by: Viewer,
    questions: Sequence[QuestionEdit] = (),
    words: DraftWords | None = None,
) -> Saved:
    """Save what an editor did to a draft: all of it, or, where anything is wrong, nothing.

    Raises:
        NotAllowed: they may not work on briefings, or not of this review.
        NotADraft: somebody has checked or issued it meanwhile.
        EditsRefused: a line is empty or too long, there is no such part, or somebody else changed the same words.
    """
    held = draft_for_update(version, by=by)
    saved, problems = Saved(), list[Problem]()
    lines = {line.key: line for line in held.lines.all()}
    for edit in edits:
        if edit.key in lines:
            saving = partial(_save_line, held, lines[edit.key], edit, saved, by=by)
            _tried(problems, "line", edit.key, saving)
    asked = {question.pk: question for question in held.questions.all()}
    for change in questions:
        if change.pk in asked:
            saving = partial(_save_question, asked[change.pk], change, saved, by=by)
            _tried(problems, "question", str(change.pk), saving)
    if words is not None:
        saved.changed += save_words(held, words, problems)
    if problems:
        raise EditsRefused(problems)
    if saved.changed:
        touched(held, by=by)
        identifier = held.briefing.identifier
        record("briefing.edit", by=by, thing_kind="briefing", thing=identifier, lines=saved.changed)
    return saved


def _tried(problems: list[Problem], of: str, key: str, saving: Callable[[], None]) -> None:
    try:
        saving()
    except Refused as error:
        problems.append(Problem(of, key, f"{error.reason} {error.advice}".strip()))


def _save_line(version: Version, line: Line, edit: LineEdit, saved: Saved, *, by: Viewer) -> None:
    text, kept, role = _meant(line, edit)
    if text != line.text:
        text = checked_text(text)
    role = checked_role(role, version) if role != line.role else role
    order = line.order if edit.order is None else edit.order
    if (text, kept, order, role) == (line.text, line.kept, line.order, line.role):
        return
    saved.changed += 1
    if edit.revision != line.revision and text != line.text:
        saved.conflicts.append(Conflict(line.key, _beside(line, text, by=by).key))
        return
    if text != line.text:
        line.origin = "editor" if line.origin == "editor" else "reworded"
        line.written_by, line.written_at = by.audit_name, now()
        line.revision += 1
    if role != line.role and edit.order is None:
        order = last_place(version, role)
    line.text, line.kept, line.order, line.role = text, kept, order, role
    line.save(
        update_fields=["text", "kept", "order", "role", "origin", "revision", "written_by", "written_at"]
    )


def _meant(line: Line, edit: LineEdit) -> tuple[str, bool, str]:
    """Words, kept and part as the editor means them: what they left alone is as it stands now."""
    text, kept, role = one_line(edit.text), edit.kept, edit.role or line.role
    if not text and not kept:  # emptied and dropped: the words stay, for whoever wants them back
        text = line.text
    if edit.was is not None:
        text = line.text if text == one_line(edit.was.text) else text
        kept = line.kept if kept == edit.was.kept else kept
        role = line.role if role == edit.was.role else role
    return text, kept, role


def _beside(line: Line, text: str, *, by: Viewer) -> Line:
    """The second editor's words as a line of their own, right after the first's, with the same citation."""
    copy = Line.objects.get(pk=line.pk)
    copy.pk, copy.key = None, Line().key
    copy._state.adding = True
    copy.text, copy.origin = text, "editor" if line.origin == "editor" else "reworded"
    copy.written_by, copy.written_at, copy.revision, copy.kept = by.audit_name, now(), 0, True
    copy.save(force_insert=True)
    return copy


def _save_question(question: Question, edit: QuestionEdit, saved: Saved, *, by: Viewer) -> None:
    text, kept = one_line(edit.text), edit.kept
    if edit.was is not None and text == one_line(edit.was) or not text and not kept:
        text = question.text
    if edit.was_kept is not None and kept == edit.was_kept:
        kept = question.kept
    order = question.order if edit.order is None else edit.order
    if (text, kept, order) == (question.text, question.kept, question.order):
        return
    if text != question.text:
        text = checked_text(text, longest=LONGEST_QUESTION)
        if edit.was is not None and question.text != one_line(edit.was):
            raise Refused(
                f"Somebody else changed this meanwhile to: “{question.text}”",
                advice="Save again to put your words in its place.",
            )
        question.written_by = by.audit_name
    saved.changed += 1
    question.text, question.kept, question.order = text, kept, order
    question.save(update_fields=["text", "kept", "order", "written_by"])


@transaction.atomic
def move_line(version: Version, key: str, *, up: bool, by: Viewer) -> Line:
    """Let a line change places with the one before or after it in its part. At the end it stays where it is.

    Raises:
        NotAllowed: they may not work on briefings, or not of this review.
        NotADraft: somebody has checked or issued it meanwhile.
        Refused: there is no such line.
    """
    held = draft_for_update(version, by=by)
    line = held.lines.filter(key=key).first()
    if line is None:
        raise Refused("There is no such line.")
    rows = list(held.lines.filter(role=line.role).order_by("order", "pk"))
    place = rows.index(line)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return line
    rows[place], rows[other] = rows[other], rows[place]
    for order, row in enumerate(rows):
        row.order = order
    Line.objects.bulk_update(rows, ["order"])
    touched(held, by=by)
    record("briefing.move-line", by=by, thing_kind="briefing", thing=held.briefing.identifier, line=key)
    return line
