"""When the report was finished, agreed or handed over; and how a printed date becomes a fact."""

import re
from collections.abc import Iterator

from heeded.engine.facts._dates import Printed, dates_in
from heeded.engine.facts._report import Report, Sentence, surest
from heeded.engine.records import FactFound
from heeded.engine.vocabulary import FactName

_FINISHED = re.compile(
    r"\b(?:completed|completion|finished|signed off|approved|agreed|accepted|adopted|ratified|endorsed|presented|submitted|received"
    r"|finalised|report date|date of (?:the |this )?report|dated)\b(?P<between>[^.;]{0,90}?)$",
    re.IGNORECASE,
)
_ABOUT_REPORT = re.compile(r"\b(?:report|review|overview|it)\b", re.IGNORECASE)
_ANOTHER = re.compile(r"\b(?:rapid|initial|earlier|previous|management) reviews?\b", re.IGNORECASE)
_FINAL = re.compile(
    r"\b(?:agreed|approved|signed off|ratified|accepted|presented|submitted|final (?:report|version|draft)|report (?:date|of)|completed|finalised)\b[^.;]{0,50}$",
    re.IGNORECASE,
)


def completion(report: Report) -> list[FactFound]:
    """When the report was finished, agreed or handed over."""
    return surest([*_said_finished(report), *_finished_on_title_page(report)])


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
                yield dated(report, FactName.DATE_OF_REPORT, sentence, at, 0.7)


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
                yield dated(report, FactName.DATE_OF_REPORT, sentence, printed, sure)


def dated(report: Report, name: FactName, sentence: Sentence, printed: Printed, sure: float) -> FactFound:
    where = (sentence.start + printed.start, sentence.start + printed.end)
    return report.fact(name, printed.value, where, sure=sure)
