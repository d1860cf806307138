"""A briefing as its reader gets it: one frozen record behind the page, the print, PDF, DOCX, PPTX and plain text.

Whatever is shown of a briefing is taken from here, so that every door shows the same lines, pages and states.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil

from heeded.briefing.drafting import Glance, glance_of
from heeded.briefing.models import Line, Version
from heeded.briefing.queries import (
    lines_of,
    read_anew_at,
    sees_drafts,
    sees_every_line,
    source_changes,
)
from heeded.engine.briefing import Is
from heeded.engine.records import Span
from heeded.library.filing import filed, hides_area
from heeded.library.layout import spans_from_row
from heeded.library.models import Work
from heeded.library.naming import board_of, document_title, year_of
from heeded.people.viewer import Viewer

_ALOUD = 130  # words a minute: reading to a team
_SILENT = 230  # words a minute: reading for oneself


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line with what it rests on. `document` is an identifier, empty for the editor's own words."""

    key: str
    text: str
    origin: str  # report | reworded | editor
    why: str  # explains | describes | ""
    why_is_decided: bool
    cause_pattern: str
    agencies: tuple[str, ...]
    document: str = ""
    source: str = ""  # what the document calls itself
    review: str = ""  # the title of the review that it is from
    of: str = ""  # the identifier of that review: two may have one title
    year: str = ""
    page: int | None = None  # None where the file has no pages
    spans: tuple[Span, ...] = ()
    quote: str = ""
    is_as_quoted: bool = True  # false: the document was read anew, and its words are others now

    @property
    def place(self) -> str:
        """ "p. 12", never broken at the end of a line; empty for the editor's own words."""
        if not self.document:
            return ""
        if not self.is_as_quoted:
            return (
                "not found in the report any more" if not self.spans else "worded otherwise in the report now"
            )
        return f"p.\u00a0{self.page}" if self.page is not None else "no pages"


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    text: str
    about: str  # the words of the line that it asks about, or empty


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part: its lines, or the note that says what the report lacks."""

    role: str
    title: str
    note: str
    lines: tuple[ShownLine, ...]


@dataclass(frozen=True, slots=True)
class ShownBriefing:
    """A version of a briefing, ready to be laid out. `sources` are (identifier, what it calls itself)."""

    identifier: str
    kind: str  # review | digest
    number: int
    state: str
    by_machine: bool
    title: str
    board: str
    year: str
    fictional: bool
    made_at: datetime
    checked_at: datetime | None
    issued_at: datetime | None
    note: str
    content_notes: tuple[str, ...]
    parts: tuple[ShownPart, ...]
    questions: tuple[ShownQuestion, ...]
    recommendations: tuple[Glance, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    review: str = ""  # the identifier of the review
    source_changed_at: datetime | None = None
    words: int = field(default=0)

    @property
    def is_decided(self) -> bool:
        """Whether a person has checked every line."""
        return self.state != "draft"

    @property
    def minutes_to_read(self) -> int:
        return max(1, ceil(self.words / _SILENT))

    @property
    def minutes_aloud(self) -> int:
        return max(1, ceil(self.words / _ALOUD))

    @property
    def date(self) -> datetime:
        """When it was issued, or else checked, or else made."""
        return self.issued_at or self.checked_at or self.made_at


def show(viewer: Viewer, version: Version) -> ShownBriefing:
    """A version that this viewer may see, as they see it: what nobody has decided shows only to staff."""
    lines, every = lines_of(viewer, version), sees_every_line(viewer, version)
    works = {line.document.work_id: line.document.work for line in lines if line.document is not None}
    known = boards_and_years(
        viewer, [*works.values(), *([version.briefing.work] if version.briefing.work else [])]
    )
    years = {key: year for key, (_, year) in known.items()}
    shown = [_line(line, years, staff=sees_drafts(viewer)) for line in lines]
    roles = {line.key: line.role for line in lines}
    parts = tuple(
        ShownPart(
            part["role"],
            part["title"],
            part["note"],
            tuple(line for line in shown if roles[line.key] == part["role"]),
        )
        for part in version.parts
    )
    if version.briefing.kind == "digest":
        invented = {one.identifier for one in works.values() if one.fictional}
        parts = _by_review(parts, invented if len(invented) < len(works) else ())
    work = version.briefing.work
    board, year = known[work.pk] if work else ("", "")
    return ShownBriefing(
        identifier=version.briefing.identifier,
        kind=version.briefing.kind,
        number=version.number,
        state=version.state,
        by_machine=version.by_machine,
        title=version.briefing.title,
        board=board,
        year=year,
        fictional=work.fictional if work else bool(works) and all(one.fictional for one in works.values()),
        made_at=version.made_at,
        checked_at=version.checked_at,
        issued_at=version.issued_at,
        note=version.note if every else "",
        content_notes=tuple(version.content_notes),
        parts=parts,
        questions=_questions(version, shown, own=every),
        recommendations=tuple(glance_of(viewer, work)) if work else (),
        sources=_sources(lines),
        review=work.identifier if work else "",
        source_changed_at=_source_changed_at(viewer, version, lines),
        words=sum(len(line.text.split()) for line in shown),
    )


def _by_review(parts: Sequence[ShownPart], fictional: Collection[str]) -> tuple[ShownPart, ...]:
    """The lines of a digest by review, oldest year first, so that a reader sees what came back and when."""
    lines = [line for part in parts for line in part.lines]
    reviews = sorted({(line.year, line.review, line.of) for line in lines if line.document})
    found = [
        ShownPart(
            f"review-{number}",
            " ".join(
                [review, *([f"({year})"] if year else []), *(["(fictional)"] if of in fictional else [])]
            ),
            "",
            tuple(line for line in lines if line.document and line.of == of),
        )
        for number, (year, review, of) in enumerate(reviews, start=1)
    ]
    own = tuple(line for line in lines if not line.document)
    return (*found, *([ShownPart("own", "From the editor", "", own)] if own else ()))


def _line(line: Line, years: dict[int, str], *, staff: bool) -> ShownLine:
    why = line.why if line.why_decided_by or staff else ""
    document = line.document
    if document is None:
        return ShownLine(
            line.key, line.text, line.origin, why, bool(line.why_decided_by), line.cause_pattern, ()
        )
    return ShownLine(
        key=line.key,
        text=line.text,
        origin=line.origin,
        why=Is(why).value if why else "",
        why_is_decided=bool(line.why_decided_by),
        cause_pattern=line.cause_pattern,
        agencies=tuple(line.agencies),
        document=document.identifier,
        source=document_title(document),
        review=document.work.title,
        of=document.work.identifier,
        year=years.get(document.work_id, ""),
        page=line.page if document.paged else None,
        spans=spans_from_row(line.spans),
        quote=line.quote,
        is_as_quoted=line.stands_as_quoted,
    )


def _source_changed_at(viewer: Viewer, version: Version, lines: Sequence[Line]) -> datetime | None:
    changed = source_changes(viewer, [version]).get(version.pk)
    if changed is None and not all(line.stands_as_quoted for line in lines):
        return read_anew_at(version)
    return changed


def _questions(version: Version, lines: Sequence[ShownLine], *, own: bool) -> tuple[ShownQuestion, ...]:
    """The questions; those that an editor wrote only where `own` says so."""
    words = {line.key: line.text for line in lines}
    asked = version.questions.filter(kept=True).order_by("order", "pk")
    if not own:
        asked = asked.filter(written_by="")
    return tuple(
        ShownQuestion(one.text, words.get(one.about, ""))
        for one in asked
        if not one.about or one.about in words  # a question about a dropped line goes with it
    )


def _sources(lines: Sequence[Line]) -> tuple[tuple[str, str], ...]:
    held = {line.document.identifier: document_title(line.document) for line in lines if line.document}
    return tuple(held.items())


def boards_and_years(viewer: Viewer, works: Sequence[Work]) -> dict[int, tuple[str, str]]:
    """Board and year as far as this viewer may know them: decided by a person, or typed in."""
    facts = filed(viewer, works)
    found = {}
    for work in works:
        of_work = facts.get(work.pk, {})
        board = "" if hides_area(viewer, of_work) else board_of(work, of_work)
        found[work.pk] = (board, year_of(work, of_work))
    return found
