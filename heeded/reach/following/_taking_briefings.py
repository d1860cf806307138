"""A briefing's record becomes the one version that is issued here."""

from datetime import datetime
from typing import Any

from heeded.briefing.models import Briefing, Line, Question, Version
from heeded.core.clock import now
from heeded.library.models import Document, LearningPoint, Work
from heeded.reach.following._instants import as_instant
from heeded.reach.following._main import FOLLOWER


def take_briefing(record: dict[str, Any]) -> Version:
    """Make or change an issued briefing. The version before it goes: the main library keeps the history."""
    work = Work.objects.filter(identifier=record["work"]).first()
    made_at = datetime.fromisoformat(record["made_at"])
    briefing, _made = Briefing.objects.update_or_create(
        identifier=record["identifier"],
        defaults={"kind": record["briefing_kind"], "work": work, "asked": record["asked"]},
        create_defaults={
            "kind": record["briefing_kind"],
            "work": work,
            "asked": record["asked"],
            "made_at": made_at,
            "made_by": FOLLOWER.audit_name,
        },
    )
    briefing.versions.all().delete()
    version = Version.objects.create(briefing=briefing, **_version(record, made_at))
    documents = _keys(Document, [line["document"] for line in record["lines"]])
    points = _keys(LearningPoint, [line["point"] for line in record["lines"]])
    Line.objects.bulk_create([_line(version, line, documents, points) for line in record["lines"]])
    Question.objects.bulk_create([_question(version, question) for question in record["questions"]])
    return version


def _version(record: dict[str, Any], made_at: datetime) -> dict[str, Any]:
    issued_at = datetime.fromisoformat(record["issued_at"])
    return {
        "number": record["number"],
        "state": "issued",
        "by_machine": record["by_machine"],
        "note": record["note"],
        "parts": record["parts"],
        "sources": record["sources"],
        "content_notes": record["content_notes"],
        "made_at": made_at,
        "made_by": FOLLOWER.audit_name,
        "checked_at": as_instant(record["checked_at"]) or issued_at,
        "checked_by": FOLLOWER.audit_name,
        "issued_at": issued_at,
        "issued_by": FOLLOWER.audit_name,
    }


def _keys(model: type[Document] | type[LearningPoint], identifiers: list[str]) -> dict[str, int]:
    rows = model.objects.filter(identifier__in=[one for one in identifiers if one])
    return dict(rows.values_list("identifier", "pk"))


def _line(version: Version, line: dict[str, Any], documents: dict[str, int], points: dict[str, int]) -> Line:
    plain = ("key", "role", "order", "text", "origin", "agencies", "why", "cause_pattern")
    cited = ("page", "spans", "quote", "before", "after")
    return Line(
        version=version,
        written_at=now(),
        why_decided_by=FOLLOWER.audit_name if line["why_is_decided"] else "",
        written_by="" if line["origin"] == "report" else FOLLOWER.audit_name,
        document_id=documents[line["document"]] if line["document"] else None,
        learning_point_id=points.get(line["point"]),
        **{name: line[name] for name in (*plain, *cited)},
    )


def _question(version: Version, question: dict[str, Any]) -> Question:
    return Question(
        version=version,
        order=question["order"],
        text=question["text"],
        about=question["about"],
        written_by=FOLLOWER.audit_name if question["by_editor"] else "",
    )
