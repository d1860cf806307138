"""The labelled recommendations of gold/briefings, each with how the machine finds it in its report.

A second printing (02b, most of 03b) counts once. The scan has no words of its own: its recommendations come from the
samples' gold, as written.
"""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.recommendations import FIRST, fingerprint, words
from heeded.engine.flow import clean
from heeded.engine.learning_points import learning_points
from heeded.engine.learning_points._addressees import agencies_of
from heeded.engine.learning_points._asked_agencies import asked_in
from heeded.engine.reading._docx import read_docx
from heeded.engine.reading._html import read_html
from heeded.engine.reading._pdf import read_pdf
from heeded.engine.reading._plain import read_plain
from heeded.engine.records import LearningPointFound
from heeded.engine.sections import sections
from heeded.engine.vocabulary import LearningPointKind

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("HEEDED_SHARED", ROOT.parent / "shared"))
GOLD = ROOT / "benchmarks" / "gold" / "briefings" / "recommendations.json"
SAMPLES = ROOT / "heeded" / "samples" / "built"
INQUIRIES = SHARED / "data" / "inquiries"
_READERS = {".pdf": read_pdf, ".docx": read_docx, ".html": read_html, ".txt": read_plain}


@dataclass(frozen=True)
class Labelled:
    """A labelled recommendation and how the machine found it."""

    entry: dict[str, Any]
    point: LearningPointFound

    @property
    def source(self) -> str:
        return "inquiries" if self.entry["document"].endswith(".pdf") else "samples"

    @property
    def report(self) -> str:
        """What is left out together: a review, or a dozen recommendations of an inquiry (there are two reports)."""
        if self.source == "samples":
            return str(self.entry["document"][:2])
        figure = int(re.sub(r"\D", "", self.entry["number"]))
        return f"{self.entry['document']} {figure // 12}"


def labelled() -> list[Labelled]:
    """Every recommendation of the gold, second printings once.

    Raises:
        LookupError: the machine does not find one of them.
    """
    entries = json.loads(GOLD.read_text(encoding="utf-8"))["entries"]
    rows: list[Labelled] = []
    seen = set()
    for entry in entries:
        same = [point for point in points_of(entry["document"]) if _mark(point) == entry["fingerprint"]]
        if not same:
            raise LookupError(f"{entry['id']} is found in {entry['document']} no more")
        point = min(same, key=lambda one: one.number.removeprefix("R") != entry["number"])
        printed = (entry["document"][:2], point.text)
        if printed in seen:
            continue
        seen.add(printed)
        rows.append(Labelled(entry, point))
    return rows


def _mark(point: LearningPointFound) -> str:
    return fingerprint(words(point.text)[:FIRST])


@cache
def points_of(document: str) -> tuple[LearningPointFound, ...]:
    """The recommendations found in a document; those of the scan, which has no words of its own, from its gold."""
    path = INQUIRIES / document if document.endswith(".pdf") else next(SAMPLES.glob(f"{document}.*"))
    reading = _READERS[path.suffix](path)
    if not any(page.text.strip() for page in reading.pages):
        return tuple(_written(path.name))
    blocks = clean(reading)
    found = learning_points(reading, blocks, sections(reading, blocks))
    return tuple(point for point in found if point.kind == LearningPointKind.RECOMMENDATION)


def _written(name: str) -> Iterator[LearningPointFound]:
    for record in json.loads((SAMPLES / "gold.json").read_text(encoding="utf-8"))[name]["records"]:
        if record["kind"] == LearningPointKind.RECOMMENDATION:
            printed = tuple(record["addressees"]) or asked_in(record["text"])
            yield LearningPointFound(
                record["kind"], record["number"], record["text"], (), printed, agencies_of(printed)
            )
