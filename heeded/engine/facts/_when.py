"""Dates of the incident, of the report and of its publication."""

import re
from collections.abc import Iterator

from heeded.engine.facts._dates import Printed, dates_in
from heeded.engine.facts._report import Report, Sentence, surest
from heeded.engine.records import FactFound
from heeded.engine.vocabulary import FactName

_PUBLISHED = re.compile(
    r"\b(?:published|publication(?: date)?|publish)\b(?P<between>[^.;]{0,80}?)$", re.IGNORECASE
)
_OTHERS_WORK = re.compile(
    r"\b(?:guidance|working together|ofsted|inspect\w*|article|research|study|act 20\d\d|statistics|strategy|framework"
    r"|were published|was published by|white paper|inquiry|first|originally|earlier|previous\w*)\b",
    re.IGNORECASE,
)
_ITSELF = re.compile(
    r"\b(?:this report|this review|the report|the review|it|overview report|was finished|was completed|completed|finished|board)\b|^published",
    re.I,
)
_FINISHED = re.compile(
    r"\b(?:completed|completion|finished|signed off|approved|agreed|accepted|adopted|ratified|endorsed|presented|submitted|received"
    r"|finalised|report date|date of (?:the |this )?report|dated)\b(?P<between>[^.;]{0,90}?)$",
    re.IGNORECASE,
)
_ABOUT_REPORT = re.compile(r"\b(?:report|review|overview|it)\b", re.IGNORECASE)
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
_ANOTHER = re.compile(r"\b(?:rapid|initial|earlier|previous|management) reviews?\b", re.IGNORECASE)
_FINAL = re.compile(
    r"\b(?:agreed|approved|signed off|ratified|accepted|presented|submitted|final (?:report|version|draft)|report (?:date|of)|completed|finalised)\b[^.;]{0,50}$",
    re.IGNORECASE,
)
_SOON = 5_000  # characters after the title page within which the incident is dated
_OPENS = re.compile(r"^(?:[\d.]+\s+)?(?:On|In|At|During|Early on|Late on)\b[^.]{0,40}$")


def publication(report: Report) -> list[FactFound]:
    """When it was published: as a sentence says, else the date that stands alone on the title page."""
    said, printed = surest(_said_published(report)), surest(_on_title_page(report))
    # A later date on the title page is that of this edition; what the text tells is then an earlier one's.
    if said and printed and printed[0].confidence > 0.6 and said[0].value < printed[0].value:
        return printed
    return surest([*said, *printed])


def completion(report: Report) -> list[FactFound]:
    """When the report was finished, agreed or handed over."""
    return surest([*_said_finished(report), *_finished_on_title_page(report)])


def incident(report: Report) -> list[FactFound]:
    """When the death or harm happened: the first dated sentence of the opening that tells of it."""
    return surest(_told(report))


def _said_published(report: Report) -> Iterator[FactFound]:
    for sentence in report.sentences("publish", "publication"):
        if report.blocks[sentence.block].kind == "heading":
            continue
        for printed in dates_in(sentence.text):
            cue = _PUBLISHED.search(sentence.text[: printed.start])
            if cue is None or dates_in(cue["between"]):
                continue
            sure = _worth_as_published(sentence.text[: cue.start()], cue["between"])
            if sure >= 0.3:
                yield _dated(report, FactName.DATE_OF_PUBLICATION, sentence, printed, sure)


def _worth_as_published(before: str, between: str) -> float:
    """This report says of itself "it is published in ..."; of others' work it says the same."""
    sure = 0.85 if not before.strip() or _ITSELF.search(before) else 0.5
    sure -= 0.2 if len(between) > 25 else 0.0
    return sure - (0.35 if _OTHERS_WORK.search(before + between) else 0.0)


def _on_title_page(report: Report) -> Iterator[FactFound]:
    for index, block in enumerate(report.blocks):
        start = report.start_of(index)
        if start >= report.title_ends or len(block.text) > 120:
            continue
        for printed in dates_in(block.text):
            rest = block.text[: printed.start].strip(" :–-|.").lower()
            sentence = report.sentence_at(start + printed.start)
            at = Printed(
                printed.start - (sentence.start - start),
                printed.end - (sentence.start - start),
                printed.value,
            )
            if rest in {
                "",
                "date",
                "published",
                "publication date",
                "date of publication",
                "version",
                "final",
            }:
                yield _dated(report, FactName.DATE_OF_PUBLICATION, sentence, at, 0.75)
            elif not re.search(
                r"\b(?:died|born|death|birth|incident|between|from|period|completed|(?:final|date of(?: the| this)?) report|report (?:date|of|on)|agreed|approved|accepted|ratified|signed|presented|submitted)\b",
                rest,
            ):
                yield _dated(report, FactName.DATE_OF_PUBLICATION, sentence, at, 0.5)


def _finished_on_title_page(report: Report) -> Iterator[FactFound]:
    """ "Final report 12/06/2015", "Agreed by the Board on 4 May 1999"."""
    for index, block in enumerate(report.blocks):
        start = report.start_of(index)
        if start >= report.title_ends or len(block.text) > 120:
            continue
        for printed in dates_in(block.text):
            if _FINAL.search(block.text[: printed.start]):
                sentence = report.sentence_at(start + printed.start)
                shift = sentence.start - start
                at = Printed(printed.start - shift, printed.end - shift, printed.value)
                yield _dated(report, FactName.DATE_OF_REPORT, sentence, at, 0.7)


def _said_finished(report: Report) -> Iterator[FactFound]:
    words = ("completed", "finished", "signed off", "approved", "agreed", "accepted", "adopted", "ratified", "endorsed",
             "presented", "submitted", "received", "finalised", "report date", "date of", "dated", "completion")  # fmt: skip
    for sentence in report.sentences(*words):
        if report.kind_at(sentence.start) in {"chronology", "background"}:
            continue
        for printed in dates_in(sentence.text):
            cue = _FINISHED.search(sentence.text[: printed.start])
            if cue is None or dates_in(cue["between"]):
                continue
            subject = sentence.text[: cue.start() + 14]
            said = re.search(r"\breport\b|\boverview\b", subject + cue["between"], re.IGNORECASE)
            if not _ANOTHER.search(subject) and (said or _ABOUT_REPORT.search(subject)):
                sure = (0.8 if said else 0.6) - (0.2 if len(cue["between"]) > 40 else 0.0)
                yield _dated(report, FactName.DATE_OF_REPORT, sentence, printed, sure)


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
                yield _dated(report, FactName.DATE_OF_INCIDENT, sentence, printed, sure)


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


def _dated(report: Report, name: FactName, sentence: Sentence, printed: Printed, sure: float) -> FactFound:
    where = (sentence.start + printed.start, sentence.start + printed.end)
    return report.fact(name, printed.value, where, sure=sure)
