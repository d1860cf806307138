"""The editor's desk: every line of a draft with its page, and what came back from its form."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from heeded.briefing.models import Line, Question, Version
from heeded.briefing.queries import lines_of
from heeded.briefing.services import LineEdit, QuestionEdit, spans_of_line
from heeded.people.viewer import Viewer
from heeded.web.presenters.addresses import page_address


@dataclass(frozen=True, slots=True)
class OnDesk:
    """A line on the desk: where its words stand, and the picture of that page."""

    line: Line
    place: int  # from 1 within its part
    address: str
    picture: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class DeskPart:
    role: str
    title: str
    note: str
    rows: tuple[OnDesk, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """A draft as its editor sees it, dropped lines included."""

    parts: tuple[DeskPart, ...]
    questions: tuple[Question, ...]
    open: OnDesk | None


def desk_of(viewer: Viewer, version: Version, *, open_line: str = "") -> Desk:
    """The desk for a draft that this viewer may edit. The open line has its page beside it; else the first."""
    lines = lines_of(viewer, version, dropped=True)
    first = next((line.key for line in lines if line.document is not None), "")
    chosen = open_line if any(line.key == open_line for line in lines) else first
    parts = []
    for part in version.parts:
        mine = [line for line in lines if line.role == part["role"]]
        rows = tuple(_row(line, place, chosen) for place, line in enumerate(mine, start=1))
        parts.append(DeskPart(part["role"], part["title"], part["note"], rows))
    opened = next((row for part in parts for row in part.rows if row.is_open), None)
    return Desk(tuple(parts), tuple(version.questions.order_by("order", "pk")), opened)


def _row(line: Line, place: int, chosen: str) -> OnDesk:
    if line.document is None or line.page is None:
        return OnDesk(line, place, "", "", line.key == chosen)
    spans = spans_of_line(line)
    address = page_address(line.document.identifier, line.page, spans=spans)
    paged = line.document.paged
    picture = reverse("picture", args=[line.document.identifier, line.page]) if paged else ""
    return OnDesk(line, place, address, picture, line.key == chosen)


def edits_in(form: Mapping[str, str]) -> list[LineEdit]:
    """What the desk's form says of each line: `text-KEY`, `revision-KEY`, `order-KEY`, `role-KEY`, `keep-KEY`."""
    keys = [name.removeprefix("text-") for name in form if name.startswith("text-")]
    return [
        LineEdit(
            key=key,
            revision=_number(form.get(f"revision-{key}", "")),
            text=form[f"text-{key}"],
            kept=form.get(f"keep-{key}", "") == "yes",
            order=_number(form.get(f"order-{key}", "")),
            role=form.get(f"role-{key}", ""),
        )
        for key in keys
    ]


def question_edits_in(form: Mapping[str, str]) -> list[QuestionEdit]:
    """The same for questions: `question-N`, `question-keep-N`."""
    found = []
    for order, name in enumerate(name for name in form if name.startswith("question-text-")):
        number = name.removeprefix("question-text-")
        if number.isdecimal():
            kept = form.get(f"question-keep-{number}", "") == "yes"
            found.append(QuestionEdit(int(number), form[name], kept=kept, order=order))
    return found


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else 0
