"""A briefing under way: as its editors see it, and what they make of it."""

from collections.abc import Iterable
from typing import Literal

from ninja import Field

from heeded.api.opaque import name_of
from heeded.api.shape import Sent, Shape
from heeded.api.shapes.citations import Citation, citation_of
from heeded.api.shapes.text import Text
from heeded.briefing.models import Line, Question, Version
from heeded.briefing.services import LineEdit, QuestionEdit, spans_of_line
from heeded.engine.briefing import CausePattern

Why = Literal["explains", "describes"]


class DraftLine(Shape):
    """A line on the editor's desk."""

    key: str
    revision: int = Field(description="Goes up with every change of its words")
    role: str
    order: int
    text: str
    kept: bool
    origin: str
    why: str
    cause_pattern: str
    citation: Citation | None
    quote: str


class DraftQuestion(Shape):
    identifier: str
    order: int
    text: str
    kept: bool
    about: str = Field(description="Key of the line that it asks about")


class Draft(Shape):
    """A version as its editors see it, dropped lines too."""

    identifier: str
    version: int
    state: str
    revision: int = Field(description="Whoever checks it names the one that they looked at")
    note: str
    content_notes: list[str]
    lines: list[DraftLine]
    questions: list[DraftQuestion]


class LineSaid(Sent):
    """What an editor makes of one line. `revision` is the one that they had before them."""

    key: Text = Field(max_length=20)
    revision: int = Field(ge=0, le=1_000_000)
    text: Text = Field(max_length=5_000)
    kept: bool = True
    order: int | None = Field(None, ge=0, le=10_000)
    role: Text = Field("", max_length=20)


class QuestionSaid(Sent):
    identifier: Text = Field(max_length=40)
    text: Text = Field(max_length=2_000)
    kept: bool = True
    order: int | None = Field(None, ge=0, le=10_000)


class DraftSaid(Sent):
    """Lines and questions as they should be; what is not named stays as it is."""

    lines: list[LineSaid] = Field([], max_length=150)
    questions: list[QuestionSaid] = Field([], max_length=150)


class LineAdded(Sent):
    """A line by hand. With a citation and no words it says what the page says."""

    role: Text = Field(max_length=20)
    text: Text = Field("", max_length=5_000)
    document: Text = Field("", max_length=40)
    at: Text = Field("", max_length=8_000, description="Spans, such as p12.340-512")


class QuestionAdded(Sent):
    text: Text = Field(min_length=1, max_length=2_000)
    about: Text = Field("", max_length=20, description="Key of a line")


class Moved(Sent):
    up: bool


class WhySaid(Sent):
    """Whether a line explains or only describes, and with which pattern of causes."""

    why: Why
    pattern: CausePattern | Literal[""] = ""


class StateSaid(Sent):
    """`revision` is the draft's that was looked at: it is asked for when it is checked."""

    state: Literal["checked", "issued", "draft"]
    revision: int | None = Field(None, ge=0, le=1_000_000)


class Gathering(Sent):
    question: Text = Field(min_length=1, max_length=400)


class Conflict(Shape):
    """Two people changed one line: whose words stand, and the line that holds the others."""

    key: str
    also: str


class DraftSaved(Shape):
    changed: int
    conflicts: list[Conflict]
    draft: Draft


def draft_of(version: Version, lines: Iterable[Line], questions: Iterable[Question]) -> Draft:
    """A version as its editors see it."""
    return Draft(
        identifier=version.briefing.identifier,
        version=version.number,
        state=version.state,
        revision=version.revision,
        note=version.note,
        content_notes=list(version.content_notes),
        lines=[_draft_line(line) for line in lines],
        questions=[
            DraftQuestion(identifier=name_of(q), order=q.order, text=q.text, kept=q.kept, about=q.about)
            for q in questions
        ],
    )


def _draft_line(line: Line) -> DraftLine:
    spans, document = spans_of_line(line), line.document
    return DraftLine(
        key=line.key,
        revision=line.revision,
        role=line.role,
        order=line.order,
        text=line.text,
        kept=line.kept,
        origin=line.origin,
        why=line.why,
        cause_pattern=line.cause_pattern,
        citation=citation_of(document.identifier, spans, page=line.page) if document else None,
        quote=line.quote,
    )


def line_edits(said: DraftSaid) -> list[LineEdit]:
    return [LineEdit(**one.model_dump()) for one in said.lines]


def question_edits(said: DraftSaid, held: dict[str, Question]) -> list[QuestionEdit]:
    """What was said of the questions that there are."""
    return [
        QuestionEdit(held[one.identifier].pk, one.text, one.kept, one.order)
        for one in said.questions
        if one.identifier in held
    ]
