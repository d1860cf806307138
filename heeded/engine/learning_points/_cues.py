"""Recommendations known by their words alone: "We recommend that …", "It is recommended that …".

Only asked for where the report has no list and no labels: elsewhere such sentences argue for what the list says.
"""

import re
from collections.abc import Iterator, Sequence

from heeded.engine.learning_points._asking import PLEADS, RECOMMENDS
from heeded.engine.learning_points._extent import follow, part_of
from heeded.engine.learning_points._kinds import RECOMMENDATION
from heeded.engine.learning_points._numbers import spelt
from heeded.engine.learning_points._report import Candidate, Entry, Report

_PAST = re.compile(r"\b(?:had|has|have|was|were|previously|earlier|also heard)\b[^.]*$")
# "The panel recommends to the Board that:" leads on to several; "… that the Board should:" to one.
_LEADS_ON = re.compile(r"\brecommends?(?: to (?:the )?[\w ]{3,60}?)?(?: that)?\s*:\s*$")
_SENTENCE_ENDS = re.compile(r"[.?!][”’\")]*\s+(?=[A-Z“‘\"])")


def cued(report: Report, taken: set[int]) -> Iterator[Candidate]:
    """Every paragraph outside `taken` whose words recommend something; where those are bold, bold ones that only ask
    count too."""
    bold = any(
        entry.block.bold and not entry.is_heading and RECOMMENDS.search(entry.words)
        for entry in report.entries
    )
    for at, entry in enumerate(report.entries):
        pleads = bold and entry.block.bold
        if not (pleads or "ecommend" in entry.block.text) or entry.index in taken | report.others:
            continue
        if entry.is_heading or entry.is_row:
            continue
        found = RECOMMENDS.search(entry.block.text, entry.start)
        if found is None and pleads:
            found = PLEADS.search(entry.block.text, entry.start)
        if found is None or _quotes(entry.block.text, found.start()):
            continue
        ends = [
            end.end() for end in _SENTENCE_ENDS.finditer(entry.block.text, entry.start, found.start() + 1)
        ]
        start = ends[-1] if ends else entry.start
        if _PAST.search(entry.block.text[start : found.start()]):
            continue
        if _LEADS_ON.search(entry.words) and at + 1 < len(report.entries) and report.entries[at + 1].number:
            yield from _each(report.entries, at + 1)
            continue
        parts = [part_of(entry, start)]
        follow(report.entries, at + 1, stops=lambda other: bool(RECOMMENDS.search(other.words)), kept=parts)
        yield Candidate(
            RECOMMENDATION, spelt(entry.number) if entry.start == start else "", tuple(parts), 0, 0.6
        )


def _each(entries: Sequence[Entry], at: int) -> Iterator[Candidate]:
    """Every lettered or numbered entry of the list that begins at `at`, with what belongs to it."""
    while at < len(entries) and entries[at].number and not entries[at].is_heading and not entries[at].is_row:
        parts, first = [part_of(entries[at])], entries[at]
        at = follow(entries, at + 1, stops=lambda other: bool(other.number), kept=parts)
        yield Candidate(RECOMMENDATION, spelt(first.number), tuple(parts), 1, 0.7)


def _quotes(text: str, at: int) -> bool:
    """Whether position `at` stands inside quotation marks."""
    return text.count("“", 0, at) > text.count("”", 0, at)
