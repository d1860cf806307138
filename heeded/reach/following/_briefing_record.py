"""The record of an issued briefing: the lines, notes and questions that everybody may see of it."""

from typing import Any

from heeded.briefing.models import Line, Version
from heeded.briefing.queries import issued_briefings, lines_of, sees_every_line, version_for
from heeded.library.models import Document
from heeded.people.viewer import ANONYMOUS
from heeded.reach.following._instants import as_text
from heeded.reach.following.public import FORM, public_documents


def briefing_record(identifier: str) -> dict[str, Any]:
    """The record of the version that is issued now.

    Raises:
        NoSuchBriefing: there is none, or not for everybody.
    """
    version_for(ANONYMOUS, identifier)
    version = issued_briefings(ANONYMOUS).filter(briefing__identifier=identifier)[0]
    return record_of_version(version)


def record_of_version(version: Version) -> dict[str, Any]:
    """The record of a version that everybody may see. Of one with lines that they may not, what an editor wrote
    beside those stays here too: it could repeat them."""
    briefing, every = version.briefing, sees_every_line(ANONYMOUS, version)
    lines = lines_of(ANONYMOUS, version)
    stored = version.lines.in_bulk(
        [line.pk for line in lines]
    )  # where they stood then, not where they stand today
    return {
        "form": FORM,
        "kind": "briefing",
        "identifier": briefing.identifier,
        "briefing_kind": briefing.kind,
        "work": briefing.work.identifier if briefing.work else "",
        "asked": briefing.asked,
        "number": version.number,
        "by_machine": version.by_machine,
        "made_at": as_text(version.made_at),
        "checked_at": as_text(version.checked_at),
        "issued_at": as_text(version.issued_at),
        "note": version.note if every else "",
        "parts": [part if every else part | {"note": ""} for part in version.parts],
        "content_notes": version.content_notes,
        "sources": _visible(version.sources),
        "lines": [_line(line, stored[line.pk]) for line in lines],
        "questions": _questions(version, {line.key for line in lines}, own=every),
    }


def _visible(sources: list[str]) -> list[str]:
    held = public_documents().filter(identifier__in=sources)
    return sorted(held.values_list("identifier", flat=True))


def _line(line: Line, stored: Line) -> dict[str, Any]:
    """A line as it was issued. Where it stands today is worked out wherever it is shown."""
    document: Document | None = line.document
    decided = bool(line.why_decided_by)
    return {
        "page": stored.page,
        "spans": stored.spans,
        "quote": stored.quote,
        "before": stored.before,
        "after": stored.after,
        "key": line.key,
        "role": line.role,
        "order": line.order,
        "text": line.text,
        "origin": line.origin,
        "agencies": line.agencies,
        "why": line.why if decided else "",
        "why_is_decided": decided,
        "cause_pattern": line.cause_pattern,
        "document": document.identifier if document else "",
        "point": line.learning_point.identifier if line.learning_point else "",
    }


def _questions(version: Version, keys: set[str], *, own: bool) -> list[dict[str, Any]]:
    rows = version.questions.filter(kept=True).order_by("order", "pk")
    if not own:
        rows = rows.filter(written_by="")
    return [
        {"order": row.order, "text": row.text, "about": row.about, "by_editor": bool(row.written_by)}
        for row in rows
        if not row.about or row.about in keys
    ]
