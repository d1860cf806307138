"""The briefings of the sample library: written by a person who read each review, laid down by this room's services.

The words lie in `heeded/samples/briefings`. Some are issued, one waits to be issued, one is a draft; one more review
has only what the machine proposes, and one question was put to all, so that staff find work of every kind.
"""

import tomllib
from pathlib import Path
from typing import Any

from heeded import samples
from heeded.briefing.models import Briefing, Version
from heeded.briefing.services import (
    BriefingWritten,
    LineWritten,
    check,
    decide_recommendation,
    gather_digest,
    issue,
    propose_briefing,
    write_briefing,
)
from heeded.library.models import Document, Work
from heeded.people.viewer import Viewer

WRITTEN = Path(samples.__file__).parent / "briefings"
_ONLY_PROPOSED = "11-brackhithe-child-t.pdf"  # what a draft by machine looks like before anybody has looked
_ASKED = "fathers and partners not seen"


def issue_samples(*, by: Viewer) -> int:
    """Make the sample briefings where they are not there yet; how many were issued. Safe to repeat: a review that
    has a briefing keeps it, one that was erased or not read is passed over.

    Raises:
        NotAllowed: they may not work on briefings.
        Refused: a quote does not stand in its review.
    """
    issued = 0
    for path in sorted(WRITTEN.glob("*.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        document = _without_briefing(told["file"])
        if document is not None:
            version = _brought_on(write_briefing(document, _written(told), by=by), told["state"], by=by)
            _decide(document, told.get("recommendations", []), by=by)
            issued += version.state == "issued"
    machine = _without_briefing(_ONLY_PROPOSED)
    if machine is not None:
        propose_briefing(machine.work, by=by, document=machine)
    return issued


def gather_sample_digest(*, by: Viewer) -> Briefing | None:
    """Put one question to all the samples, once; what is gathered stays a draft. None where it was put before.
    Ask when the library can be searched.

    Raises:
        NotAllowed: they may not work on briefings.
        NothingToBrief: no review that can be found says anything of it.
    """
    if Briefing.objects.filter(kind="digest", asked=_ASKED).exists():
        return None
    return gather_digest(_ASKED, by=by)


def states_of_briefings() -> dict[str, str]:
    """By identifier of a document, the state of the briefing on it; of several versions the newest."""
    versions = Version.objects.filter(briefing__kind="review").order_by("number")
    return {source: version.state for version in versions for source in version.sources}


def _without_briefing(file: str) -> Document | None:
    briefed = Work.objects.filter(briefings__isnull=False)
    held = Document.objects.filter(name=file, work__fictional=True, read_state="read").exclude(
        work__in=briefed
    )
    return held.exclude(state="withdrawn").select_related("work").first()


def _written(told: dict[str, Any]) -> BriefingWritten:
    return BriefingWritten(
        lines=tuple(_line(row) for row in told["lines"]),
        questions=tuple((row["text"], row["about"]) for row in told["questions"]),
        notes=told.get("notes", {}),
        note=told.get("note", ""),
        content_notes=(told["content"],) if "content" in told else (),
    )


def _line(row: dict[str, str]) -> LineWritten:
    """A line that rests on the report and is not said to explain describes: whoever wrote it looked."""
    quote = row.get("quote", "")
    return LineWritten(
        role=row["part"],
        quote=quote,
        text=row.get("text", ""),
        why=row.get("why", "describes" if quote else ""),
        pattern=row.get("pattern", ""),
        name=row.get("key", ""),
    )


def _brought_on(version: Version, state: str, *, by: Viewer) -> Version:
    if state == "draft":
        return version
    checked = check(version, by=by, revision=version.revision)
    return issue(checked, by=by) if state == "issued" else checked


def _decide(document: Document, decisions: list[dict[str, Any]], *, by: Viewer) -> None:
    points = document.learning_points.filter(kind="recommendation")
    held = {point.number: point for point in points}
    for row in decisions:
        decide_recommendation(
            held[row["number"]],
            kinds=row["kinds"],
            agencies=row["agencies"],
            by=by,
            by_when=row.get("by_when", ""),
        )
