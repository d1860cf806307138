"""`heeded explains FILE_OR_REVIEW`: which sentences say why, and which only what. The machine's suggestion."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from heeded.cli.output import Output
from heeded.cli.subject import Asked, asked_for, must_have_text
from heeded.core.errors import Refused

if TYPE_CHECKING:
    from heeded.engine.records import Block, SectionFound


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("subject", metavar="FILE_OR_REVIEW")


def run(chosen: argparse.Namespace, out: Output) -> int:
    asked = asked_for(chosen.subject)
    if asked.preview is not None:
        must_have_text(asked.preview)
    seen = asked.preview
    rows = _rows(seen.blocks, seen.sections, paged=seen.reading.paged) if seen is not None else _held(asked)
    out.answer(rows)
    _say(rows, out)
    return 0


def _held(asked: Asked) -> list[dict[str, Any]]:
    from heeded.briefing.drafting import main_document, stored_report
    from heeded.people.viewer import OPERATOR

    documents = asked.documents
    named = documents[0] if len(documents) == 1 else main_document(OPERATOR, documents[0].work)
    if named is None:
        raise Refused("There is no report to read.", advice="Add the report first.")
    report = stored_report(OPERATOR, named).report
    return _rows(report.blocks, report.sections, paged=named.paged)


def _rows(
    blocks: "Sequence[Block]", sections: "Sequence[SectionFound]", *, paged: bool
) -> list[dict[str, Any]]:
    from heeded.engine.briefing import judged, running_sentences

    return [
        {"text": one.sentence.text, "page": one.sentence.page if paged else None, "is": one.value.value}
        for one in judged(running_sentences(blocks, sections), sections)
    ]


def _say(rows: Sequence[dict[str, Any]], out: Output) -> None:
    why = [row for row in rows if row["is"] == "explains"]
    out.say(f"{len(why)} of {len(rows)} sentences seem to say why. Found by machine. Nobody has checked it.")
    for row in why:
        out.say(f"  • {row['text']}" + (f"  [p. {row['page']}]" if row["page"] is not None else ""))
