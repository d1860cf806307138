"""Briefings as readers get them."""

from datetime import datetime

from django.urls import reverse
from ninja import Field

from heeded.api.paging import Part
from heeded.api.shape import Shape
from heeded.api.shapes.citations import Citation, citation_of
from heeded.api.shapes.learning import AskedFor, asked_for_of
from heeded.briefing.models import Version
from heeded.briefing.shown import ShownBriefing, ShownLine


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
