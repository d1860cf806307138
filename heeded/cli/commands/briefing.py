"""`heeded briefing FILE_OR_REVIEW`: a review in cited lines, as issued or else as the machine drafts it."""

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from heeded.cli.output import Output
from heeded.cli.subject import Asked, asked_for, must_have_text
from heeded.core.errors import Refused

if TYPE_CHECKING:
    from heeded.briefing.models import Version
    from heeded.engine.briefing import Draft, LineDrafted, RecommendationAtAGlance
    from heeded.engine.records import Page


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("subject", metavar="FILE_OR_REVIEW")
    parser.add_argument("--draft", action="store_true", help="the machine's draft, even where one is issued")


def run(chosen: argparse.Namespace, out: Output) -> int:
    asked = asked_for(chosen.subject)
    if asked.preview is not None:
        must_have_text(asked.preview)
    answer = (
        _of_file(asked, chosen.subject) if asked.preview is not None else _held(asked, draft=chosen.draft)
    )
    out.answer(answer)
    _say(answer, out)
    return 0


def _of_file(asked: Asked, name: str) -> dict[str, Any]:
    """A file that is only looked at: its citations name the file."""
    from heeded.engine.briefing import Report, draft

    seen = asked.preview
    assert seen is not None
    report = Report(seen.reading, seen.blocks, seen.sections, seen.learning_points, seen.facts)
    return _drafted(draft(report), seen.reading.pages, document=name, paged=seen.reading.paged)


def _held(asked: Asked, *, draft: bool) -> dict[str, Any]:
    from heeded.briefing.drafting import main_document, propose
    from heeded.people.viewer import OPERATOR

    work = asked.documents[0].work
    issued = None if draft else _issued_on(asked)
    if issued is not None:
        return _issued(issued)
    named = asked.documents[0] if len(asked.documents) == 1 else main_document(OPERATOR, work)
    if named is None:
        raise Refused("There is no report to brief from.", advice="Add the report first.")
    proposal = propose(OPERATOR, named)
    points = [point.identifier for point in proposal.stored.points]
    pages = proposal.stored.report.reading.pages
    return _drafted(
        proposal.draft,
        pages,
        document=named.identifier,
        paged=named.paged,
        points=points,
        fictional=work.fictional,
    )


def _issued_on(asked: Asked) -> "Version | None":
    """The issued briefing of a review, or of the one document that was named."""
    from heeded.briefing.queries import briefings_of
    from heeded.people.viewer import OPERATOR

    named = {document.identifier for document in asked.documents}
    issued = briefings_of(OPERATOR, asked.documents[0].work).filter(state="issued")
    return next((version for version in issued if named & set(version.sources)), None)


def _drafted(
    draft: "Draft",
    pages: "Iterable[Page]",
    *,
    document: str,
    paged: bool,
    points: list[str] | None = None,
    fictional: bool = False,
) -> dict[str, Any]:
    by_number = {page.number: page for page in pages}
    parts = [
        {
            "name": part.title,
            "role": part.role.value,
            "note": part.note or None,
            "lines": [_line(line, by_number, document=document, paged=paged) for line in part.lines],
        }
        for part in draft.parts
    ]
    return {
        "state": "draft",
        "fictional": fictional,
        "note": draft.note or None,
        "content_notes": list(draft.content_notes),
        "parts": parts,
        "questions": [{"text": one.text, "about": one.about} for one in draft.questions],
        "recommendations": [_at_a_glance(one, points) for one in draft.recommendations],
    }


def _line(line: "LineDrafted", pages: "dict[int, Page]", *, document: str, paged: bool) -> dict[str, Any]:
    from heeded.engine.citation import cite

    quote = cite([pages[number] for number in {span.page for span in line.spans}], line.spans).quote
    citation = {"document": document, "page": line.page if paged else None, "quote": quote}
    return {"text": line.text, "citations": [citation], "why": line.why.value}


def _at_a_glance(one: "RecommendationAtAGlance", points: list[str] | None) -> dict[str, Any]:
    return {
        "id": points[one.learning_point] if points else None,
        "number": one.number or None,
        "kind": [kind.value for kind in one.kinds],
        "kind_is_decided": False,
        "addressees": list(one.addressees),
        "by_when": one.by_when or None,
    }


def _issued(version: "Version") -> dict[str, Any]:
    """An issued version: what a person checked, word for word."""
    from heeded.briefing.drafting import glance_of
    from heeded.briefing.queries import lines_of, source_changes
    from heeded.people.viewer import OPERATOR

    lines = lines_of(OPERATOR, version)
    words = {line.key: line.text for line in lines}
    parts = [
        {
            "name": part["title"],
            "role": part["role"],
            "note": part["note"] or None,
            "lines": [_issued_line(line) for line in lines if line.role == part["role"]],
        }
        for part in version.parts
    ]
    asked = version.questions.filter(kept=True).order_by("order", "pk")
    changed = source_changes(OPERATOR, [version]).get(version.pk)
    assert version.briefing.work is not None
    return {
        "state": version.state,
        "fictional": version.briefing.work.fictional,
        "source_changed_at": changed.isoformat() if changed else None,
        "note": version.note or None,
        "content_notes": version.content_notes,
        "parts": parts,
        "questions": [
            {"text": one.text, "about": words.get(one.about, "")}
            for one in asked
            if not one.about or one.about in words  # a question about a dropped line goes with it
        ],
        "recommendations": [
            {
                "id": one.point.identifier,
                "number": one.point.number or None,
                "kind": list(one.kinds),
                "kind_is_decided": one.decided is not None,
                "addressees": one.addressees,
                "by_when": one.by_when or None,
            }
            for one in glance_of(OPERATOR, version.briefing.work)
        ],
    }


def _issued_line(line: Any) -> dict[str, Any]:
    citations = []
    if line.document is not None:
        page = line.page if line.document.paged else None
        citations = [{"document": line.document.identifier, "page": page, "quote": line.quote}]
    # What is issued says nothing that only the machine suggests.
    return {"text": line.text, "citations": citations, "why": line.why if line.why_decided_by else None}


def _say(answer: dict[str, Any], out: Output) -> None:
    if answer["state"] == "draft":
        out.say("Drafted by machine. Nobody has checked it.")
    elif answer["source_changed_at"]:
        out.say(
            f"A report that it rests on changed on {answer['source_changed_at'][:10]}, after it was checked."
        )
    for note in (answer["note"], *answer["content_notes"]):
        if note:
            out.say(note)
    for part in answer["parts"]:
        out.say()
        out.say(part["name"].upper())
        if part["note"]:
            out.say(f"  ({part['note']})")
        for line in part["lines"]:
            pages = [f"p. {one['page']}" for one in line["citations"] if one["page"] is not None]
            out.say(f"  • {line['text']}" + (f"  [{', '.join(pages)}]" if pages else ""))
    for question in answer["questions"]:
        out.say(f"  ? {question['text']}")
