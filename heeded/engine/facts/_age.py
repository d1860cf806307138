"""How old each child or adult reviewed was when it happened."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from heeded.engine.facts._dates import dates_in
from heeded.engine.facts._numbers import NUMBER, number
from heeded.engine.facts._people import People
from heeded.engine.facts._report import Report, Sentence, surest
from heeded.engine.records import FactFound
from heeded.engine.vocabulary import AgeBand, FactName

_N = NUMBER
_UNIT = r"(?:day|week|month|year)"
_AGED = re.compile(
    rf"\b(?:aged|at the age of|age of|age|(?:boy|girl|child|baby|infant|son|daughter|man|woman) of|age(?: at [\w ]{{3,25}})?:)\s+(?:only |just |about |nearly |almost |approximately |around )?(?P<n>{_N})\b"
    rf"(?:[\s-]+(?P<unit>{_UNIT})s?)?(?:\s+and\s+[\w-]+\s+(?:day|week|month)s)?",
    re.IGNORECASE,
)
_OLD = re.compile(
    rf"\b(?P<n>{_N})[\s-]+(?:and[\s-]a[\s-]half[\s-]+)?(?P<unit>{_UNIT})s?(?:\s+and\s+[\w-]+\s+(?:day|week|month)s?)?[\s-]+(?:old|of age)\b",
    re.IGNORECASE,
)
_LIVED = re.compile(rf"\blived (?:for )?(?:only |just )?(?P<n>{_N})\s+(?P<unit>{_UNIT})s?\b", re.IGNORECASE)
_CELL = re.compile(rf"\s*(?P<n>{_N})(?:\s+(?P<unit>{_UNIT})s?)?(?: old)?\s*", re.IGNORECASE)
_AT = re.compile(
    rf"\b(?:at|was) (?:only |just |about )?(?P<n>{_N}) (?P<unit>day|week|month)s\b(?=[,;.]| when| and\b)",
    re.IGNORECASE,
)
_WAS = re.compile(
    rf"(?:\b(?:was|is|were)|(?=, then ),)(?: both| all)?(?: then| just| only| nearly)? (?P<n>{_N})(?=[,;.]| at the time| when| and (?:[\w-]+ )?months)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:when|until|since|from|between|by the time|before) (?:he|she|they|[A-Z]\w*|the child) (?:was|were|is|had been)\s*(?:only |just )?$"
    r"|\b(?:from|since|until|to|between)\s*(?:the\s*)?(?:ages?\s*(?:of)?)?\s*$",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:now|by then|today|currently)\s*(?:is |was )?$", re.IGNORECASE)
INCIDENT = re.compile(
    r"\b(?:died|death|dead|killed|murder\w*|injur\w+|hospital|ambulance|admitted|found|suicide|stabb\w+|overdose|collaps\w+|harmed"
    r"|attacked|shot|survived?|arrested|incident|police were called|telephoned)\b",
    re.IGNORECASE,
)
_UNBORN = re.compile(
    r"\b(?:concerns|about|regarding|respect of|into|subject (?:of this review )?(?:is|was)) (?:the |an? )?"
    r"(?P<who>(?:\w+ )?unborn (?:baby|child|infant))",
    re.IGNORECASE,
)
# "a fourteen-year-old girl, called Z1 in this report"
_CALLED = re.compile(
    r"[^.;]{0,30}\b(?:called|known as|referred to(?: here)? as|named)\s[“\"'‘]?(?P<label>\w+)"
)
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth"
).split()
_BIRTHDAY = re.compile(
    rf"\b(?:days?|weeks?|months?|shortly|just|soon) (?P<when>before|short of|after) (?:his|her|their) (?P<n>{'|'.join(_ORDINALS)}) birthday",
    re.IGNORECASE,
)
_LEAST = 0.35


def age_band(count: int, unit: str) -> AgeBand:
    """The band of an age of `count` of `unit` (day, week, month or year)."""
    years = {"day": count // 365, "week": count // 52, "month": count // 12}.get(unit, count)
    bands = (
        (1, AgeBand.UNDER_1),
        (6, AgeBand.FROM_1_TO_5),
        (11, AgeBand.FROM_6_TO_10),
        (16, AgeBand.FROM_11_TO_15),
    )
    for limit, band in bands:
        if years < limit:
            return band
    return AgeBand.FROM_16_TO_17 if years < 18 else AgeBand.ADULT


def ages(report: Report, people: People, happened: str = "") -> Iterator[FactFound]:
    """The age band of each subject at the incident; `happened` is its ISO date, empty where not known."""
    found = [
        *_stated(report, people),
        *_by_birthday(report, people),
        *_beside_labels(report, people),
        *_unborn(report, people),
        *_in_tables(report, people),
        *_from_birth(report, people, happened),
    ]
    for subject in people.numbers:
        mine = surest(one for one in found if one.subject == subject and one.confidence >= _LEAST)
        yield from mine or _of_twin(report, people, found, subject)


def _of_twin(report: Report, people: People, found: list[FactFound], subject: int) -> list[FactFound]:
    """A twin whose age is not told is as old as the other."""
    if len(people.labels) != 2 or not report.where("twin", end=report.circumstances_end):
        return []
    return [
        replace(one, subject=subject, confidence=0.5) for one in surest(one for one in found if one.subject)
    ]


def _stated(report: Report, people: People) -> Iterator[FactFound]:
    ways = (
        (
            (
                "aged ",
                "age of ",
                "man of",
                "boy of",
                "girl of",
                "child of",
                "baby of",
                "infant of",
                "age:",
                "age at",
            ),
            _AGED,
            0.6,
        ),
        ((" old", "-old", " of age"), _OLD, 0.6),
        (("lived ",), _LIVED, 0.6),
        ((" weeks", " months", " days"), _AT, 0.45),
    )
    for words, pattern, sure in ways:
        for sentence in report.sentences(*words, end=_reach(report)):
            for match in pattern.finditer(sentence.text):
                yield from _one(report, people, sentence, match, sure)
    for match in _WAS.finditer(report.text, report.title_ends, _reach(report)):
        sentence = report.sentence_at(match.start())
        inside = _WAS.search(sentence.text, match.start() - sentence.start)
        if inside:
            yield from _one(report, people, sentence, inside, 0.45)


def _by_birthday(report: Report, people: People) -> Iterator[FactFound]:
    """ "A week before her eighteenth birthday", "two days after his first birthday"."""
    for sentence in report.sentences("birthday", end=_reach(report)):
        match = _BIRTHDAY.search(sentence.text)
        subjects = people.anchor(sentence.start + match.start()) if match else None
        if match is None or not subjects or not INCIDENT.search(sentence.text):
            continue
        years = _ORDINALS.index(match["n"].lower()) + 1 - (match["when"] != "after")
        band = age_band(years, "year")
        where = (sentence.start + match.start(), sentence.start + match.end())
        for subject in subjects:
            yield report.fact(FactName.AGE_BAND, band.value, where, sure=0.7, subject=subject)


def _beside_labels(report: Report, people: People) -> Iterator[FactFound]:
    """Ages right after a label, as where several are introduced together: "V was 16 and W 15", "Child A (13)"."""
    if len(people.labels) < 2:
        return
    for subject, label in enumerate(people.labels, 1):
        beside = rf"\b{re.escape(label)},?:? \(?(?:(?:an? )?(?:boy|girl|male|female|son|daughter),? ?\(?)?(?:who )?(?:was |is |were |aged? |then |had |just |only |both )*(?P<n>{_N})(?=[,;.)]| and\b| years?| at\b| when\b| months?| weeks?)(?:[\s-](?P<unit>{_UNIT})s?)?"
        for match in re.finditer(beside, report.text[: _reach(report)], re.IGNORECASE):
            if match[0].startswith(label) and number(match["n"]) < 111:
                near = 0.15 if match.start() < report.title_ends + 2_500 else 0.0
                band = age_band(number(match["n"]), (match["unit"] or "year").lower())
                where = (match.start(), match.end())
                yield report.fact(FactName.AGE_BAND, band.value, where, sure=0.55 + near, subject=subject)


def _unborn(report: Report, people: People) -> Iterator[FactFound]:
    """ "This review concerns an unborn baby"."""
    for sentence in report.sentences("unborn", "before birth", end=report.circumstances_end):
        match = _UNBORN.search(sentence.text)
        if match and len(people.labels) == 1:
            where = (sentence.start + match.start("who"), sentence.start + match.end())
            yield report.fact(FactName.AGE_BAND, AgeBand.UNBORN.value, where, sure=0.65, subject=1)


def _reach(report: Report) -> int:
    return min(len(report.text), report.circumstances_end + 6_000)


def _one(
    report: Report, people: People, sentence: Sentence, match: re.Match[str], sure: float
) -> Iterator[FactFound]:
    unit = (match.groupdict().get("unit") or "year").lower()
    count = number(match["n"])
    subjects = _whose(people, sentence, match)
    if subjects == () or count > 110:
        return
    sure += _worth(report, sentence, match)
    if match.re is _WAS and subjects is None:
        return
    if subjects is None:
        subjects, sure = people.numbers[:1] if len(people.numbers) == 1 else (), sure - 0.15
    where = (sentence.start + match.start(), sentence.start + match.end())
    for subject in subjects:
        yield report.fact(FactName.AGE_BAND, age_band(count, unit).value, where, sure=sure, subject=subject)


def _whose(people: People, sentence: Sentence, match: re.Match[str]) -> tuple[int, ...] | None:
    """A noun right after an age ("a two-year-old girl", "her 24 year old mother") says whose it is."""
    called = _CALLED.match(sentence.text, match.end(), match.end() + 70)
    if called and called["label"] in people.labels:
        return (people.labels.index(called["label"]) + 1,)
    following = next(iter(people.mentions(sentence.text[match.end() : match.end() + 30])), None)
    if match.re is _OLD and following is not None and not following.pronoun:
        gap = sentence.text[match.end() : match.end() + following.start]
        if (
            not any(sign in gap for sign in ",.;:")
            and len(gap) < 14
            and not re.search(r"\b(?:when|and|who|at)\b", gap)
        ):
            return following.subjects or (() if len(people.numbers) == 1 else None)
    return people.anchor(sentence.start + match.start())


def _worth(report: Report, sentence: Sentence, match: re.Match[str]) -> float:
    """What the surroundings add to, or take from, the worth of an age."""
    before = sentence.text[: match.start()]
    worth = 0.15 if INCIDENT.search(sentence.text) else 0.0
    worth += 0.15 if sentence.start < report.title_ends + 2_500 else 0.0
    if _NOW.search(before):
        return worth - 0.6
    if _BEFORE.search(before) and match.re is not _LIVED:
        worth -= 0.35
    if re.search(r"\bthen,?\s*$|\btime\b", before):
        worth += 0.1
    if re.search(
        r"\b(?:when|after) (?:(?:he|she|they|who) )?(?:died|was killed|was found|took|suffered|sustained)",
        sentence.text,
    ):
        worth += 0.1
    return worth


def _in_tables(report: Report, people: People) -> Iterator[FactFound]:
    """Rows of a family table: a label in the first cell, an age in another."""
    for sentence in report.sentences("child", "baby", "subject", "young person", "sibling"):
        block = report.blocks[sentence.block]
        if block.kind != "row" or len(block.cells) < 2:
            continue
        subjects = people.about(block.text[: block.cells[1]])
        begin = report.start_of(sentence.block)
        for start, end in pairwise((*block.cells[1:], len(block.text))):
            match = _CELL.fullmatch(block.text[start:end])
            if match and len(subjects) == 1:
                band = age_band(number(match["n"]), (match["unit"] or "year").lower())
                where = (begin + start, begin + start + len(match[0].rstrip()))
                yield report.fact(FactName.AGE_BAND, band.value, where, sure=0.7, subject=subjects[0])


def _from_birth(report: Report, people: People, happened: str) -> Iterator[FactFound]:
    """An age worked out from the dates of birth and incident."""
    if not happened:
        return
    for position in report.where("born in ", "born on ", end=_reach(report)):
        sentence = report.sentence_at(position)
        subjects = people.anchor(position)
        at = position - sentence.start
        born = next((one for one in dates_in(sentence.text) if 0 <= one.start - at <= 12), None)
        if not subjects or len(subjects) != 1 or born is None or born.value > happened:
            continue
        days = (_middle(happened) - _middle(born.value)).days
        where = (position, sentence.start + born.end)
        band = age_band(days, "day")
        yield report.fact(FactName.AGE_BAND, band.value, where, sure=0.55, subject=subjects[0])


def _middle(iso: str) -> date:
    """The day meant, or the middle of the month."""
    parts = [int(part) for part in iso.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 7, parts[2] if len(parts) > 2 else 15)
