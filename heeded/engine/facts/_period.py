"""The period under review, from and to."""

import re
from collections.abc import Iterator
from itertools import pairwise

from heeded.engine.facts._dates import MONTH, YEAR, Printed, dates_in
from heeded.engine.facts._report import Report, Sentence
from heeded.engine.records import FactFound
from heeded.engine.vocabulary import FactName

_CUE = re.compile(
    r"\b(?:period|time ?frame|timeframe|time[- ]?scale|time|scope|timeline|chronolog\w+|review (?:covers?|covered|considers?|considered|looks?|looked|examines?"
    r"|focus\w*|concentrat\w+|spans?|runs?|ran)|(?:runs?|ran) from|covers? the|covering|terms of reference|involvement|(?:we|it|team|panel|reviewers?|review) (?:ha(?:s|ve|d) )?(?:looked|considered|examined|focused|reviewed))\b",
    re.IGNORECASE,
)
_SURE_CUE = re.compile(
    r"\b(?:period (?:under|of|for|covered|considered|reviewed|in scope)|under review|time ?frame|scope|consider the period|covers the (?:period|time)"
    r"|review (?:runs|ran|covers|covered|considers|considered|looks|period))",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"^(?:\s*\([^)]{0,80}\)|,[^.;]{1,110}?,)?[\s,]*(?:and )?(?:to\b|until\b|up to\b|up until\b|till\b|through to\b|and\b|[–—-]|ending\b)[\s,]*(?:and including )?[^.;]{0,70}$"
)
_SHARED_YEAR = re.compile(
    rf"\b(?P<from>{MONTH})\b\s*(?:to|and|until|[–-])\s*(?P<to>\b{MONTH}\s+(?P<year>{YEAR}))\b", re.IGNORECASE
)
_OPENER = re.compile(r"(?:\bfrom|\bbetween|\bof|\bis|:)\s+[^.;,]{0,40}$", re.IGNORECASE)


def period(report: Report) -> Iterator[FactFound]:
    """From and to of the period under review, from the first and clearest sentence that gives both."""
    found = list(_periods(report))
    if found:
        _, first, last = max(found, key=lambda one: one[0])
        yield first
        yield last


def _periods(report: Report) -> Iterator[tuple[float, FactFound, FactFound]]:
    words = ("period", "time", "scope", "chronolog", "covers", "covered", "covering", "review look", "review consider", "review examine",
             "review focus", "looked at", "looked in", "considered", "examined", "review span", "runs from", "ran from", "involvement")  # fmt: skip
    for sentence in report.sentences(*words):
        block = report.blocks[sentence.block]
        if block.kind == "heading" or not (
            _SURE_CUE if report.kind_at(sentence.start) == "chronology" else _CUE
        ).search(sentence.text):
            continue
        for first, last, sure in _pairs(sentence):
            yield (
                sure,
                _fact(report, FactName.PERIOD_FROM, sentence, first, sure),
                _fact(report, FactName.PERIOD_TO, sentence, last, sure),
            )


def _pairs(sentence: Sentence) -> Iterator[tuple[Printed, Printed, float]]:
    text = sentence.text
    sure = 0.85 if _SURE_CUE.search(text) else 0.6
    dates = list(dates_in(text))
    for match in _SHARED_YEAR.finditer(text):
        for same in dates_in(f"{match['from']} {match['year']}"):
            dates.append(Printed(match.start("from"), match.end("from"), same.value))
    for first, last in pairwise(sorted(dates)):
        between = text[first.end : last.start]
        if len(between) > 200 or not _BETWEEN.match(between) or first.value[:7] > last.value[:7]:
            continue
        begins = text[: first.start]
        yield first, last, sure + (0.05 if _OPENER.search(begins) else -0.1)


def _fact(report: Report, name: FactName, sentence: Sentence, printed: Printed, sure: float) -> FactFound:
    opener = re.search(
        r"(?:from|between|to|until|and)\s(?:the\s)?$", sentence.text[: printed.start], re.IGNORECASE
    )
    start = opener.start() if opener else printed.start
    return report.fact(name, printed.value, (sentence.start + start, sentence.start + printed.end), sure=sure)
