"""When the death or harm happened: the first dated sentence of the opening that tells of it."""

import re
from collections.abc import Iterator

from heeded.engine.facts._dates import Printed, dates_in
from heeded.engine.facts._report import Report, Sentence, surest
from heeded.engine.facts._when import dated
from heeded.engine.records import FactFound
from heeded.engine.vocabulary import FactName

_STRONG = re.compile(
    r"\b(?:died|death|dead|killed|murder\w*|suicide|pronounced|found|collaps\w+|stabb\w+|overdose|attacked|shot|fatal\w*"
    r"|ambulance|injur\w+|seriously|removed|assault\w*|rape\w*|drown\w+|unresponsive|lifeless|emergency|incident|came to light|it became known|sexually|were removed|was removed)\b",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"\b(?:hospital|admitted|arrested|police|harm\w*|disclosed|ingested|burn\w*|fell)\b", re.IGNORECASE
)
_LATER = re.compile(
    r"\b(?:convicted|sentenced|inquest|coroner|trial|court|decided|commissioned|notified|notification|initiated|chair|panel|board"
    r"|criteria|meeting|review was|report was|published|previous|earlier|born|booked|period|guidance|referr\w+|plan)\b",
    re.IGNORECASE,
)
# "He was ten weeks old when, on 13 December 2013, he was taken …": the words after it are its own.
_ASIDE = re.compile(r"(?:\bwhen|\bthat|\band|\bwho),?\s(?:in|on|at)\s(?:the\s\w+\s(?:hours\s)?of\s)?$")
_RANGE = re.compile(r"\bbetween\s[^.;]{0,60}$")
_SOON = 5_000  # characters after the title page within which the incident is dated
_OPENS = re.compile(r"^(?:[\d.]+\s+)?(?:On|In|At|During|Early on|Late on)\b[^.]{0,40}$")


def incident(report: Report) -> list[FactFound]:
    """When the death or harm happened: the first dated sentence of the opening that tells of it."""
    return surest(_told(report))


def _told(report: Report) -> Iterator[FactFound]:
    for sentence in report.sentences(
        "19", "20", end=min(report.circumstances_end, report.title_ends + _SOON)
    ):
        block = report.blocks[sentence.block]
        if block.kind in {"heading", "row"} or sentence.start < report.title_ends:
            continue
        dates = dates_in(sentence.text)[:3]
        for index, printed in enumerate(dates):
            begin = dates[index - 1].end if index else 0
            end = dates[index + 1].start if index + 1 < len(dates) else len(sentence.text)
            sure = _worth(report, sentence, printed, begin, end)
            if sure >= 0.4:
                yield dated(report, FactName.DATE_OF_INCIDENT, sentence, printed, sure)


def _worth(report: Report, sentence: Sentence, printed: Printed, begin: int, end: int) -> float:
    """How likely it is that a date of the sentence is that of the incident. Only the words between it and its
    neighbours, `begin` to `end`, are its own: those after it where it opens the sentence, else those before it."""
    opens = _OPENS.match(sentence.text[: printed.start]) or (
        _ASIDE.search(sentence.text[: printed.start]) and sentence.text[printed.end : printed.end + 1] == ","
    )
    text = sentence.text[printed.end : end] if opens else sentence.text[begin : printed.start]
    sure = 0.3
    sure += 0.3 if _STRONG.search(text) else 0.1 if _WEAK.search(text) else -0.1
    sure += 0.2 if opens else 0.0
    sure += (
        0.15
        if re.search(r"\b(?:died|killed|pronounced dead|took (?:his|her|their) own life)\b", text)
        else 0.0
    )
    sure += 0.1 if sentence.start < report.title_ends + 1_800 else 0.0
    sure -= 0.25 if _LATER.search(text) else 0.0
    sure -= 0.6 if _RANGE.search(sentence.text[: printed.start]) else 0.0
    sure -= 0.15 if report.kind_at(sentence.start) in {"background", "chronology"} else 0.0
    return sure
