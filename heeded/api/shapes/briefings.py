"""Briefings: as readers get them, and as a draft under way."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from django.urls import reverse
from ninja import Field

from heeded.api.opaque import name_of
from heeded.api.paging import Part
from heeded.api.shape import Sent, Shape
from heeded.api.shapes.citations import Citation, citation_of
from heeded.api.shapes.learning import AskedFor, asked_for_of
from heeded.api.shapes.text import Text
from heeded.briefing.models import Line, Question, Version
from heeded.briefing.services import LineEdit, QuestionEdit, spans_of_line
from heeded.briefing.shown import ShownBriefing, ShownLine
from heeded.engine.briefing import CausePattern

Why = Literal["explains", "describes"]


class BriefingRow(Shape):
    """One version of a briefing in a list."""

    identifier: str
    version: int
    kind: str = Field(description="review: on one review; digest: what reviews say of one thing")
    title: str
    review: str | None
    state: str = Field(description="draft, checked, issued or replaced")
    by_machine: bool = Field(description="Nobody has changed a word of the machine’s proposal yet")
    made_at: datetime
    checked_at: datetime | None
    issued_at: datetime | None
    address: str


class BriefingPart(Part):
    results: list[BriefingRow]


class LineShown(Shape):
    """A line with what it rests on."""

    key: str
    text: str
    origin: str = Field(description="report: its words; reworded by an editor; editor: their own words")
    citation: Citation | None = Field(description="None for the editor’s own words")
    quote: str
    is_as_quoted: bool = Field(description="False: the document was read anew, and its words are others now")
    source: str
    review: str
    why: str = Field(description="explains or describes, where decided or where you may see guesses")
    why_is_decided: bool
    cause_pattern: str
    agencies: list[str]


class PartShown(Shape):
    role: str
    title: str
    note: str
    lines: list[LineShown]


class QuestionShown(Shape):
    text: str
    about: str = Field(description="The words of the line that it asks about")


class BriefingShown(BriefingRow):
    """One version of a briefing, every line with its page."""

    board: str
    year: str
    fictional: bool
    note: str
    content_notes: list[str]
    parts: list[PartShown]
    questions: list[QuestionShown]
    recommendations: list[AskedFor]
    source_changed_at: datetime | None = Field(description="A document that it draws on changed since")
    minutes_to_read: int


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


def briefing_row(version: Version) -> BriefingRow:
    return BriefingRow.model_validate(_row(version))


def _row(version: Version) -> dict[str, object]:
    briefing = version.briefing
    return {
        "identifier": briefing.identifier,
        "version": version.number,
        "kind": briefing.kind,
        "title": briefing.title,
        "review": briefing.work.identifier if briefing.work else None,
        "state": version.state,
        "by_machine": version.by_machine,
        "made_at": version.made_at,
        "checked_at": version.checked_at,
        "issued_at": version.issued_at,
        "address": reverse("briefing-version", args=[briefing.identifier, version.number]),
    }


def briefing_of(version: Version, shown: ShownBriefing) -> BriefingShown:
    """A version as its reader gets it."""
    return BriefingShown.model_validate(
        {
            **_row(version),
            "board": shown.board,
            "year": shown.year,
            "fictional": shown.fictional,
            "note": shown.note,
            "content_notes": list(shown.content_notes),
            "parts": [
                PartShown(role=p.role, title=p.title, note=p.note, lines=[_line(one) for one in p.lines])
                for p in shown.parts
            ],
            "questions": [QuestionShown(text=one.text, about=one.about) for one in shown.questions],
            "recommendations": [asked_for_of(one) for one in shown.recommendations],
            "source_changed_at": shown.source_changed_at,
            "minutes_to_read": shown.minutes_to_read,
        }
    )


def _line(line: ShownLine) -> LineShown:
    return LineShown(
        key=line.key,
        text=line.text,
        origin=line.origin,
        citation=citation_of(line.document, line.spans, page=line.page) if line.document else None,
        quote=line.quote,
        is_as_quoted=line.is_as_quoted,
        source=line.source,
        review=line.of,
        why=line.why,
        why_is_decided=line.why_is_decided,
        cause_pattern=line.cause_pattern,
        agencies=list(line.agencies),
    )


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
