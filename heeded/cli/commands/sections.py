"""`heeded sections FILE_OR_REVIEW`: the heading tree, each heading with its page."""

import argparse
from typing import Any

from heeded.cli.output import Output
from heeded.cli.subject import asked_for


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("subject", metavar="FILE_OR_REVIEW")


def run(chosen: argparse.Namespace, out: Output) -> int:
    asked = asked_for(chosen.subject)
    if asked.preview is not None:
        paged = asked.preview.reading.paged
        rows = [_row(s.title, s.level, s.kind, s.page if paged else None) for s in asked.preview.sections]
    else:
        rows = [
            _row(s.title, s.level, s.kind, s.page if document.paged else None)
            for document in asked.documents
            for s in document.sections.filter(found=True).order_by("order")
        ]
    out.answer(rows)
    for row in rows:
        page = "" if row["page"] is None else f"p. {row['page']}"
        out.say(f"{page:>7}  {'  ' * (row['level'] - 1)}{row['title']}  [{row['kind']}]")
    return 0


def _row(title: str, level: int, kind: str, page: int | None) -> dict[str, Any]:
    return {"title": title, "level": level, "kind": str(kind), "page": page}
