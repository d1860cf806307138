"""Briefings: lines that rest on a page."""

from datetime import datetime

from heeded.client._decoding import record
from heeded.client.shapes._reviews import AskedFor
from heeded.client.shapes._where import Citation


@record("LineShown")
class BriefingLine:
    """A line with what it rests on."""

    key: str
    text: str
    origin: str  # report: its words; reworded by an editor; editor: their own words
    citation: Citation | None  # none for the editor’s own words
    quote: str
    is_as_quoted: bool  # false: the document was read anew, and its words are others now
    source: str
    review: str
    why: str  # explains or describes, where decided or where you may see guesses
    why_is_decided: bool
    cause_pattern: str
    agencies: tuple[str, ...]


@record("PartShown")
class BriefingPart:
    """A part of a briefing: its lines, or the note that says what the report lacks."""

    role: str
    title: str
    note: str
    lines: tuple[BriefingLine, ...]


@record("QuestionShown")
class BriefingQuestion:
    """A question to talk about, and the line that it asks about."""

    text: str
    about: str  # the words of the line that it asks about


@record("BriefingRow")
class BriefingRow:
    """One version of a briefing in a list."""

    identifier: str
    version: int
    kind: str  # review: on one review; digest: what reviews say of one thing
    title: str
    review: str | None
    state: str  # draft, checked, issued or replaced
    by_machine: bool  # nobody has changed a word of the machine’s proposal yet
    made_at: datetime
    checked_at: datetime | None
    issued_at: datetime | None
    address: str


@record("BriefingShown")
class Briefing:
    """One version of a briefing, every line with its page."""

    identifier: str
    version: int
    kind: str  # review: on one review; digest: what reviews say of one thing
    title: str
    review: str | None
    state: str  # draft, checked, issued or replaced
    by_machine: bool  # nobody has changed a word of the machine’s proposal yet
    made_at: datetime
    checked_at: datetime | None
    issued_at: datetime | None
    address: str
    board: str
    year: str
    fictional: bool
    note: str
    content_notes: tuple[str, ...]
    parts: tuple[BriefingPart, ...]
    questions: tuple[BriefingQuestion, ...]
    recommendations: tuple[AskedFor, ...]
    source_changed_at: datetime | None  # a document that it draws on changed since
    minutes_to_read: int
