"""`heeded recommendations FILE_OR_REVIEW`: what it recommends, each with the pages it stands on."""

import argparse
from typing import TYPE_CHECKING, Any

from heeded.cli.output import Output
from heeded.cli.subject import asked_for

if TYPE_CHECKING:
    from heeded.engine.records import LearningPointFound
    from heeded.library.models import LearningPoint


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("subject", metavar="FILE_OR_REVIEW")
    parser.add_argument(
        "--kind",
        default="recommendation",
        choices=["recommendation", "finding", "learning", "question", "good-practice"],
        help="another kind of learning point (recommendation)",
    )


def run(chosen: argparse.Namespace, out: Output) -> int:
    asked = asked_for(chosen.subject)
    if asked.preview is not None:
        rows = [_found_row(p) for p in asked.preview.learning_points if p.kind == chosen.kind]
    else:
        rows = [_held_row(p) for d in asked.documents for p in _held(d.pk, chosen.kind)]
    out.answer(rows)
    for row in rows:
        pages = ", ".join(str(page) for page in row["pages"]) or "no pages"
        out.say(f"{row['number'] or '–'}  (p. {pages})  {row['text']}")
        if row["addressees"]:
            out.say(f"    to: {'; '.join(row['addressees'])}")
    out.say(f"{len(rows)} found by machine.")
    return 0


def _held(document: int, kind: str) -> "list[LearningPoint]":
    from heeded.library.queries import visible_learning_points
    from heeded.people.viewer import OPERATOR

    points = visible_learning_points(OPERATOR).filter(document=document, kind=kind)
    return list(points.select_related("document").prefetch_related("places").order_by("order"))


def _held_row(point: "LearningPoint") -> dict[str, Any]:
    pages = sorted({place.page for place in point.places.all()}) if point.document.paged else []
    return {
        "id": point.identifier,
        "number": point.number or None,
        "text": point.text,
        "pages": pages,
        "addressees": point.addressees,
    }


def _found_row(point: "LearningPointFound") -> dict[str, Any]:
    return {
        "id": None,
        "number": point.number or None,
        "text": point.text,
        "pages": sorted({spans[0].page for spans in point.places}),
        "addressees": list(point.addressees),
    }
