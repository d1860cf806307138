"""When the report was published: as a sentence says, or as the title page is dated."""

import re
from collections.abc import Iterator

from heeded.engine.facts._dates import Printed, dates_in
from heeded.engine.facts._report import Report, surest
from heeded.engine.facts._when import dated
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


def publication(report: Report) -> list[FactFound]:
    """When it was published: as a sentence says, else the date that stands alone on the title page."""
    said, printed = surest(_said_published(report)), surest(_on_title_page(report))
    # A later date on the title page is that of this edition; what the text tells is then an earlier one's.
    if said and printed and printed[0].confidence > 0.6 and said[0].value < printed[0].value:
        return printed
    return surest([*said, *printed])


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
                yield dated(report, FactName.DATE_OF_PUBLICATION, sentence, printed, sure)


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
                yield dated(report, FactName.DATE_OF_PUBLICATION, sentence, at, 0.75)
            elif not re.search(
                r"\b(?:died|born|death|birth|incident|between|from|period|completed|(?:final|date of(?: the| this)?) report|report (?:date|of|on)|agreed|approved|accepted|ratified|signed|presented|submitted)\b",
                rest,
            ):
                yield dated(report, FactName.DATE_OF_PUBLICATION, sentence, at, 0.5)
