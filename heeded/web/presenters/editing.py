"""The editor's desk: every line of a draft, what is typed and not yet saved, what is wrong, the page beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from heeded.briefing.errors import Problem
from heeded.briefing.models import Line, Question, Version
from heeded.briefing.queries import lines_of
from heeded.briefing.services import Conflict, spans_of_line
from heeded.engine.citation import as_text
from heeded.library.models import Document
from heeded.people.viewer import Viewer
from heeded.web.presenters.addresses import page_address
from heeded.web.presenters.beside import Beside, Place, beside, documents_beside, handful_of

_LETTERS = 46  # in a row of a box on a desk
_FIELDS = {
    "line": "text-{}",
    "question": "question-{}",
    "part": "note-{}",
    "note": "note",
    "content": "content",
}


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in a field, what stood there when the desk was opened, and what is wrong with it."""

    text: str
    was: str
    problem: str = ""

    @property
    def rows(self) -> int:
        """How tall its box is, so that most lines are seen whole."""
        return max(2, min(10, len(self.text) // _LETTERS + 2))


@dataclass(frozen=True, slots=True)
class OnDesk:
    """A line on the desk. `theirs` are the words of somebody who changed the same line meanwhile."""

    line: Line
    place: int  # from 1 within its part
    address: str
    is_open: bool
    is_last: bool
    words: Typed
    kept: bool
    role: str
    seen: str
    revision: str
    theirs: str = ""


@dataclass(frozen=True, slots=True)
class AskedOnDesk:
    question: Question
    words: Typed
    kept: bool
    seen: str


@dataclass(frozen=True, slots=True)
class DeskPart:
    role: str
    title: str
    note: Typed
    rows: tuple[OnDesk, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """A draft as its editor sees it, dropped lines included."""

    parts: tuple[DeskPart, ...]
    questions: tuple[AskedOnDesk, ...]
    note: Typed
    content: Typed
    open: OnDesk | None
    beside: Beside | None
    problems: tuple[tuple[str, str], ...]  # the id of the field, what is wrong
    conflicts: tuple[OnDesk, ...]
    new: Mapping[str, str]  # the line that is being added, as typed


@dataclass(frozen=True, slots=True)
class Looking:
    """What the editor has open: a line, or a page that they turned to."""

    line: str = ""
    at: Place | None = None
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Returned:
    """A form that could not be saved: what was typed, and what is wrong. Nothing typed is lost."""

    form: Mapping[str, str]
    problems: Sequence[Problem] = ()
    adding: str = ""  # what is wrong with the line that was to be added

    def problem(self, of: str, key: str = "") -> str:
        return next((one.words for one in self.problems if (one.of, one.key) == (of, key)), "")


_NOTHING = Returned({})


def desk_of(viewer: Viewer, version: Version, looking: Looking, returned: Returned = _NOTHING) -> Desk:
    """The desk for a draft that this viewer may edit. The open line has its page beside it; else the first."""
    lines = lines_of(viewer, version, dropped=True)
    first = next((line.key for line in lines if line.document is not None), "")
    chosen = looking.line if any(line.key == looking.line for line in lines) else first
    theirs = _theirs(lines, looking.conflicts)
    parts = []
    for part in version.parts:
        mine = [line for line in lines if line.role == part["role"]]
        rows = tuple(
            _row(line, place, chosen, last=place == len(mine), theirs=theirs, returned=returned)
            for place, line in enumerate(mine, start=1)
        )
        note = _typed(f"note-{part['role']}", part["note"], returned, returned.problem("part", part["role"]))
        parts.append(DeskPart(part["role"], part["title"], note, rows))
    shown = [row for part in parts for row in part.rows]
    opened = next((row for row in shown if row.is_open), None)
    return Desk(
        parts=tuple(parts),
        questions=tuple(_asked(one, returned) for one in version.questions.order_by("order", "pk")),
        note=_typed("note", version.note, returned, returned.problem("note")),
        content=_typed("content", "\n".join(version.content_notes), returned, returned.problem("content")),
        open=opened,
        beside=_beside(viewer, version, looking, opened),
        problems=_problems(returned),
        conflicts=tuple(row for row in shown if row.theirs),
        new={name: returned.form.get(f"new-{name}", "") for name in ("text", "role", "passage", "citation")},
    )


def _theirs(lines: Sequence[Line], conflicts: Sequence[Conflict]) -> dict[str, str]:
    """By key of the line that holds the second editor's words: the first's."""
    words = {line.key: line.text for line in lines}
    return {one.also: words[one.key] for one in conflicts if one.key in words and one.also in words}


def _row(
    line: Line, place: int, chosen: str, *, last: bool, theirs: Mapping[str, str], returned: Returned
) -> OnDesk:
    form, key = returned.form, line.key
    typed = f"text-{key}" in form
    seen = f"{'kept' if line.kept else 'dropped'} {line.role}"
    address = ""
    if line.document is not None and line.page is not None:
        address = page_address(line.document.identifier, line.page, spans=spans_of_line(line))
    return OnDesk(
        line=line,
        place=place,
        address=address,
        is_open=key == chosen,
        is_last=last,
        words=Typed(
            form.get(f"text-{key}", line.text),
            form.get(f"was-{key}", line.text),
            returned.problem("line", key),
        ),
        kept=form.get(f"keep-{key}", "") == "yes" if typed else line.kept,
        role=form.get(f"role-{key}", line.role),
        seen=form.get(f"seen-{key}", seen),
        revision=form.get(f"revision-{key}", str(line.revision)),
        theirs=theirs.get(key, ""),
    )


def _typed(name: str, stands: str, returned: Returned, problem: str) -> Typed:
    """Where somebody else changed it meanwhile, theirs is what the editor has now seen."""
    was = stands if problem else returned.form.get(f"was-{name}", stands)
    return Typed(returned.form.get(name, stands), was, problem)


def _asked(question: Question, returned: Returned) -> AskedOnDesk:
    key = str(question.pk)
    words = _typed(f"question-text-{key}", question.text, returned, returned.problem("question", key))
    typed = f"question-text-{key}" in returned.form
    kept = returned.form.get(f"question-keep-{key}", "") == "yes" if typed else question.kept
    seen = returned.form.get(f"question-seen-{key}", "kept" if question.kept else "dropped")
    return AskedOnDesk(question, words, kept, seen)


def _problems(returned: Returned) -> tuple[tuple[str, str], ...]:
    found = [(_FIELDS[one.of].format(one.key), one.words) for one in returned.problems]
    return tuple([*found, ("new-text", returned.adding)] if returned.adding else found)


def _beside(viewer: Viewer, version: Version, looking: Looking, opened: OnDesk | None) -> Beside | None:
    documents = documents_beside(viewer, version)
    if looking.at is not None:
        return beside(documents, looking.at)
    if opened is None or opened.line.document is None:
        return beside(documents, Place())
    return beside([*documents, *_further(documents, opened.line.document)], _place_of(opened.line))


def _further(documents: Sequence[Document], document: Document) -> list[Document]:
    return [] if document in documents else [document]


def _place_of(line: Line) -> Place:
    assert line.document is not None
    page = line.page or 1
    return Place(
        line.document.identifier, page, handful_of(line.document, page, as_text(spans_of_line(line)))
    )
