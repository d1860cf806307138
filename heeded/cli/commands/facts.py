"""`heeded facts FILE_OR_REVIEW`: facts as proposed or decided, each with the words it rests on."""

import argparse
from typing import TYPE_CHECKING, Any

from heeded.cli.output import Output
from heeded.cli.subject import asked_for

if TYPE_CHECKING:
    from heeded.library.models import Document


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("subject", metavar="FILE_OR_REVIEW")


def run(chosen: argparse.Namespace, out: Output) -> int:
    asked = asked_for(chosen.subject)
    if asked.preview is not None:
        paged = asked.preview.reading.paged
        rows = [
            _row(f.name, f.value, f.spans[0].page if paged else None, f.quote, f.confidence, f.subject)
            for f in asked.preview.facts
        ]
    else:
        rows = [row for document in asked.documents for row in _held_rows(document)]
    out.answer(rows)
    for row in rows:
        who = f" (person {row['subject']})" if row["subject"] else ""
        page = "" if row["page"] is None else f", p. {row['page']}"
        out.say(f"{row['name']}{who}: {row['value']}  [{row['confidence']:.2f}{page}] “{row['quote']}”")
    return 0


def _held_rows(document: "Document") -> list[dict[str, Any]]:
    return [
        _row(
            fact.name,
            fact.value,
            fact.page if document.paged else None,
            fact.quote,
            fact.confidence,
            fact.subject.number if fact.subject else 0,
        )
        for fact in document.facts.filter(found=True)
        .select_related("subject")
        .order_by("subject__number", "name", "pk")
    ]


def _row(
    name: str, value: str, page: int | None, quote: str, confidence: float, subject: int
) -> dict[str, Any]:
    return {
        "name": str(name),
        "value": value,
        "page": page,
        "quote": quote,
        "confidence": round(confidence, 3),
        "subject": subject or None,
    }
