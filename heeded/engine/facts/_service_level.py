"""The level of service each subject received at the time."""

import re
from collections.abc import Iterator
from dataclasses import replace

from heeded.engine.facts._people import People
from heeded.engine.facts._report import Report, surest
from heeded.engine.facts._told import for_each, tells
from heeded.engine.records import FactFound
from heeded.engine.vocabulary import FactName

_LEVELS = (
    (r"universal plus(?: health visiting)?", "universal"),
    (r"(?:in receipt of |receiving |received |known (?:only )?to |by |only to )?universal (?:\w+ )?services(?: only)?", "universal"),
    (r"early help(?: (?:plan|support|services?|assessment))?", "early help"),
    (r"family support (?:case|plan)", "early help"),
    (r"(?:open|allocated|was|is|were|been) (?:as )?an? child in need|child in need plan\b(?! was closed)", "child in need"),
    (r"(?:open|allocated) (?:to|as) (?:an? )?child protection", "child protection"),
    (r"neither (?:[\w']+ ){0,4}known to (?:children'?s )?(?:social care|social work|services)|(?:not|never) (?:been )?known to (?:children'?s )?(?:social care|social work|services)|had no social worker", "universal"),
    (r"(?:an?|the|had an?) (?:open case|allocated social worker)|(?:was|were) open to children's (?:social care|services)", "child in need"),
    (r"(?:was |were |case (?:was|had been) |been )?closed to (?:children'?s )?(?:social care|services)|case (?:was|had been) closed|plan was closed", "closed"),
)  # fmt: skip
_ANY_LEVEL = re.compile("|".join(f"(?P<l{n}>{pattern})" for n, (pattern, _) in enumerate(_LEVELS)))
_AT_THE_TIME = re.compile(
    r"\b(?:at the time|when (?:he|she|they|the \w+|[a-z]{1,2}) (?:died|was)|before the|before (?:january|february|march|april|may|june|july|august|september|october|november|december)|at that time|only)\b"
)


def service_level(report: Report, people: People, statuses: list[FactFound]) -> Iterator[FactFound]:
    """The level of service each subject was receiving, where the report says so; `statuses` are their legal ones."""
    found = [*_levels(report, people), *_looked_after(statuses)]
    for subject in people.numbers:
        yield from surest(one for one in found if one.subject == subject)


def _looked_after(statuses: list[FactFound]) -> Iterator[FactFound]:
    """To be looked after is a status and a level of service."""
    for one in statuses:
        if one.value.startswith("looked after"):
            yield replace(
                one, name=FactName.SERVICE_LEVEL.value, value="looked after", confidence=one.confidence - 0.1
            )


def _levels(report: Report, people: People) -> Iterator[FactFound]:
    for sentence in report.sentences(
        "universal",
        "known to ",
        "social worker",
        "open to ",
        "early help",
        "child in need",
        "family support case",
        "closed",
        "family support plan",
    ):
        if not tells(report, sentence):
            continue
        low = report.low[sentence.start : sentence.end]
        match = _ANY_LEVEL.search(low)
        if match is None:
            continue
        value = _LEVELS[int((match.lastgroup or "l0")[1:])][1]
        sure = 0.4 + (0.3 if _AT_THE_TIME.search(low) else 0.0) + (0.1 if value == "universal" else 0.0)
        sure -= 0.1 if report.kind_at(sentence.start) == "chronology" else 0.0
        yield from for_each(report, people, sentence, match, FactName.SERVICE_LEVEL, value, sure)
